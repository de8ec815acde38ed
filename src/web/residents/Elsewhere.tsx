import { useState } from 'react'
import { sex } from '#registry/resident/contract.ts'
import { mayTreat } from '#web/record/reach.ts'
import { howOpened, inEmergency, whyMasked } from '#web/residents/masked.ts'
import { type Masked, useBreakGlass } from '#web/residents/useBreakGlass.ts'
import { Button } from '#web/ui/Button.tsx'
import { ConfirmRepeat } from '#web/ui/ConfirmRepeat.tsx'
import { LongText } from '#web/ui/desk/fields.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { Section } from '#web/ui/Section.tsx'
import { useWords } from '#web/ui/words.ts'
import { useMe } from '#web/wire/session.ts'
import '#web/residents/residents.css'

/** People of the county beyond one's reach: enough to recognize them, why no more, and the emergency way in. */
export function Elsewhere({ people }: { people: readonly Masked[] }) {
  const { t } = useWords()
  const { role } = useMe()
  const [asked, ask] = useState<Masked>()
  const mayAsk = mayTreat(role)
  return (
    <Section title={{ zh: '在县内其他机构找到', en: 'Found elsewhere in the county' }} count={people.length}>
      <ul className="found-elsewhere">
        {people.map((each) => (
          <li key={each.residentId}>
            <b>{each.name}</b>
            <span>
              {t(sex.labels[each.sex])} · {t({ zh: `${each.birthYear} 年生`, en: `born ${each.birthYear}` })} ·{' '}
              {each.village}
            </span>
            {mayAsk && (
              <Button tone="danger" icon="lock" onClick={() => ask(each)}>
                {t({ zh: '紧急调阅', en: 'Open in an emergency' })}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <div className="why-masked">
        <Icon name="lock" />
        <div>
          <p>{t(whyMasked)}</p>
          <p>{t(howOpened)}</p>
          {mayAsk && <p>{t(inEmergency)}</p>}
        </div>
      </div>
      {asked && <BreakGlass key={asked.residentId} person={asked} onCancel={() => ask(undefined)} />}
    </Section>
  )
}

function BreakGlass({ person, onCancel }: { person: Masked; onCancel: () => void }) {
  const { t } = useWords()
  const { reason, setReason, label, placeholder, confirm } = useBreakGlass(person)
  return (
    <ConfirmRepeat isOpen {...confirm} onCancel={onCancel}>
      <LongText
        label={label}
        placeholder={t(placeholder)}
        value={reason}
        onText={setReason}
        maxLength={500}
        autoFocus
      />
    </ConfirmRepeat>
  )
}
