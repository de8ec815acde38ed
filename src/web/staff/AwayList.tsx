import { movementContract } from '#registry/movement/contract.ts'
import { leaveKind } from '#registry/movement/labels.ts'
import { Section } from '#web/ui/Section.tsx'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'

/** Who is away or will be; nothing where everybody is here. */
export function AwayList() {
  const { t } = useWords()
  const items = useAsk(movementContract.listLeave, {}, { live: ['staff'] }).data?.items ?? []
  if (items.length === 0) return null
  return (
    <Section title={{ zh: '请假中和将请假', en: 'Away now or soon' }} count={items.length}>
      <ul className="away">
        {items.map((leave) => (
          <li key={leave.leaveId}>
            <b>{leave.name}</b> {t(leaveKind.labels[leave.kind])} <Day on={leave.from} /> – <Day on={leave.until} />
            {leave.standIn && (
              <span className="hint"> {t({ zh: `代班 ${leave.standIn}`, en: `stand-in ${leave.standIn}` })}</span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
