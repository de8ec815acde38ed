import { useState } from 'react'
import { defectReason, fulfillmentContract, type SampledService, verdict } from '#care/fulfillment/contract.ts'
import { evidenceKind } from '#record/visit/contract.ts'
import { Button } from '#web/ui/Button.tsx'
import { Pick } from '#web/ui/desk/fields.tsx'
import { figure } from '#web/ui/figures.ts'
import { PersonLine } from '#web/ui/PersonLine.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Answered } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useCommand } from '#web/wire/command.ts'

type Reason = (typeof defectReason.codes)[number]

/** One sample: each drawn service is found sound or defective, with the reason. */
export function Sample({ sampleId, onClose }: { sampleId: string; onClose: () => void }) {
  const { t } = useWords()
  const asked = useAsk(fulfillmentContract.openSample, { sampleId }, { live: ['duty'] })
  return (
    <>
      <Button icon="chevronLeft" onClick={onClose}>
        {t({ zh: '回到质控', en: 'Back' })}
      </Button>
      <Answered asked={asked} rows={6} what={{ zh: '样本', en: 'the sample' }}>
        {(sample) => (
          <Section
            title={{ zh: `${sample.team} 抽样核查`, en: `Sample of ${sample.team}` }}
            note={t({
              zh: `已核查 ${sample.reviewed}/${sample.drawn}${sample.reviewed > 0 ? `,缺陷率 ${figure((sample.defects * 100) / sample.reviewed, 1)} %` : ''}`,
              en: `${sample.reviewed} of ${sample.drawn} reviewed${sample.reviewed > 0 ? `, defect rate ${figure((sample.defects * 100) / sample.reviewed, 1)} %` : ''}`,
            })}
          >
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col">{t({ zh: '居民', en: 'Resident' })}</th>
                  <th scope="col">{t({ zh: '服务', en: 'Service' })}</th>
                  <th scope="col">{t({ zh: '核查', en: 'Review' })}</th>
                </tr>
              </thead>
              <tbody>
                {sample.items.map((item) => (
                  <tr key={item.subjectId}>
                    <td>
                      <PersonLine person={{ ...item.person, place: item.person.village }} />
                    </td>
                    <td>
                      {t(evidenceKind.labels[item.kind])} <Moment at={item.at} />
                      <p className="hint">
                        {item.place} {item.staff}
                      </p>
                    </td>
                    <td>{item.verdict ? <Reviewed item={item} /> : <Review sampleId={sampleId} item={item} />}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Section>
        )}
      </Answered>
    </>
  )
}

function Reviewed({ item }: { item: SampledService }) {
  const { t } = useWords()
  if (!item.verdict) return null
  return (
    <>
      <Tag tone={item.verdict === 'sound' ? 'pine' : 'cinnabar'}>{t(verdict.labels[item.verdict])}</Tag>{' '}
      {item.reason && t(defectReason.labels[item.reason])}
      <p className="hint">
        {item.reviewedBy} {item.reviewedAt && <Moment at={item.reviewedAt} />}
      </p>
    </>
  )
}

function Review({ sampleId, item }: { sampleId: string; item: SampledService }) {
  const { t } = useWords()
  const [reason, setReason] = useState<Reason | ''>('')
  const command = useCommand(fulfillmentContract.reviewService, { changes: ['duty'] })
  const on = { sampleId, subjectId: item.subjectId }
  return (
    <div className="enrollment-row">
      <Button isRunning={command.isSending} onClick={() => void command.send({ ...on, verdict: 'sound' })}>
        {t(verdict.labels.sound)}
      </Button>
      <Pick
        label={{ zh: `${item.person.name}:缺陷原因`, en: `${item.person.name}: what is wrong` }}
        value={reason}
        onPick={setReason}
        choices={defectReason.codes.map((value) => ({ value, name: defectReason.labels[value] }))}
      />
      <Button
        disabled={reason === ''}
        isRunning={command.isSending}
        onClick={() => reason !== '' && void command.send({ ...on, verdict: 'defect', reason })}
      >
        {t(verdict.labels.defect)}
      </Button>
      <ProblemNote problem={command.problem} />
    </div>
  )
}
