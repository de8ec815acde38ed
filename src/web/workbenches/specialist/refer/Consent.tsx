import { Choices, Line } from '#web/referral/fields.tsx'
import { Section } from '#web/ui/Section.tsx'
import type { ColumnProps } from '#web/workbenches/specialist/refer/draft.ts'

/** Who agreed to going, and to the record going along. */
export function Consent({ form, draft, change }: ColumnProps) {
  const { consent } = draft
  return (
    <Section title={{ zh: '谁同意', en: 'Who consents' }}>
      <div className="refer-pair">
        <Choices
          label={{ zh: '同意转诊并随单提供资料', en: 'Agrees to go and to share the record' }}
          value={consent.by}
          onChoose={(by) => change({ consent: { by, name: '' } })}
          choices={[
            { value: 'patient', name: { zh: '本人', en: 'The patient' } },
            { value: 'guardian', name: { zh: '监护人或家属', en: 'A guardian' } },
          ]}
        />
        <Line
          label={{ zh: '姓名', en: 'Name' }}
          placeholder={consent.by === 'patient' ? form.person.name : ''}
          maxLength={50}
          value={consent.name}
          onText={(name) => change({ consent: { ...consent, name } })}
        />
      </div>
    </Section>
  )
}
