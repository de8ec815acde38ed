import { type FormEvent, useState } from 'react'
import { useSearchParams } from 'wouter'
import { facilityContract, facilityKind, membershipKind } from '#registry/facility/contract.ts'
import { FacilityPicker } from '#web/facility/FacilityPicker.tsx'
import { Button } from '#web/ui/Button.tsx'
import { now } from '#web/ui/clock.ts'
import { DayField } from '#web/ui/desk/DayField.tsx'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { Line, Pick } from '#web/ui/desk/fields.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Answered } from '#web/ui/states.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { today } from '#web/ui/time.ts'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useCommand } from '#web/wire/command.ts'
import { wrongAt } from '#web/wire/fields.ts'
import '#web/workbenches/administrator/administrator.css'

/** Registers a consortium with its lead, then lets its members join. The address keeps which one. */
export function ConsortiumScreen() {
  const [parameters, setParameters] = useSearchParams()
  const consortiumId = parameters.get('of') ?? undefined
  return (
    <DeskPage title={{ zh: '医共体', en: 'Consortium' }}>
      <Known selected={consortiumId} onSelect={(id) => setParameters({ of: id })} />
      <div className="administrator-columns">
        <Register onDone={(id) => setParameters({ of: id })} />
        <Join consortiumId={consortiumId} />
      </div>
    </DeskPage>
  )
}

function Known({ selected, onSelect }: { selected: string | undefined; onSelect: (id: string) => void }) {
  const { t } = useWords()
  const asked = useAsk(facilityContract.listConsortia, {}, { live: ['facility'] })
  return (
    <Answered asked={asked} rows={3}>
      {({ items }) => (
        <div className="administrator-columns">
          {items.map((each) => (
            <Section
              key={each.consortiumId}
              title={each.name}
              count={each.members.length}
              note={t({ zh: `牵头 ${each.lead}`, en: `led by ${each.lead}` })}
              tools={
                each.consortiumId !== selected && (
                  <Button icon="plus" onClick={() => onSelect(each.consortiumId)}>
                    {t({ zh: '加入成员', en: 'Members join' })}
                  </Button>
                )
              }
            >
              <ul className="consortium-members">
                {each.members.map((member) => (
                  <li key={member.facility}>
                    {member.facility} <span className="hint">{t(membershipKind.labels[member.kind])}</span>
                  </li>
                ))}
              </ul>
            </Section>
          ))}
        </div>
      )}
    </Answered>
  )
}

function Register({ onDone }: { onDone: (consortiumId: string) => void }) {
  const { t } = useWords()
  const [name, setName] = useState('')
  const [divisionCode, setDivision] = useState('')
  const [leadId, setLead] = useState<string>()
  const [from, setFrom] = useState(today(now()))
  const command = useCommand(facilityContract.registerConsortium, {
    changes: ['facility'],
    onDone({ id, warning }) {
      toast({ text: warning ?? { zh: `已登记 ${name},接着加入成员`, en: `${name} registered; members next` } })
      onDone(id)
    },
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    if (leadId) void command.send({ name: name.trim(), divisionCode: divisionCode.trim(), leadId, from })
  }

  return (
    <Section title={{ zh: '登记医共体', en: 'Register' }}>
      <form className="upright-form" onSubmit={submit} noValidate>
        <Line
          label={{ zh: '名称', en: 'Name' }}
          wrong={wrongAt(command.problem, 'name')}
          value={name}
          onText={setName}
          maxLength={100}
        />
        <div className="pair">
          <Line
            label={{ zh: '县级行政区划代码', en: 'County division code' }}
            wrong={wrongAt(command.problem, 'divisionCode')}
            value={divisionCode}
            onText={setDivision}
            maxLength={6}
          />
          <DayField label={{ zh: '从', en: 'From' }} value={from} onDay={setFrom} />
        </div>
        <FacilityPicker
          label={{ zh: '牵头医院', en: 'Lead hospital' }}
          kinds={['countyHospital', 'tcmHospital', 'generalHospital']}
          value={leadId}
          onPick={setLead}
        />
        <ProblemNote problem={command.problem} hasForm />
        <div className="acts">
          <Button submits tone="primary" isRunning={command.isSending} disabled={!leadId}>
            {t({ zh: '登记医共体', en: 'Register' })}
          </Button>
        </div>
      </form>
    </Section>
  )
}

type Kind = (typeof membershipKind.codes)[number]

function Join({ consortiumId }: { consortiumId: string | undefined }) {
  const { t } = useWords()
  const [facilityId, setFacility] = useState<string>()
  const [kind, setKind] = useState<Kind>('member')
  const [contract, setContract] = useState('')
  const [from, setFrom] = useState(today(now()))
  const command = useCommand(facilityContract.joinConsortium, {
    changes: ['facility'],
    onDone() {
      setFacility(undefined)
      toast({ text: { zh: '已加入,接着加下一家', en: 'Joined; the next one may follow' } })
    },
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    if (consortiumId && facilityId)
      void command.send({ consortiumId, facilityId, kind, contract: contract.trim(), from })
  }

  return (
    <Section title={{ zh: '加入成员', en: 'Members join' }}>
      {consortiumId ? (
        <form className="upright-form" onSubmit={submit} noValidate>
          <FacilityPicker
            label={{ zh: '成员机构', en: 'Member' }}
            kinds={facilityKind.codes}
            value={facilityId}
            onPick={setFacility}
          />
          <div className="pair">
            <Pick
              label={{ zh: '身份', en: 'As' }}
              value={kind}
              onPick={setKind}
              choices={membershipKind.codes
                .filter((code) => code !== 'lead')
                .map((code) => ({ value: code, name: membershipKind.labels[code] }))}
            />
            <DayField label={{ zh: '从', en: 'From' }} value={from} onDay={setFrom} />
          </div>
          <Line
            label={{ zh: '依据的协议或文件', en: 'By which agreement' }}
            wrong={wrongAt(command.problem, 'contract')}
            value={contract}
            onText={setContract}
            maxLength={200}
          />
          <ProblemNote problem={command.problem} hasForm />
          <div className="acts">
            <Button submits tone="primary" isRunning={command.isSending} disabled={!facilityId}>
              {t({ zh: '加入', en: 'Join' })}
            </Button>
          </div>
        </form>
      ) : (
        <p className="hint">{t({ zh: '先在左边登记医共体,再逐家加入成员', en: 'Register the consortium first' })}</p>
      )}
    </Section>
  )
}
