import { useState } from 'react'
import type { Output } from '#kernel/capability.ts'
import { facilityContract } from '#registry/facility/contract.ts'
import { profession, staffContract } from '#registry/staff/contract.ts'
import { Pick } from '#web/referral/fields.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAskPages } from '#web/wire/ask.ts'
import { useCommand } from '#web/wire/command.ts'

export type NameContactProps = {
  readonly facility: Output<typeof facilityContract.openFacility>
  readonly onEnd: () => void
}

/** Who of the own people answers for referrals, under which number, for all or for one department. */
export function NameContact({ facility, onEnd }: NameContactProps) {
  const { t } = useWords()
  const { facilityId } = facility
  const staff = useAskPages(staffContract.findStaff, { facilityId, limit: 100 }).items
  const [staffId, choose] = useState('')
  const [departmentId, setDepartment] = useState('')
  const [phone, setPhone] = useState('')
  const name = useCommand(facilityContract.nameContact, {
    changes: [`facility:${facilityId}`],
    onDone() {
      toast({ text: { zh: '已指定,转诊双方立即可见', en: 'Named; both sides of a referral see it at once' } })
      onEnd()
    },
  })
  return (
    <form
      className="name-contact"
      onSubmit={(event) => {
        event.preventDefault()
        void name.send({ facilityId, staffId, phone: phone.trim(), ...(departmentId ? { departmentId } : {}) })
      }}
    >
      <Pick
        label={{ zh: '谁', en: 'Who' }}
        value={staffId}
        onPick={choose}
        choices={staff.map((each) => ({
          value: each.staffId,
          name: [each.name, t(profession.labels[each.profession]), each.department].filter(Boolean).join(' · '),
        }))}
      />
      <Pick
        label={{ zh: '负责', en: 'For' }}
        value={departmentId}
        none={{ zh: '全院', en: 'the whole facility' }}
        onPick={setDepartment}
        choices={facility.departments.map((each) => ({ value: each.departmentId, name: each.name }))}
      />
      <Field
        label={{ zh: '电话', en: 'Phone' }}
        inputMode="tel"
        value={phone}
        onChange={(event) => setPhone(event.target.value)}
      />
      <ProblemNote problem={name.problem} />
      <div className="acts">
        <Button onClick={onEnd}>{t({ zh: '先不', en: 'Not now' })}</Button>
        <Button tone="primary" submits isRunning={name.isSending} disabled={!staffId || phone.trim() === ''}>
          {t({ zh: '指定', en: 'Name' })}
        </Button>
      </div>
    </form>
  )
}
