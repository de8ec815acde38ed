import { Link } from 'wouter'
import { type RecordSummary, timelineContract } from '#record/timeline/contract.ts'
import { LatestVitals } from '#web/record/LatestVitals.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Answered } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import '#web/record/Glance.css'

/** The record at a glance, beside something else: what must not be missed, and the way into all of it. */
export function Glance({ residentId }: { residentId: string }) {
  const { t } = useWords()
  const asked = useAsk(timelineContract.openRecord, { residentId, limit: 1 }, { live: [`resident:${residentId}`] })
  return (
    <section className="glance">
      <header>
        <h3>{t({ zh: '档案一览', en: 'The record at a glance' })}</h3>
        <Link href={`/residents/${residentId}`}>{t({ zh: '打开健康档案', en: 'Open the record' })}</Link>
      </header>
      <Answered asked={asked} rows={3} what={{ zh: '档案', en: 'the record' }}>
        {(record) => (
          <>
            <Allergies allergies={record.allergies} />
            <Known record={record} />
            {record.vitals.length > 0 && <LatestVitals vitals={record.vitals} />}
          </>
        )}
      </Answered>
    </section>
  )
}

function Allergies({ allergies }: Pick<RecordSummary, 'allergies'>) {
  const { t } = useWords()
  if (allergies.length === 0)
    return <p className="hint">{t({ zh: '过敏:未发现记录', en: 'Allergies: none on record' })}</p>
  return (
    <p>
      <Tag tone="cinnabar" icon="alert">
        {t({ zh: '过敏', en: 'Allergic' })} {allergies.map((each) => each.name).join(' · ')}
      </Tag>
    </p>
  )
}

/** Standing diagnoses and what is being taken. */
function Known({ record }: { record: RecordSummary }) {
  const { t } = useWords()
  const { problems, prescriptions } = record
  return (
    <dl className="glance-known">
      <dt>{t({ zh: '现有诊断', en: 'Diagnoses' })}</dt>
      <dd>
        {problems.length === 0 && <span className="hint">{t({ zh: '没有未结束的诊断', en: 'none standing' })}</span>}
        {problems.map((each) => (
          <p key={`${each.code}${each.name}`}>
            {each.name}{' '}
            <span className="hint">
              {t({ zh: '', en: 'since ' })}
              <Day on={each.since.slice(0, 10)} form="short" />
              {t({ zh: ' 起', en: '' })} · {each.facility}
            </span>
          </p>
        ))}
      </dd>
      <dt>{t({ zh: '在用药', en: 'Medicines' })}</dt>
      <dd>
        {prescriptions.length === 0 && <span className="hint">{t({ zh: '没有在用的处方', en: 'none current' })}</span>}
        {prescriptions.map((each) => (
          <p key={`${each.code}${each.name}${each.at}`}>
            {each.name} <span className="muted">{[each.dose, each.frequency].filter(Boolean).join(' ')}</span>{' '}
            <span className="hint">{each.facility}</span>
          </p>
        ))}
      </dd>
    </dl>
  )
}

/** The same as the side of the record itself. */
export function GlanceSide({ record }: { record: RecordSummary }) {
  return (
    <div className="glance">
      <Section title={{ zh: '最近测量', en: 'Latest readings' }} form="plain">
        {record.vitals.length > 0 ? <LatestVitals vitals={record.vitals} /> : <NoReadings />}
      </Section>
      <Section title={{ zh: '诊断与用药', en: 'Diagnoses and medicines' }} form="plain">
        <Known record={record} />
      </Section>
    </div>
  )
}

function NoReadings() {
  const { t } = useWords()
  return <p className="hint">{t({ zh: '还没有测量记录', en: 'No readings on record' })}</p>
}
