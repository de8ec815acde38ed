import { useState } from 'react'
import { fulfillmentContract, plausibilityKind } from '#care/fulfillment/contract.ts'
import { addDays } from '#kernel/calendar.ts'
import type { Output } from '#kernel/capability.ts'
import { Sample } from '#web/enrollment/desk/Sample.tsx'
import { TeamPick, useTeam } from '#web/enrollment/desk/useTeam.tsx'
import { Button } from '#web/ui/Button.tsx'
import { now } from '#web/ui/clock.ts'
import { useInAddress } from '#web/ui/desk/address.ts'
import { DayField } from '#web/ui/desk/DayField.tsx'
import { Line } from '#web/ui/desk/fields.tsx'
import { figure } from '#web/ui/figures.ts'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { today } from '#web/ui/time.ts'
import { Day, Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useCommand } from '#web/wire/command.ts'

type Finding = Output<typeof fulfillmentContract.listPlausibility>['items'][number]

/** The quality control center: what cannot well be true, and services drawn by chance and looked at. */
export function Control() {
  const [sampleId, open] = useInAddress('sample')
  if (sampleId) return <Sample key={sampleId} sampleId={sampleId} onClose={() => open(undefined)} />
  return (
    <>
      <Findings />
      <Samples onOpen={open} />
    </>
  )
}

function Findings() {
  const { t } = useWords()
  const asked = useAsk(fulfillmentContract.listPlausibility, {})
  return (
    <Section
      title={{ zh: '真实性监测', en: 'Plausibility' }}
      {...(asked.data ? { count: asked.data.items.length } : {})}
    >
      <Answered asked={asked} rows={4} what={{ zh: '监测结果', en: 'the findings' }}>
        {({ items, entries, since, before }) => (
          <>
            <p className="hint">
              {t({ zh: `看了 ${figure(entries)} 次服务,`, en: `${figure(entries)} services from` })} <Day on={since} />{' '}
              {t({ zh: '至', en: 'to' })} <Day on={before} />
            </p>
            {items.length === 0 ? (
              <Empty
                icon="shield"
                title={{ zh: '没有可疑的记录', en: 'Nothing suspicious' }}
                next={{
                  zh: '地点时间矛盾、复制读数、尾数偏好和夜间集中录入都会列在这里',
                  en: 'Impossible places, copied readings, digit preference and night batches appear here',
                }}
              />
            ) : (
              items.map((item) => (
                <FindingLine key={`${item.kind} ${item.staffId} ${item.rows[0]?.visitId}`} item={item} />
              ))
            )}
          </>
        )}
      </Answered>
    </Section>
  )
}

function FindingLine({ item }: { item: Finding }) {
  const { t } = useWords()
  return (
    <details>
      <summary>
        <Tag tone="cinnabar">{t(plausibilityKind.labels[item.kind])}</Tag> <b>{item.staff}</b> {item.facility}{' '}
        <span className="hint">
          {t({
            zh: `测得 ${item.value},界值 ${item.limit},共 ${item.of} 次`,
            en: `found ${item.value}, limit ${item.limit}, of ${item.of}`,
          })}
        </span>
      </summary>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t({ zh: '居民', en: 'Resident' })}</th>
            <th scope="col">{t({ zh: '服务时间', en: 'When' })}</th>
            <th scope="col">{t({ zh: '录入时间', en: 'Written down' })}</th>
            <th scope="col">{t({ zh: '地点', en: 'Where' })}</th>
            <th scope="col">{t({ zh: '血压', en: 'Pressure' })}</th>
          </tr>
        </thead>
        <tbody>
          {item.rows.map((row) => (
            <tr key={row.visitId}>
              <td>{row.person?.name ?? t({ zh: '外地居民', en: 'of elsewhere' })}</td>
              <td>
                <Moment at={row.at} />
              </td>
              <td>
                <Moment at={row.recordedAt} />
              </td>
              <td>{row.facility}</td>
              <td>{row.reading ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {item.total > item.rows.length && (
        <p className="hint">
          {t({
            zh: `共 ${item.total} 条,显示最近 ${item.rows.length} 条`,
            en: `${item.total} in all, the latest ${item.rows.length} shown`,
          })}
        </p>
      )}
    </details>
  )
}

function Samples({ onOpen }: { onOpen: (sampleId: string) => void }) {
  const { t } = useWords()
  const asked = useAsk(fulfillmentContract.listSamples, {}, { live: ['duty'] })
  return (
    <Section title={{ zh: '抽样核查', en: 'Samples' }} {...(asked.data ? { count: asked.data.items.length } : {})}>
      <Draw onDrawn={onOpen} />
      <Answered
        asked={asked}
        rows={3}
        what={{ zh: '样本', en: 'the samples' }}
        isEmpty={(data) => data.items.length === 0}
        empty={<Empty icon="filter" title={{ zh: '还没有抽过样', en: 'Nothing was drawn yet' }} />}
      >
        {({ items }) => (
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{t({ zh: '团队', en: 'Team' })}</th>
                <th scope="col">{t({ zh: '时期', en: 'Period' })}</th>
                <th scope="col" className="right">
                  {t({ zh: '抽取 / 全部', en: 'Drawn / all' })}
                </th>
                <th scope="col" className="right">
                  {t({ zh: '已核查', en: 'Reviewed' })}
                </th>
                <th scope="col" className="right">
                  {t({ zh: '缺陷率', en: 'Defect rate' })}
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((each) => (
                <tr key={each.sampleId}>
                  <td>
                    <button type="button" className="whole-button" onClick={() => onOpen(each.sampleId)}>
                      {each.team}
                    </button>
                  </td>
                  <td>
                    <Day on={each.since} /> {t({ zh: '至', en: 'to' })} <Day on={each.before} />
                  </td>
                  <td className="right">
                    {each.drawn} / {figure(each.services)}
                  </td>
                  <td className="right">{each.reviewed}</td>
                  <td className="right">
                    {each.reviewed === 0
                      ? t({ zh: '未知', en: 'unknown' })
                      : `${figure((each.defects * 100) / each.reviewed, 1)} % (${each.defects}/${each.reviewed})`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Answered>
    </Section>
  )
}

function Draw({ onDrawn }: { onDrawn: (sampleId: string) => void }) {
  const { t } = useWords()
  const { items, team, choose } = useTeam()
  const present = today(now())
  const [since, setSince] = useState(addDays(present, -90))
  const [before, setBefore] = useState(present)
  const [size, setSize] = useState('10')
  const command = useCommand(fulfillmentContract.drawSample, {
    changes: ['duty'],
    onDone: ({ sampleId }) => onDrawn(sampleId),
  })
  const count = Number(size)
  return (
    <div className="enrollment-row">
      <TeamPick items={items} team={team} onPick={choose} />
      <DayField label={{ zh: '从', en: 'From' }} value={since} onDay={setSince} max={present} />
      <DayField label={{ zh: '到(不含)', en: 'Before' }} value={before} onDay={setBefore} max={present} />
      <Line label={{ zh: '抽几次', en: 'How many' }} inputMode="numeric" value={size} onText={setSize} maxLength={3} />
      <Button
        tone="primary"
        isRunning={command.isSending}
        disabled={!team || since === '' || before === '' || !Number.isInteger(count) || count < 1 || count > 200}
        onClick={() => team && void command.send({ teamId: team.teamId, since, before, size: count })}
      >
        {t({ zh: '抽样', en: 'Draw' })}
      </Button>
      <ProblemNote problem={command.problem} />
    </div>
  )
}
