import { useEffect, useRef } from 'react'
import type { z } from 'zod'
import type { matchCard } from '#registry/resident/contract.ts'
import { Reasons } from '#web/residents/Reasons.tsx'
import { Button } from '#web/ui/Button.tsx'
import { PersonLine } from '#web/ui/PersonLine.tsx'
import { useWords } from '#web/ui/words.ts'

type MaybeCard = z.output<typeof matchCard>

/** Who may be meant already: compare, then go on as somebody new; a worker of public health looks at it afterwards. */
export function MaybeKnown({
  cards,
  isSending,
  onNew,
}: {
  cards: readonly MaybeCard[]
  isSending: boolean
  onNew: () => void
}) {
  const { t } = useWords()
  const box = useRef<HTMLElement>(null)
  // It stands under a long form: whoever pressed the button must see what came of it.
  useEffect(() => {
    // Newer browsers answer with a promise, which is no cleanup.
    void box.current?.scrollIntoView({ block: 'start' })
  }, [])
  return (
    <section ref={box} className="note-box clash" aria-live="polite">
      <b>{t({ zh: '可能已有档案,请先核对', en: 'There may be a record already' })}</b>
      {cards.map((card) => (
        <article key={card.residentId} className="masked">
          <PersonLine
            person={{
              name: card.name,
              sex: card.sex,
              place: t({ zh: `${card.birthYear} 年生 ${card.village}`, en: `born ${card.birthYear} ${card.village}` }),
            }}
          />
          <Reasons because={card.because} />
        </article>
      ))}
      <p className="muted">
        {t({
          zh: '核对过不是同一人再继续;公卫人员随后会复核。',
          en: 'Go on only when you have compared; public health looks at it afterwards.',
        })}
      </p>
      <Button tone="danger" wide isRunning={isSending} onClick={onNew}>
        {t({ zh: '不是同一人,继续登记', en: 'Somebody else: register' })}
      </Button>
    </section>
  )
}
