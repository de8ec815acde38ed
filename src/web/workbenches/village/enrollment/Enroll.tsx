import { useState } from 'react'
import { useLocation } from 'wouter'
import { enrollmentContract, type Population, population } from '#care/enrollment/contract.ts'
import type { Input, Output } from '#kernel/capability.ts'
import { feeInWords } from '#web/enrollment/words.ts'
import { Button } from '#web/ui/Button.tsx'
import { PersonLine } from '#web/ui/PersonLine.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { PhonePage } from '#web/ui/phone/PhoneShell.tsx'
import { Answered } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useCommand } from '#web/wire/command.ts'
import { Choice } from '#web/workbenches/village/parts/Choice.tsx'
import { Part } from '#web/workbenches/village/parts/Part.tsx'
import { Pick } from '#web/workbenches/village/parts/Pick.tsx'
import '#web/enrollment/enrollment.css'

type Options = Output<typeof enrollmentContract.beginEnrollment>
type Member = Input<typeof enrollmentContract.makeAgreement>['members'][number]
type Candidate = Options['people'][number]

/** Makes a household's agreement: who, with which package, with which team and for how long; then the text to read and sign. */
export default function Enroll({ residentId }: { residentId: string }) {
  const asked = useAsk(enrollmentContract.beginEnrollment, { residentId })
  return (
    <Answered asked={asked} rows={8} what={{ zh: '签约', en: 'the form' }}>
      {(options) => <Form residentId={residentId} options={options} />}
    </Answered>
  )
}

function firstPackage(options: Options, group: Population): string {
  const offered = options.menu.filter((p) => p.population === group)
  return (offered.find((p) => p.tier === 'basic') ?? offered[0])?.code ?? ''
}

function startOf(options: Options, residentId: string): Member[] {
  const free = options.people.filter((p) => !p.held && (p.residentId === residentId || p.isPriority))
  return free.map((p) => ({
    residentId: p.residentId,
    population: p.populations[0] ?? 'general',
    packageCode: firstPackage(options, p.populations[0] ?? 'general'),
  }))
}

function Form({ residentId, options }: { residentId: string; options: Options }) {
  const { t, language } = useWords()
  const [, go] = useLocation()
  const [members, setMembers] = useState(() => startOf(options, residentId))
  const [teamId, setTeam] = useState(options.teams[0]?.teamId ?? '')
  const [years, setYears] = useState(options.term.least)
  const command = useCommand(enrollmentContract.makeAgreement, {
    changes: ['enrollment', 'duty'],
    onDone: ({ agreementId }) => go(`/agreements/${agreementId}`, { replace: true }),
  })
  const set = (next: Member) => setMembers(members.map((m) => (m.residentId === next.residentId ? next : m)))
  const fees = members.map((m) => options.menu.find((p) => p.code === m.packageCode))
  const own = fees.reduce((sum, p) => sum + (p?.shares.person ?? 0), 0)

  function toggle(person: Candidate) {
    const group = person.populations[0] ?? 'general'
    const isIn = members.some((m) => m.residentId === person.residentId)
    setMembers(
      isIn
        ? members.filter((m) => m.residentId !== person.residentId)
        : [...members, { residentId: person.residentId, population: group, packageCode: firstPackage(options, group) }],
    )
  }

  return (
    <PhonePage
      title={{ zh: '签约', en: 'Enroll' }}
      back={`/residents/${residentId}`}
      foot={
        <div className="stacked-foot">
          <span className="fee-line">
            {t({
              zh: `${members.length} 人,个人每年共付 ${(own / 100).toFixed(2)} 元`,
              en: `${members.length} people, CNY ${(own / 100).toFixed(2)} of their own a year`,
            })}
          </span>
          <Button
            tone="primary"
            wide
            isRunning={command.isSending}
            disabled={members.length === 0 || teamId === ''}
            onClick={() => void command.send({ residentId, teamId, years, members })}
          >
            {t({ zh: '拟定协议,去签字', en: 'Make the agreement' })}
          </Button>
        </div>
      }
    >
      <Part
        title={{ zh: '选择家人', en: 'Who' }}
        note={t({ zh: '一户一份协议', en: 'one agreement for the household' })}
      >
        {options.people.map((person) => (
          <MemberChoice
            key={person.residentId}
            person={person}
            options={options}
            chosen={members.find((m) => m.residentId === person.residentId)}
            onToggle={() => toggle(person)}
            onChange={set}
          />
        ))}
      </Part>
      <Part title={{ zh: '团队和年限', en: 'Team and term' }}>
        <Pick
          label={{ zh: '家庭医生团队', en: 'Family doctor team' }}
          value={teamId}
          onPick={setTeam}
          options={options.teams.map((team) => ({
            key: team.teamId,
            name: {
              zh: `${team.name}(${team.people}/${team.limit} 人)`,
              en: `${team.name} (${team.people} of ${team.limit})`,
            },
          }))}
        />
        <Choice
          label={{ zh: '签约年限', en: 'Term' }}
          value={String(years)}
          onChoose={(key) => setYears(Number(key))}
          options={Array.from({ length: options.term.most - options.term.least + 1 }, (_, i) =>
            String(options.term.least + i),
          ).map((key) => ({
            key,
            name: { zh: `${key} 年`, en: key === '1' ? '1 year' : `${key} years` },
          }))}
        />
      </Part>
      <Part title={{ zh: '协议内容', en: 'What is agreed' }}>
        <ol className="agreement-text">
          {options.text[language].map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
      </Part>
      <div className="note-box">
        <ProblemNote problem={command.problem} />
      </div>
    </PhonePage>
  )
}

type MemberChoiceProps = {
  readonly person: Candidate
  readonly options: Options
  readonly chosen: Member | undefined
  readonly onToggle: () => void
  readonly onChange: (member: Member) => void
}

function MemberChoice({ person, options, chosen, onToggle, onChange }: MemberChoiceProps) {
  const { t } = useWords()
  const found = chosen && options.menu.find((p) => p.code === chosen.packageCode)
  return (
    <div className="member-choice">
      <label>
        <input type="checkbox" checked={chosen !== undefined} disabled={person.held !== null} onChange={onToggle} />
        <PersonLine person={{ ...person.person, place: null }} />
        {person.isPriority && <Tag tone="pulse">{t({ zh: '重点人群', en: 'Priority' })}</Tag>}
      </label>
      {person.held && (
        <p className="hint">
          {t({
            zh: `已由 ${person.held.facility} ${person.held.team ?? ''} 签约,至`,
            en: `Enrolled at ${person.held.facility} ${person.held.team ?? ''} until`,
          })}{' '}
          <Day on={person.held.until} />
          {person.held.phone &&
            t({ zh: `;转团队请联系 ${person.held.phone}`, en: `; to transfer call ${person.held.phone}` })}
        </p>
      )}
      {chosen && (
        <>
          {person.populations.length > 1 && (
            <Pick
              label={{ zh: '人群', en: 'Group' }}
              value={chosen.population}
              onPick={(group) => onChange({ ...chosen, population: group, packageCode: firstPackage(options, group) })}
              options={person.populations.map((key) => ({ key, name: population.labels[key] }))}
            />
          )}
          <Pick
            label={{ zh: '服务包', en: 'Package' }}
            value={chosen.packageCode}
            onPick={(packageCode) => onChange({ ...chosen, packageCode })}
            options={options.menu
              .filter((p) => p.population === chosen.population)
              .map((p) => ({ key: p.code, name: p.name }))}
          />
          {found && (
            <p className="fee-line">
              {t(feeInWords(found))}
              <br />
              {found.items.map((item) => t(item.name)).join(' · ')}
            </p>
          )}
        </>
      )}
    </div>
  )
}
