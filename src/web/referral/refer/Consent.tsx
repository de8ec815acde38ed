import type { ColumnProps } from '#web/referral/refer/columns.ts'
import { consentNameOf } from '#web/referral/refer/draft.ts'
import { Choices, Line } from '#web/ui/desk/fields.tsx'
import { Section } from '#web/ui/Section.tsx'

/** Who agreed to going, and to the record going along. */
export function Consent({ form, draft, change }: ColumnProps) {
  return (
    <Section title={{ zh: '谁同意', en: 'Who consents' }}>
      <div className="refer-pair">
        <Choices
          label={{ zh: '同意转诊并随单提供资料', en: 'Agrees to go and to share the record' }}
          value={draft.consentBy}
          onChoose={(consentBy) => change({ consentBy, consentName: undefined })}
          choices={[
            { value: 'patient', name: { zh: '本人', en: 'The patient' } },
            { value: 'guardian', name: { zh: '监护人或家属', en: 'A guardian' } },
          ]}
        />
        <Line
          label={{ zh: '姓名', en: 'Name' }}
          maxLength={50}
          value={consentNameOf(draft, form.person.name)}
          onText={(consentName) => change({ consentName })}
        />
      </div>
    </Section>
  )
}
