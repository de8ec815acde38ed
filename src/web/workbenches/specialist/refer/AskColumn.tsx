import { LongText, Pick } from '#web/referral/fields.tsx'
import { Section } from '#web/ui/Section.tsx'
import { useWords } from '#web/ui/words.ts'
import type { ColumnProps } from '#web/workbenches/specialist/refer/draft.ts'

/** A question to a specialist before anybody travels. */
export function AskColumn({ form, draft, change }: ColumnProps) {
  const { t } = useWords()
  return (
    <Section
      title={{ zh: '问专科', en: 'Ask a specialist' }}
      note={t({ zh: '患者先不用动身', en: 'nobody has to travel yet' })}
    >
      <div className="form-fields">
        <Pick
          label={{ zh: '问哪个科室', en: 'Whom to ask' }}
          value={draft.askDepartmentId}
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
          {t({
            zh: '答复时限:急诊 10 分钟,加急 4 小时,普通 2 个工作日;问题会让对方看到这份档案',
            en: 'The question opens this record to those who answer',
          })}
        </p>
      </div>
    </Section>
  )
}
