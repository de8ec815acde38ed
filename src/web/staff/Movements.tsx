import { useState } from 'react'
import { movementContract } from '#registry/movement/contract.ts'
import { changeKind, leaveKind } from '#registry/movement/labels.ts'
import { Departure } from '#web/staff/Departure.tsx'
import { EndLeave } from '#web/staff/EndLeave.tsx'
import { LeaveForm } from '#web/staff/LeaveForm.tsx'
import { Transfer } from '#web/staff/Transfer.tsx'
import { Button } from '#web/ui/Button.tsx'
import { now } from '#web/ui/clock.ts'
import { Section } from '#web/ui/Section.tsx'
import { Answered } from '#web/ui/states.tsx'
import { today } from '#web/ui/time.ts'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'

/** Leaves, transfers and the departure of one person. */
export function Movements({ staffId, name }: { staffId: string; name: string }) {
  const { t } = useWords()
  const [doing, does] = useState<'leave' | 'transfer'>()
  const asked = useAsk(movementContract.openMovements, { staffId }, { live: ['staff'] })
  const close = () => does(undefined)
  return (
    <Section
      form="plain"
      title={{ zh: '在岗与变动', en: 'Leave and changes' }}
      tools={
        <>
          <Button onClick={() => does('leave')}>{t({ zh: '登记请假', en: 'Leave' })}</Button>
          <Button onClick={() => does('transfer')}>{t({ zh: '调动', en: 'Transfer' })}</Button>
          <Departure staffId={staffId} name={name} />
        </>
      }
    >
      {doing === 'leave' && <LeaveForm staffId={staffId} onClose={close} />}
      {doing === 'transfer' && <Transfer staffId={staffId} onClose={close} />}
      <Answered asked={asked} rows={2}>
        {({ leaves, changes }) => (
          <ul className="movements">
            {leaves.map((leave) => (
              <li key={leave.leaveId}>
                <span>
                  <b>{t(leaveKind.labels[leave.kind])}</b> <Day on={leave.from} /> – <Day on={leave.until} />{' '}
                  {t({ zh: '销假', en: 'back' })}
                  <span className="muted">
                    {leave.standIn
                      ? t({ zh: `代班 ${leave.standIn}`, en: `${leave.standIn} stands in` })
                      : t({ zh: '由同岗位的人或上级代办', en: 'others of the post or above take over' })}
                    {leave.note && ` · ${leave.note}`}
                  </span>
                </span>
                {leave.until > today(now()) && <EndLeave leaveId={leave.leaveId} />}
              </li>
            ))}
            {changes.map((change) => (
              <li key={change.recordedAt}>
                <span>
                  <b>{t(changeKind.labels[change.kind])}</b> <Day on={change.on} /> {change.to}
                  <span className="muted">{change.reason}</span>
                </span>
              </li>
            ))}
            {leaves.length + changes.length === 0 && (
              <li className="muted">{t({ zh: '没有请假或变动记录', en: 'No leave or change on record' })}</li>
            )}
          </ul>
        )}
      </Answered>
    </Section>
  )
}
