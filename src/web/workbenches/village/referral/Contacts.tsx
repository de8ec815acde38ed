import type { ReferralCard } from '#care/referral/contract.ts'
import { Icon } from '#web/ui/Icon.tsx'
import { useWords } from '#web/ui/words.ts'
import { useMe } from '#web/wire/session.ts'
import { Part } from '#web/workbenches/village/parts/Part.tsx'

type Contact = ReferralCard['contacts']['to'][number]

const inSight = 3

/** Named people of the other side, one touch away: those for everything first, a department's own after them. */
export function Contacts({ card }: { card: ReferralCard }) {
  const { t } = useWords()
  const me = useMe()
  const contacts = [...card.contacts.to, ...card.contacts.from]
    .filter((each) => each.facility !== me.facility)
    .toSorted((a, b) => rank(a, card) - rank(b, card))
  if (contacts.length === 0) return null
  const others = contacts.slice(inSight)
  return (
    <Part title={{ zh: '联系人', en: 'Contacts' }}>
      <ul className="plain-list">
        {contacts.slice(0, inSight).map((each) => (
          <ContactLine key={`${each.name} ${each.phone}`} contact={each} />
        ))}
      </ul>
      {others.length > 0 && (
        <details className="fold">
          <summary>
            <Icon name="chevronRight" /> {t({ zh: `其他联系人 ${others.length}`, en: `${others.length} others` })}
          </summary>
          <ul className="plain-list">
            {others.map((each) => (
              <ContactLine key={`${each.name} ${each.phone}`} contact={each} />
            ))}
          </ul>
        </details>
      )}
    </Part>
  )
}

function rank(contact: Contact, card: ReferralCard): number {
  if (contact.name === card.from.doctor) return 0
  return contact.department === null ? 1 : 2
}

function ContactLine({ contact }: { contact: Contact }) {
  const { t } = useWords()
  return (
    <li className="contact">
      <span>
        <b>{contact.name}</b>{' '}
        <span className="muted">{[contact.facility, contact.department].filter(Boolean).join(' ')}</span>
      </span>
      <a
        className="call"
        href={`tel:${contact.phone}`}
        aria-label={t({
          zh: `给${contact.facility} ${contact.name}打电话`,
          en: `Call ${contact.name}, ${contact.facility}`,
        })}
      >
        <Icon name="phone" size={20} />
      </a>
    </li>
  )
}
