import type { ReactNode } from 'react'
import { now } from '#web/ui/clock.ts'
import { LanguageSwitch } from '#web/ui/LanguageSwitch.tsx'
import { PhonePage } from '#web/ui/phone/PhoneShell.tsx'
import { ageInWords } from '#web/ui/time.ts'
import { type Text, useWords } from '#web/ui/words.ts'
import { useHere } from '#web/workbenches/resident/people.ts'

export type PageProps = { readonly title: Text; readonly back?: string; readonly children: ReactNode }

/** A page of the resident's phone: its title, and always whose record this is where it is not one's own. */
export function Page({ title, back, children }: PageProps) {
  return (
    <PhonePage title={title} tools={<LanguageSwitch />} {...(back === undefined ? {} : { back })}>
      <Whose />
      <div className="own-page">{children}</div>
    </PhonePage>
  )
}

/** Whoever acts for somebody chooses here whose record is shown. */
function Whose() {
  const { t, language } = useWords()
  const { person, people, choose } = useHere()
  if (people.length < 2) return null
  return (
    <div className="whose" role="radiogroup" aria-label={t({ zh: '看谁的', en: 'Whose record' })}>
      {people.map((each) => (
        // biome-ignore lint/a11y/useSemanticElements: a chip that is chosen, not a form
        <button
          key={each.residentId}
          type="button"
          role="radio"
          aria-checked={each.residentId === person.residentId}
          onClick={() => choose(each.residentId)}
        >
          {each.kind === 'self' ? t({ zh: '我自己', en: 'Myself' }) : each.name}
          {each.kind !== 'self' && <small>{ageInWords(each.birthDate, { now: now(), language })}</small>}
        </button>
      ))}
    </div>
  )
}

/** A white block of the page with its title. */
export function Block({ title, tone, children }: { title?: Text; tone?: 'present' | 'cinnabar'; children: ReactNode }) {
  const { t } = useWords()
  return (
    <section className={tone ? `block ${tone}` : 'block'}>
      {title && <h2>{t(title)}</h2>}
      {children}
    </section>
  )
}
