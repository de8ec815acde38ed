import { direction } from '#care/referral/contract.ts'
import type { Board } from '#governance/board/contract.ts'
import { Num } from '#web/board/Num.tsx'
import { Section } from '#web/ui/Section.tsx'
import { useWords } from '#web/ui/words.ts'

type Line = Board['flow'][number]

/** Who sends to whom: one table for each direction that has anything, senders down, receivers across. */
export function FlowTables({ flow }: { flow: Board['flow'] }) {
  const { t } = useWords()
  const shown = direction.codes.filter((code) => flow.some((line) => line.direction === code))
  return (
    <Section
      title={{ zh: '从哪里到哪里', en: 'Who sends to whom' }}
      note={t({ zh: '村卫生室并入所在卫生院', en: 'village clinics stand under their township' })}
    >
      <div className="flow">
        {shown.map((code) => (
          <FlowTable key={code} way={code} lines={flow.filter((line) => line.direction === code)} />
        ))}
      </div>
    </Section>
  )
}

function FlowTable({ way, lines }: { way: Line['direction']; lines: readonly Line[] }) {
  const { t } = useWords()
  const receivers = named(lines.map((line) => [line.receiverId, line.receiver]))
  const senders = named(lines.map((line) => [line.senderId, line.sender]))
    .map(([id, name]) => ({ id, name, sum: sumOf(lines.filter((line) => line.senderId === id)) }))
    .toSorted((a, b) => b.sum - a.sum)
  const label = direction.labels[way]
  return (
    <div className="table-scroll">
      <table className="ranked">
        <caption>
          {t(label)} {sumOf(lines)}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t(way === 'down' ? { zh: '从医院', en: 'From' } : { zh: '从', en: 'From' })}</th>
            {receivers.map(([id, name]) => (
              <th key={id} scope="col" className="right">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {senders.map(({ id, name }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              {receivers.map(([receiverId]) => {
                const line = lines.find((each) => each.senderId === id && each.receiverId === receiverId)
                return (
                  <td key={receiverId} className="right">
                    {line ? (
                      <Num
                        which={{ figure: 'submitted', senderId: id, receiverId, direction: way }}
                        value={sumOf([line])}
                      />
                    ) : (
                      <span className="muted">0</span>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function sumOf(lines: readonly Line[]): number {
  return lines.reduce((sum, line) => sum + (line.cells.find((cell) => cell.key === 'submitted')?.numerator ?? 0), 0)
}

function named(pairs: readonly (readonly [string, string])[]): [string, string][] {
  return [...new Map(pairs)].toSorted((a, b) => a[1].localeCompare(b[1], 'zh'))
}
