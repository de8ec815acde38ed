import { followUpMode } from '#care/chronicCare/labels.ts'
import type { Form } from '#web/chronicCare/form/draft.ts'
import { classInWords, classTone, diseasesInWords, lateInWords } from '#web/chronicCare/saying.ts'
import { PersonLine } from '#web/ui/PersonLine.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import '#web/chronicCare/chronicCare.css'

/** Whom the form is about, with what, and how it stood last time. */
export function FormHead({ form }: { form: Form }) {
  const { t, language } = useWords()
  const { person, managed, lastFollowUp } = form
  return (
    <section className="form-head" aria-label={t({ zh: `${person.name}的基本情况`, en: `About ${person.name}` })}>
      <PersonLine size="banner" person={{ ...person, place: person.village }} />
      {managed && (
        <p>
          <b>{diseasesInWords(managed.diseases, language)}</b>{' '}
          {managed.next && (
            <Tag tone={managed.next.daysOverdue > 0 ? 'cinnabar' : 'amber'}>{t(lateInWords(managed))}</Tag>
          )}
        </p>
      )}
      {managed?.lastFollowUpOn && (
        <p className="marks">
          <span className="muted">{t({ zh: '上次', en: 'Last time' })}</span>
          {managed.diseases.map((each) => (
            <Tag key={each.disease} tone={each.reportClass ? classTone[each.reportClass] : 'plain'}>
              {t(each.label)} {t(classInWords(each.reportClass))}
            </Tag>
          ))}
        </p>
      )}
      {lastFollowUp && (
        <p className="hint">
          {t({ zh: '上次随访', en: 'Last follow-up' })} <Day on={lastFollowUp.on} /> ·{' '}
          {t(followUpMode.labels[lastFollowUp.mode])} · {lastFollowUp.who}
        </p>
      )}
    </section>
  )
}
