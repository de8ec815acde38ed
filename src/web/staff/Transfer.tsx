import { type FormEvent, useState } from 'react'
import { addDays } from '#kernel/calendar.ts'
import { type RoleName, role } from '#registry/access/roles.ts'
import { facilityContract, facilityKind } from '#registry/facility/contract.ts'
import { movementContract } from '#registry/movement/contract.ts'
import { staffContract } from '#registry/staff/contract.ts'
import { mayGive } from '#registry/staff/rules.ts'
import { FacilityPicker } from '#web/facility/FacilityPicker.tsx'
import { Button } from '#web/ui/Button.tsx'
import { now } from '#web/ui/clock.ts'
import { DayField } from '#web/ui/desk/DayField.tsx'
import { Line, Pick } from '#web/ui/desk/fields.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { today } from '#web/ui/time.ts'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useCommand } from '#web/wire/command.ts'
import { useMe } from '#web/wire/session.ts'

/** One post ends and another begins, on the same day, in one act. */
export function Transfer({ staffId, onClose }: { staffId: string; onClose: () => void }) {
  const { t } = useWords()
  const me = useMe()
  const person = useAsk(staffContract.openStaff, { staffId }, { live: ['staff'] })
  const posts = person.data?.posts.filter((post) => !post.until) ?? []
  const [chosen, choose] = useState('')
  const [toFacilityId, setTo] = useState<string>()
  const [departmentId, setDepartment] = useState('')
  const [next, setNext] = useState<RoleName | ''>('')
  const [on, setOn] = useState(addDays(today(now()), 1))
  const [reason, setReason] = useState('')
  const to = useAsk(
    facilityContract.openFacility,
    { facilityId: toFacilityId ?? '' },
    { when: toFacilityId !== undefined },
  )
  const postId = chosen || (posts[0]?.postId ?? '')
  const roleName = next || posts.find((post) => post.postId === postId)?.role
  const command = useCommand(movementContract.transferStaff, {
    changes: ['staff', 'duty'],
    onDone() {
      toast({ text: { zh: '调动已办理', en: 'Transferred' } })
      onClose()
    },
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    if (!postId || !toFacilityId || !roleName) return
    const department = departmentId ? { departmentId } : {}
    void command.send({ postId, toFacilityId, role: roleName, on, reason: reason.trim(), ...department })
  }

  return (
    <form className="upright-form" onSubmit={submit} noValidate>
      <Pick
        label={{ zh: '从哪个岗位', en: 'From' }}
        value={postId}
        onPick={choose}
        choices={posts.map((post) => ({
          value: post.postId,
          name: {
            zh: `${post.workplace} ${role.labels[post.role].zh}`,
            en: `${post.workplace} ${role.labels[post.role].en}`,
          },
        }))}
      />
      <FacilityPicker
        label={{ zh: '调到哪里', en: 'To' }}
        kinds={facilityKind.codes}
        value={toFacilityId}
        onPick={(id) => {
          setTo(id)
          setDepartment('')
        }}
      />
      <div className="pair">
        <Pick
          label={{ zh: '新岗位', en: 'As' }}
          value={roleName ?? ''}
          onPick={setNext}
          choices={role.codes
            .filter((code) => mayGive(me.role, code))
            .map((code) => ({ value: code, name: role.labels[code] }))}
        />
        <Pick
          label={{ zh: '科室', en: 'Department' }}
          value={departmentId}
          none={{ zh: '不分科室', en: 'None' }}
          onPick={setDepartment}
          choices={(to.data?.departments ?? []).map((each) => ({ value: each.departmentId, name: each.name }))}
        />
      </div>
      <div className="pair">
        <DayField label={{ zh: '从哪天起', en: 'From the day' }} value={on} onDay={setOn} />
        <Line label={{ zh: '原因或文号', en: 'Reason' }} value={reason} onText={setReason} maxLength={200} />
      </div>
      <ProblemNote problem={command.problem} hasForm />
      <div className="acts">
        <Button onClick={onClose}>{t({ zh: '先不', en: 'Not now' })}</Button>
        <Button submits tone="primary" isRunning={command.isSending} disabled={!toFacilityId || !reason.trim()}>
          {t({ zh: '办理调动', en: 'Transfer' })}
        </Button>
      </div>
    </form>
  )
}
