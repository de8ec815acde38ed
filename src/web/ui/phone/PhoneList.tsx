import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Icon } from '#web/ui/Icon.tsx'
import { type Person, PersonLine } from '#web/ui/PersonLine.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import '#web/ui/phone/PhoneList.css'

export type PhoneGroupProps = {
  readonly title: Text
  readonly count?: number
  readonly tone?: 'cinnabar'
  /** At the right of the title: 最久 6 天, or a link. */
  readonly note?: ReactNode
  readonly children: ReactNode
}

/** A titled part of a phone's list: 逾期 2, 今天 5. */
export function PhoneGroup({ title, count, tone, note, children }: PhoneGroupProps) {
  const { t } = useWords()
  return (
    <section className="phone-group">
      <header>
        <h2 className={tone}>
          {t(title)} {count}
        </h2>
        {note && <span className="note">{note}</span>}
      </header>
      <ul>{children}</ul>
    </section>
  )
}

export type PhoneRowProps = {
  readonly person: Person
  /** What is to be done and why, with its tag. */
  readonly children: ReactNode
  readonly href?: string
  /** Calls; the number is in the link only. */
  readonly phone?: string | null
  /** Below, over the whole width: a loop line. */
  readonly below?: ReactNode
}

/** One person to see: who, why, and the phone within reach of the thumb. */
export function PhoneRow({ person, children, href, phone, below }: PhoneRowProps) {
  const { t } = useWords()
  const line = <PersonLine person={person} />
  return (
    <li className="phone-row">
      <div className="phone-row-main">
        <div className="phone-row-who">
          {href ? (
            <Link href={href} className="whole">
              {line}
            </Link>
          ) : (
            line
          )}
        </div>
        <div className="phone-row-why">{children}</div>
      </div>
      {phone && (
        <a
          className="call"
          href={`tel:${phone}`}
          aria-label={t({ zh: `给${person.name}打电话`, en: `Call ${person.name}` })}
        >
          <Icon name="phone" size={20} />
        </a>
      )}
      {below && <div className="phone-row-below">{below}</div>}
    </li>
  )
}
