import { useState } from 'react'
import {
  type RosterPlace,
  type RosterRole,
  rosterContract,
  rosterPlaceKind,
  rosterRole,
} from '#care/roster/contract.ts'
import { addDays } from '#kernel/calendar.ts'
import { RosterWeek, useRoster } from '#web/enrollment/RosterWeek.tsx'
import { StaffPicker } from '#web/facility/StaffPicker.tsx'
import { Button } from '#web/ui/Button.tsx'
import { now } from '#web/ui/clock.ts'
import { Choices, Line } from '#web/ui/desk/fields.tsx'
import { Several } from '#web/ui/desk/Several.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { today } from '#web/ui/time.ts'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'
import { useMe } from '#web/wire/session.ts'

const weekdays = [
  ['1', '周一', 'Mon'],
  ['2', '周二', 'Tue'],
  ['3', '周三', 'Wed'],
  ['4', '周四', 'Thu'],
  ['5', '周五', 'Fri'],
  ['6', '周六', 'Sat'],
  ['0', '周日', 'Sun'],
] as const

/** Who is at the integrated clinic and the joint ward, week by week, and who is bound there. */
export function Rosters() {
  const { t } = useWords()
  const { role } = useMe()
  const [on, look] = useState(today(now()))
  const asked = useRoster(on)
  const keeps = role === 'townshipManager'
  return (
    <>
      <div className="enrollment-row">
        <Button icon="chevronLeft" onClick={() => look(addDays(on, -7))}>
          {t({ zh: '上一周', en: 'Week before' })}
        </Button>
        <Button onClick={() => look(today(now()))}>{t({ zh: '本周', en: 'This week' })}</Button>
        <Button icon="chevronRight" onClick={() => look(addDays(on, 7))}>
          {t({ zh: '下一周', en: 'Next week' })}
        </Button>
      </div>
      <Answered
        asked={asked}
        rows={5}
        what={{ zh: '排班', en: 'the roster' }}
        isEmpty={(data) => data.places.length === 0}
        empty={
          <div className="sheet">
            <Empty
              icon="hospital"
              title={{ zh: '还没有一体化门诊或联合病房', en: 'There is no integrated clinic or joint ward yet' }}
            />
          </div>
        }
      >
        {({ places }) => places.map((place) => <Place key={place.rosterPlaceId} place={place} keeps={keeps} />)}
      </Answered>
      {keeps && <AddPlace />}
    </>
  )
}

function Place({ place, keeps }: { place: RosterPlace; keeps: boolean }) {
  const { t } = useWords()
  const [isBinding, bind] = useState(false)
  return (
    <Section
      title={{ zh: `${place.facility} ${place.name}`, en: `${place.facility} ${place.name}` }}
      tools={
        keeps && (
          <Button tone="text" icon="plus" onClick={() => bind(!isBinding)}>
            {t({ zh: '固定派驻', en: 'Bind somebody' })}
          </Button>
        )
      }
    >
      <RosterWeek place={place} />
      <ul className="roster-week">
        {place.turns.map((turn) => (
          <li key={turn.turnId}>
            <span>{t(rosterRole.labels[turn.role])}</span>
            <span>
              {turn.name}({turn.from}) <Day on={turn.since} /> {t({ zh: '起', en: 'on' })}
              {turn.until ? (
                <>
                  ,{t({ zh: '至', en: 'until' })} <Day on={turn.until} />
                </>
              ) : (
                keeps && <EndTurn rosterPlaceId={place.rosterPlaceId} turnId={turn.turnId} name={turn.name} />
              )}
            </span>
          </li>
        ))}
      </ul>
      {isBinding && <Bind place={place} onDone={() => bind(false)} />}
    </Section>
  )
}

function EndTurn({ rosterPlaceId, turnId, name }: { rosterPlaceId: string; turnId: string; name: string }) {
  const { t } = useWords()
  const command = useCommand(rosterContract.endRosterTurn, { changes: ['roster'] })
  return (
    <>
      <Button
        tone="text"
        isRunning={command.isSending}
        onClick={() => void command.send({ rosterPlaceId, turnId, until: today(now()) })}
      >
        {t({ zh: `${name} 今天结束`, en: `${name} ends today` })}
      </Button>
      <ProblemNote problem={command.problem} />
    </>
  )
}

function Bind({ place, onDone }: { place: RosterPlace; onDone: () => void }) {
  const { t } = useWords()
  const [staffId, pick] = useState<string>()
  const [part, setPart] = useState<RosterRole>('specialist')
  const [days, setDays] = useState<readonly string[]>(['1'])
  const command = useCommand(rosterContract.addRosterTurn, { changes: ['roster'], onDone })
  return (
    <div className="enrollment-form">
      <Choices
        label={{ zh: '派驻什么', en: 'As what' }}
        value={part}
        onChoose={setPart}
        choices={rosterRole.codes.map((value) => ({ value, name: rosterRole.labels[value] }))}
      />
      <StaffPicker label={{ zh: '谁', en: 'Who' }} value={staffId} onPick={pick} />
      <Several
        label={{ zh: '哪几天', en: 'Which days' }}
        values={days}
        onChange={setDays}
        choices={weekdays.map(([value, zh, en]) => ({ value, name: { zh, en } }))}
      />
      <ProblemNote problem={command.problem} />
      <div className="enrollment-row">
        <Button
          tone="primary"
          isRunning={command.isSending}
          disabled={!staffId || days.length === 0}
          onClick={() =>
            staffId &&
            void command.send({
              rosterPlaceId: place.rosterPlaceId,
              staffId,
              part,
              weekdays: days.map(Number),
              from: today(now()),
            })
          }
        >
          {t({ zh: '从今天起固定', en: 'Bind from today' })}
        </Button>
        <Button onClick={onDone}>{t({ zh: '先不', en: 'Not now' })}</Button>
      </div>
    </div>
  )
}

function AddPlace() {
  const { t } = useWords()
  const [kind, setKind] = useState<(typeof rosterPlaceKind.codes)[number]>('integratedClinic')
  const [name, setName] = useState('')
  const command = useCommand(rosterContract.addRosterPlace, { changes: ['roster'], onDone: () => setName('') })
  return (
    <div className="enrollment-form">
      <Choices
        label={{ zh: '开设', en: 'Open' }}
        value={kind}
        onChoose={setKind}
        choices={rosterPlaceKind.codes.map((value) => ({ value, name: rosterPlaceKind.labels[value] }))}
      />
      <Line label={{ zh: '名称', en: 'Name' }} value={name} onText={setName} maxLength={40} />
      <ProblemNote problem={command.problem} />
      <Button
        isRunning={command.isSending}
        disabled={name.trim() === ''}
        onClick={() => void command.send({ kind, name: name.trim() })}
      >
        {t({ zh: '开设', en: 'Open it' })}
      </Button>
    </div>
  )
}
