import type { ReferralCard } from '#care/referral/contract.ts'
import { Icon } from '#web/ui/Icon.tsx'
import { useWords } from '#web/ui/words.ts'
import { Part } from '#web/workbenches/village/parts/Part.tsx'

/** Named people of both sides, one touch away. */
export function Contacts({ card }: { card: ReferralCard }) {
  const { t } = useWords()
  const contacts = [...card.contacts.to, ...card.contacts.from]
  if (contacts.length === 0) return null
  return (
    <Part title={{ zh: '联系人', en: 'Contacts' }}>
      <ul className="plain-list">
        {contacts.map((each) => (
          <li key={`${each.facility} ${each.name} ${each.phone}`} className="contact">
            <span>
              <b>{each.name}</b>{' '}
              <span className="muted">{[each.facility, each.department].filter(Boolean).join(' ')}</span>
            </span>
            <a
              className="call"
              href={`tel:${each.phone}`}
              aria-label={t({ zh: `给${each.facility} ${each.name}打电话`, en: `Call ${each.name}, ${each.facility}` })}
            >
              <Icon name="phone" size={20} />
            </a>
          </li>
        ))}
      </ul>
    </Part>
  )
}
