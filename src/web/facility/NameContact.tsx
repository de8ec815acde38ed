import { type FormEvent, useState } from 'react'
import type { Output } from '#kernel/capability.ts'
import { facilityContract } from '#registry/facility/contract.ts'
import { StaffPicker } from '#web/facility/StaffPicker.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Line, Pick } from '#web/ui/desk/fields.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'
import { wrongAt } from '#web/wire/fields.ts'
import '#web/ui/desk/fields.css'

export type NameContactProps = {
  readonly facility: Output<typeof facilityContract.openFacility>
  readonly onClose: () => void
}

/** A named person with a number that is answered: what a referral needs on both sides. */
export function NameContact({ facility, onClose }: NameContactProps) {
  const { t } = useWords()
  const { facilityId } = facility
  const [staffId, setStaff] = useState<string>()
  const [departmentId, setDepartment] = useState('')
  const [phone, setPhone] = useState('')
  const [wrong, setWrong] = useState<Text>()
  const command = useCommand(facilityContract.nameContact, {
    changes: ['facility'],
    onDone() {
      toast({ text: { zh: '联系人已指定,转诊单上立即看到', en: 'Named; it stands on referrals at once' } })
      onClose()
    },
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    if (!staffId) return setWrong({ zh: '请选一个人', en: 'Choose somebody' })
    void command.send({ facilityId, staffId, phone: phone.trim(), ...(departmentId ? { departmentId } : {}) })
  }

  return (
    <form className="upright-form" onSubmit={submit} noValidate>
      <h2>{t({ zh: '指定转诊联系人', en: 'Name a referral contact' })}</h2>
      <StaffPicker
        label={{ zh: '谁', en: 'Who' }}
        facilityId={facilityId}
        value={staffId}
        onPick={setStaff}
        wrong={staffId ? undefined : wrong}
      />
      <Pick
        label={{ zh: '负责', en: 'For' }}
        value={departmentId}
        none={{ zh: '全院', en: 'The whole facility' }}
        onPick={setDepartment}
        choices={facility.departments.map((each) => ({ value: each.departmentId, name: each.name }))}
      />
      <Line
        label={{ zh: '电话', en: 'Phone' }}
        type="tel"
        wrong={wrongAt(command.problem, 'phone')}
        value={phone}
        onText={setPhone}
        maxLength={30}
      />
      <ProblemNote problem={command.problem} hasForm />
      <div className="acts">
        <Button onClick={onClose}>{t({ zh: '先不', en: 'Not now' })}</Button>
        <Button submits tone="primary" isRunning={command.isSending}>
          {t({ zh: '指定联系人', en: 'Name' })}
        </Button>
      </div>
    </form>
  )
}
