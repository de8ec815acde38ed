import { useState } from 'react'
import { enrollmentContract, type TeamCard, type TeamRole, teamRole } from '#care/enrollment/contract.ts'
import { useTeams } from '#web/enrollment/desk/useTeam.tsx'
import { StaffPicker } from '#web/facility/StaffPicker.tsx'
import { Button } from '#web/ui/Button.tsx'
import { now } from '#web/ui/clock.ts'
import { DayField } from '#web/ui/desk/DayField.tsx'
import { Line, Pick } from '#web/ui/desk/fields.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { today } from '#web/ui/time.ts'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'
import { useMe } from '#web/wire/session.ts'

/** The teams: who is in them, whether 3+1+N is complete, how many people they have and may have. */
export function Teams() {
  const { role } = useMe()
  const asked = useTeams()
  const keeps = role === 'townshipManager'
  return (
    <>
      {keeps && <Create />}
      <Answered
        asked={asked}
        rows={6}
        what={{ zh: '团队', en: 'the teams' }}
        isEmpty={(data) => data.items.length === 0}
        empty={
          <div className="sheet">
            <Empty icon="group" title={{ zh: '还没有团队', en: 'There is no team yet' }} />
          </div>
        }
      >
        {({ items }) => items.map((team) => <Team key={`${team.teamId} ${team.version}`} team={team} keeps={keeps} />)}
      </Answered>
    </>
  )
}

function Create() {
  const { t } = useWords()
  const [name, setName] = useState('')
  const command = useCommand(enrollmentContract.createTeam, { changes: ['enrollment'], onDone: () => setName('') })
  return (
    <div className="enrollment-row">
      <Line label={{ zh: '新团队名称', en: 'Name of a new team' }} value={name} onText={setName} maxLength={40} />
      <Button
        isRunning={command.isSending}
        disabled={name.trim() === ''}
        onClick={() => void command.send({ name: name.trim() })}
      >
        {t({ zh: '组建团队', en: 'Form it' })}
      </Button>
      <ProblemNote problem={command.problem} />
    </div>
  )
}

function Team({ team, keeps }: { team: TeamCard; keeps: boolean }) {
  const { t } = useWords()
  const [isAdding, add] = useState(false)
  return (
    <Section
      title={{ zh: team.name, en: team.name }}
      note={t({
        zh: `${team.facility} · 签约 ${team.people}/${team.limit} 人`,
        en: `${team.facility} · ${team.people} of ${team.limit} people`,
      })}
      tools={
        keeps && (
          <Button tone="text" icon="plus" onClick={() => add(!isAdding)}>
            {t({ zh: '加成员', en: 'Add a member' })}
          </Button>
        )
      }
    >
      <p>
        {team.missing.length === 0 ? (
          <Tag tone="pine">{t({ zh: '“3+1+N”完整', en: '3+1+N complete' })}</Tag>
        ) : (
          team.missing.map((role) => (
            <Tag key={role} tone="cinnabar">
              {t({ zh: `缺${teamRole.labels[role].zh}`, en: `No ${teamRole.labels[role].en.toLowerCase()}` })}
            </Tag>
          ))
        )}
      </p>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t({ zh: '成员', en: 'Member' })}</th>
            <th scope="col">{t({ zh: '角色', en: 'Part' })}</th>
            <th scope="col">{t({ zh: '自', en: 'Since' })}</th>
            {keeps && <th scope="col">{t({ zh: '操作', en: 'Act' })}</th>}
          </tr>
        </thead>
        <tbody>
          {team.members.map((member) => (
            <tr key={member.memberId}>
              <td>{member.name}</td>
              <td>{t(teamRole.labels[member.role])}</td>
              <td>
                <Day on={member.from} />
                {member.until && (
                  <>
                    {' '}
                    {t({ zh: '至', en: 'to' })} <Day on={member.until} />
                  </>
                )}
              </td>
              {keeps && <td>{!member.until && <End team={team} member={member} />}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {isAdding && <Add team={team} onDone={() => add(false)} />}
    </Section>
  )
}

function End({ team, member }: { team: TeamCard; member: TeamCard['members'][number] }) {
  const { t } = useWords()
  const command = useCommand(enrollmentContract.endTeamMember, { changes: ['enrollment'] })
  return (
    <>
      <Button
        tone="text"
        isRunning={command.isSending}
        onClick={() =>
          void command.send({
            teamId: team.teamId,
            memberId: member.memberId,
            version: team.version,
            until: today(now()),
          })
        }
      >
        {t({ zh: `${member.name} 今天退出`, en: `${member.name} leaves today` })}
      </Button>
      <ProblemNote problem={command.problem} />
    </>
  )
}

function Add({ team, onDone }: { team: TeamCard; onDone: () => void }) {
  const { t } = useWords()
  const [staffId, pick] = useState<string>()
  const [part, setPart] = useState<TeamRole>('villageDoctor')
  const [from, setFrom] = useState(today(now()))
  const command = useCommand(enrollmentContract.addTeamMember, { changes: ['enrollment'], onDone })
  return (
    <div className="enrollment-form">
      <StaffPicker label={{ zh: '谁', en: 'Who' }} value={staffId} onPick={pick} />
      <Pick
        label={{ zh: '团队角色', en: 'Part' }}
        value={part}
        onPick={setPart}
        choices={teamRole.codes.map((value) => ({ value, name: teamRole.labels[value] }))}
      />
      <DayField label={{ zh: '从哪天起', en: 'From' }} value={from} onDay={setFrom} />
      <ProblemNote problem={command.problem} />
      <div className="enrollment-row">
        <Button
          tone="primary"
          isRunning={command.isSending}
          disabled={!staffId || from === ''}
          onClick={() =>
            staffId && void command.send({ teamId: team.teamId, version: team.version, staffId, part, from })
          }
        >
          {t({ zh: '加入', en: 'Add' })}
        </Button>
        <Button onClick={onDone}>{t({ zh: '先不', en: 'Not now' })}</Button>
      </div>
    </div>
  )
}
