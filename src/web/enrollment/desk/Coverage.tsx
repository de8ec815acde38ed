import { enrollmentContract } from '#care/enrollment/contract.ts'
import type { Output } from '#kernel/capability.ts'
import { priorityGroup } from '#registry/resident/contract.ts'
import { figure } from '#web/ui/figures.ts'
import { Answered } from '#web/ui/states.tsx'
import { Day } from '#web/ui/When.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useMe } from '#web/wire/session.ts'

type Counted = Output<typeof enrollmentContract.openCoverage>
type Line = { readonly key: string; readonly name: Text; readonly signed: number; readonly residents: number }

/** Signed over residents: everybody, the priority groups, and for the county each township. */
export function Coverage() {
  const { role } = useMe()
  return role === 'consortiumManager' || role === 'healthBureau' ? <OfCounty /> : <OfTownship />
}

function OfTownship() {
  const asked = useAsk(enrollmentContract.openCoverage, {}, { live: ['enrollment'] })
  return (
    <Answered asked={asked} rows={6} what={{ zh: '覆盖', en: 'the coverage' }}>
      {(counted) => <Groups counted={counted} />}
    </Answered>
  )
}

function OfCounty() {
  const asked = useAsk(enrollmentContract.openCountyCoverage, {})
  return (
    <Answered asked={asked} rows={6} what={{ zh: '覆盖', en: 'the coverage' }}>
      {({ places, ...counted }) => (
        <>
          <Groups counted={counted} />
          <Rates
            head={{ zh: '乡镇', en: 'Township' }}
            lines={places.map((p) => ({ key: p.facilityId, name: p.name, signed: p.signed, residents: p.residents }))}
          />
        </>
      )}
    </Answered>
  )
}

function Groups({ counted }: { counted: Counted }) {
  const { t } = useWords()
  const order = ['everybody', 'priority', ...priorityGroup.codes]
  const lines = order.flatMap((key) => {
    const row = counted.rows.find((r) => r.group === key)
    return row ? [{ key, name: nameOf(key), signed: row.signed, residents: row.residents }] : []
  })
  return (
    <>
      <p className="hint">
        <Day on={counted.on} /> ·{' '}
        {t({
          zh: `完整团队 ${counted.completeTeams}/${counted.teams} 个 · 一年内床旁签约 ${counted.bedside} 份`,
          en: `${counted.completeTeams} of ${counted.teams} teams complete · ${counted.bedside} signed at the bedside in a year`,
        })}
      </p>
      <Rates head={{ zh: '人群', en: 'Group' }} lines={lines} />
    </>
  )
}

function nameOf(group: string): Text {
  if (group === 'everybody') return { zh: '全部居民', en: 'All residents' }
  if (group === 'priority') return { zh: '重点人群', en: 'Priority groups' }
  const code = priorityGroup.codes.find((each) => each === group)
  return code ? priorityGroup.labels[code] : { zh: '其他', en: 'Other' }
}

function Rates({ head, lines }: { head: Text; lines: readonly Line[] }) {
  const { t } = useWords()
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">{t(head)}</th>
          <th scope="col" className="right">
            {t({ zh: '签约率', en: 'Rate' })}
          </th>
          <th scope="col" className="right">
            {t({ zh: '签约 / 居民', en: 'Signed / residents' })}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.key}>
            <td>{t(line.name)}</td>
            <td className="right">
              {line.residents === 0
                ? t({ zh: '未知', en: 'unknown' })
                : `${figure((line.signed * 100) / line.residents, 2)} %`}
            </td>
            <td className="right">
              {figure(line.signed)} / {figure(line.residents)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
