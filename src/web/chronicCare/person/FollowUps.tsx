import { followUpMode } from '#care/chronicCare/labels.ts'
import type { RecordedFollowUp } from '#web/chronicCare/person/series.ts'
import { classInWords, classTone } from '#web/chronicCare/saying.ts'
import { Facts } from '#web/ui/Facts.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'

/** The follow-ups of a person, the newest first; each opens into all that was written. */
export function FollowUps({ items }: { items: readonly RecordedFollowUp[] }) {
  return (
    <ol className="follow-ups">
      {items.map((each) => (
        <FollowUpLine key={each.followUpId} followUp={each} />
      ))}
    </ol>
  )
}

function FollowUpLine({ followUp }: { followUp: RecordedFollowUp }) {
  const { t, language } = useWords()
  const list = (parts: readonly string[]) => parts.join(language === 'zh' ? '、' : ', ')
  return (
    <li>
      <details>
        <summary>
          <span>
            <b>
              <Moment at={followUp.occurredAt} form="short" />
            </b>{' '}
            {t(followUpMode.labels[followUp.mode])} · {followUp.who}
          </span>
          <span className="marks">
            {followUp.results.map((each) => (
              <Tag key={each.disease} tone={each.reportClass ? classTone[each.reportClass] : 'plain'}>
                {t(each.label)} {t(classInWords(each.reportClass))}
              </Tag>
            ))}
            {!followUp.isValid && <Tag tone="amber">{t({ zh: '不计入规范', en: 'not counted' })}</Tag>}
          </span>
          <span className="muted">
            {followUp.readings.map((each) => `${t(each.label)} ${t(each.shown)}`).join(' · ')}
          </span>
        </summary>
        <Facts
          facts={[
            {
              name: { zh: '症状', en: 'Symptoms' },
              value: followUp.symptoms.length > 0 ? list(followUp.symptoms.map(t)) : t({ zh: '无不适', en: 'none' }),
            },
            ...followUp.answers.map((each) => ({ key: each.name, name: each.label, value: t(each.shown) })),
            {
              name: { zh: '用药', en: 'Medicines' },
              value:
                followUp.medications.length > 0
                  ? list(
                      followUp.medications.map((each) =>
                        [each.name, each.dose, each.frequency].filter(Boolean).join(' '),
                      ),
                    )
                  : t({ zh: '没有用药', en: 'takes none' }),
            },
            { name: { zh: '在哪里', en: 'Where' }, value: followUp.facility },
          ]}
        />
      </details>
    </li>
  )
}
