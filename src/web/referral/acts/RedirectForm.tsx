import { useState } from 'react'
import { bookingContract, type CapacityKind, capacityKind } from '#care/booking/contract.ts'
import { referralContract } from '#care/referral/contract.ts'
import { facilityContract } from '#registry/facility/contract.ts'
import { unitInLine } from '#web/capacity/unit.ts'
import { hospitalKinds } from '#web/facility/FacilityPicker.tsx'
import { ActForm } from '#web/referral/acts/ActForm.tsx'
import { type ActProps, given, onRow, useAct } from '#web/referral/useReferral.ts'
import { Choices, Line, LongText, Pick } from '#web/ui/desk/fields.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'

type Wrong = { readonly where?: Text; readonly reason?: Text }

/** To another department, here or elsewhere in the county, with what is free there; or out of the county. */
export function RedirectForm({ card, onDone, onCancel }: ActProps) {
  const [where, setWhere] = useState<'department' | 'outside'>('department')
  const [departmentId, setDepartment] = useState('')
  const [sessionId, setSession] = useState('')
  const [place, setPlace] = useState('')
  const [reason, setReason] = useState('')
  const [wrong, setWrong] = useState<Wrong>({})
  const command = useAct(referralContract.redirectReferral, 'redirect', onDone)

  function submit() {
    const to = where === 'outside' ? outside(given(place)) : inside(departmentId, sessionId)
    const why = given(reason)
    if (to && why) return command.act({ ...onRow(card), to, reason: why })
    setWrong({
      ...(to ? {} : { where: { zh: '请选去哪里', en: 'Choose where to' } }),
      ...(why ? {} : { reason: { zh: '请写一句', en: 'Write a word' } }),
    })
  }

  return (
    <ActForm
      title={{ zh: `把 ${card.person.name} 转往他处`, en: `Redirect ${card.person.name}` }}
      act={{ zh: '转往他处', en: 'Redirect' }}
      willHappen={[
        {
          zh: `资料一并带过去,${card.from.facility} 仍是转出方`,
          en: `Everything goes along; ${card.from.facility} stays the sender`,
        },
        ...(card.holding ? [{ zh: '这里占用的号位放回给别人', en: 'The unit here is given to others' }] : []),
        ...(where === 'outside' ? [{ zh: '县外转诊先等审批', en: 'Out of the county waits for approval first' }] : []),
        { zh: '这张转诊单在本科室结束,不能撤回', en: 'It ends here and cannot be taken back' },
      ]}
      isRunning={command.isSending}
      problem={command.problem}
      onCancel={onCancel}
      onSubmit={submit}
    >
      <Choices
        label={{ zh: '去哪里', en: 'Where to' }}
        columns={2}
        value={where}
        onChoose={setWhere}
        choices={[
          { value: 'department', name: { zh: '县内科室', en: 'A department in the county' } },
          { value: 'outside', name: { zh: '县外医院', en: 'Out of the county' } },
        ]}
      />
      {where === 'outside' ? (
        <Line
          label={{ zh: '县外医院', en: 'Hospital' }}
          wrong={given(place) ? undefined : wrong.where}
          value={place}
          onText={setPlace}
          maxLength={100}
        />
      ) : (
        <InCounty
          card={card}
          departmentId={departmentId}
          sessionId={sessionId}
          wrong={departmentId ? undefined : wrong.where}
          onDepartment={(id) => {
            setDepartment(id)
            setSession('')
          }}
          onSession={setSession}
        />
      )}
      <LongText
        label={{ zh: '为什么', en: 'Why' }}
        wrong={given(reason) ? undefined : wrong.reason}
        value={reason}
        onText={setReason}
        maxLength={500}
      />
    </ActForm>
  )
}

function outside(place: string | undefined) {
  return place ? { outside: place } : undefined
}

function inside(departmentId: string, sessionId: string) {
  if (!departmentId) return undefined
  return sessionId && sessionId !== 'none' ? { departmentId, sessionId } : { departmentId }
}

type InCountyProps = {
  readonly card: ActProps['card']
  readonly departmentId: string
  readonly sessionId: string
  readonly wrong: Text | undefined
  readonly onDepartment: (id: string) => void
  readonly onSession: (id: string) => void
}

function InCounty({ card, departmentId, sessionId, wrong, onDepartment, onSession }: InCountyProps) {
  const { t, language } = useWords()
  const [facilityId, setFacility] = useState(card.to.facilityId)
  const [kind, setKind] = useState<CapacityKind>(card.holding?.kind ?? 'slot')
  const facilities = useAsk(facilityContract.findFacilities, { limit: 100 })
  const facility = useAsk(facilityContract.openFacility, { facilityId })
  const free = useAsk(
    bookingContract.findFree,
    { departmentId, kind, days: 14 },
    { when: departmentId !== '', live: ['capacity'] },
  )
  const hospitals = facilities.data?.items.filter((each) => hospitalKinds.includes(each.kind)) ?? []
  const departments =
    facility.data?.departments.filter(
      (each) => !notTreating.has(each.kind) && each.departmentId !== card.to.departmentId,
    ) ?? []
  const units = free.data?.items.slice(0, 5) ?? []
  const none = { value: 'none', name: { zh: '不占号,到那里再排', en: 'Without a unit' } } as const
  return (
    <>
      {hospitals.length > 1 && (
        <Pick
          label={{ zh: '机构', en: 'Facility' }}
          value={facilityId}
          onPick={(id) => {
            setFacility(id)
            onDepartment('')
          }}
          choices={hospitals.map((each) => ({ value: each.facilityId, name: each.shortName }))}
        />
      )}
      <div className="pair even">
        <Pick
          label={{ zh: '科室', en: 'Department' }}
          value={departmentId}
          wrong={wrong}
          onPick={onDepartment}
          choices={departments.map((each) => ({ value: each.departmentId, name: each.name }))}
        />
        <Pick
          label={{ zh: '占什么', en: 'Unit' }}
          value={kind}
          onPick={setKind}
          choices={capacityKind.codes.map((code) => ({ value: code, name: capacityKind.labels[code] }))}
        />
      </div>
      {departmentId && free.data && (
        <>
          {units.length === 0 && (
            <p className="hint">{t({ zh: '这个科室 14 天内没有空位', en: 'Nothing is free there within 14 days' })}</p>
          )}
          <Choices
            label={{ zh: '那里的空位', en: 'Free there' }}
            value={sessionId || 'none'}
            onChoose={onSession}
            choices={[...units.map((unit) => ({ value: unit.sessionId, name: unitInLine(unit, language) })), none]}
          />
        </>
      )}
    </>
  )
}

const notTreating = new Set(['imaging', 'publicHealth', 'referralDesk'])
