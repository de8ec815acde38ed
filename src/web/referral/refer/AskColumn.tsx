import type { ColumnProps } from '#web/referral/refer/columns.ts'
import { useRule } from '#web/rules/inForce.ts'
import { LongText, Pick } from '#web/ui/desk/fields.tsx'
import { Section } from '#web/ui/Section.tsx'
import { useWords } from '#web/ui/words.ts'

/** A question to a specialist before anybody travels. */
export function AskColumn({ form, draft, change }: ColumnProps) {
  const { t } = useWords()
  const clock = useRule('advice.answerClock')
  return (
    <Section
      title={{ zh: '问专科', en: 'Ask a specialist' }}
      note={t({ zh: '患者先不用动身', en: 'nobody has to travel yet' })}
    >
      <div className="form-fields">
        <Pick
          label={{ zh: '问哪个科室', en: 'Whom to ask' }}
          value={draft.askDepartmentId ?? ''}
          onPick={(askDepartmentId) => change({ askDepartmentId })}
          choices={form.departments.map((each) => ({
            value: each.departmentId,
            name: `${each.facility} ${each.name}`,
          }))}
        />
        <LongText
          label={{ zh: '问题', en: 'Question' }}
          placeholder={t({ zh: '想知道什么?一次问一件事,回答更快', en: 'What do you want to know?' })}
          rows={5}
          maxLength={2000}
          value={draft.question}
          onText={(question) => change({ question })}
        />
        <p className="hint">
          {clock && t({ zh: `答复时限:${clock}。`, en: `Time to answer: ${clock}. ` })}
          {t({ zh: '问题会让答复的人看到这份档案。', en: 'The question opens this record to those who answer.' })}
        </p>
      </div>
    </Section>
  )
}
