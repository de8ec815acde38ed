import { useState } from 'react'
import { howOpened, inEmergency, whyMasked } from '#web/residents/masked.ts'
import { type Masked, useBreakGlass } from '#web/residents/useBreakGlass.ts'
import { Button } from '#web/ui/Button.tsx'
import { ConfirmRepeat } from '#web/ui/ConfirmRepeat.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { PersonLine } from '#web/ui/PersonLine.tsx'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { Lines } from '#web/workbenches/village/parts/Lines.tsx'

/** Somebody of another place: enough to recognise them, why no more, and what may be done. */
export function Elsewhere({ card }: { card: Masked }) {
  const { t, language } = useWords()
  const [isAsking, ask] = useState(false)
  const { reason, setReason, label, placeholder, confirm, answer } = useBreakGlass(card)
  const born = language === 'zh' ? `${card.birthYear} 年生` : `born ${card.birthYear}`
  return (
    <article className="masked">
      <PersonLine person={{ name: card.name, sex: card.sex, place: `${born} ${card.village}` }} />
      <p className="muted">
        <Icon name="lock" size={14} /> {t(whyMasked)}
      </p>
      <p className="muted">{t(howOpened)}</p>
      <p className="muted">{t(inEmergency)}</p>
      {answer ? (
        <p>
          {t({ zh: '已打开,至', en: 'Open until' })} <Moment at={answer.until} />
        </p>
      ) : (
        <Button tone="danger" icon="key" onClick={() => ask(true)}>
          {t({ zh: '急救需要:紧急调阅', en: 'Emergency: break the glass' })}
        </Button>
      )}
      <ConfirmRepeat isOpen={isAsking} {...confirm} onCancel={() => ask(false)}>
        <Lines label={label} value={reason} onChange={setReason} max={500} placeholder={placeholder} />
      </ConfirmRepeat>
    </article>
  )
}
