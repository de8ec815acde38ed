import { type FormEvent, useState } from 'react'
import { everyRole, role, type StaffRole } from '#registry/access/roles.ts'
import { facilityContract, facilityKind } from '#registry/facility/contract.ts'
import { staffContract } from '#registry/staff/contract.ts'
import { FacilityPicker } from '#web/facility/FacilityPicker.tsx'
import { Button } from '#web/ui/Button.tsx'
import { now } from '#web/ui/clock.ts'
import { DayField } from '#web/ui/desk/DayField.tsx'
import { Pick } from '#web/ui/desk/fields.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { today } from '#web/ui/time.ts'
import { type Text, useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useCommand } from '#web/wire/command.ts'
import { wrongAt } from '#web/wire/fields.ts'
import { OtherFacility } from '#web/workbenches/administrator/OtherFacility.tsx'

/** Where somebody works, as what, from when. Employer, manager and workplace are three facilities that are often one. */
export function GivePost({ staffId, onClose }: { staffId: string; onClose: () => void }) {
  const { t } = useWords()
  const [workplaceId, setWorkplace] = useState<string>()
  const [employerId, setEmployer] = useState<string>()
  const [managerId, setManager] = useState<string>()
  const [departmentId, setDepartment] = useState('')
  const [roleName, setRole] = useState<StaffRole>('villageDoctor')
  const [from, setFrom] = useState(today(now()))
  const [wrong, setWrong] = useState<Text>()
  const facility = useAsk(
    facilityContract.openFacility,
    { facilityId: workplaceId ?? '' },
    { when: workplaceId !== undefined },
  )
  const command = useCommand(staffContract.givePost, {
    changes: ['staff'],
    onDone() {
      toast({ text: { zh: '已任岗', en: 'The post is given' } })
      onClose()
    },
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    if (!workplaceId) return setWrong({ zh: '请选机构', en: 'Choose the facility' })
    void command.send({
      staffId,
      employerId: employerId ?? workplaceId,
      managerId: managerId ?? workplaceId,
      workplaceId,
      role: roleName,
      from,
      ...(departmentId ? { departmentId } : {}),
    })
  }

  return (
    <form className="upright-form" onSubmit={submit} noValidate>
      <FacilityPicker
        label={{ zh: '在哪里', en: 'Workplace' }}
        kinds={facilityKind.codes}
        value={workplaceId}
        onPick={(id) => {
          setWorkplace(id)
          setDepartment('')
        }}
        wrong={workplaceId ? undefined : wrong}
      />
      <div className="pair">
        <Pick
          label={{ zh: '岗位', en: 'Post' }}
          value={roleName}
          onPick={setRole}
          choices={everyRole.map((code) => ({ value: code, name: role.labels[code] }))}
        />
        <Pick
          label={{ zh: '科室', en: 'Department' }}
          value={departmentId}
          none={{ zh: '不分科室', en: 'None' }}
          onPick={setDepartment}
          choices={(facility.data?.departments ?? []).map((each) => ({ value: each.departmentId, name: each.name }))}
        />
      </div>
      <OtherFacility
        label={{ zh: '用人单位(人事关系)', en: 'Employer' }}
        usual={facility.data}
        value={employerId}
        onPick={setEmployer}
      />
      <OtherFacility
        label={{ zh: '管理单位', en: 'Managed by' }}
        usual={facility.data}
        value={managerId}
        onPick={setManager}
      />
      <DayField
        label={{ zh: '从', en: 'From' }}
        wrong={wrongAt(command.problem, 'from')}
        value={from}
        onDay={setFrom}
      />
      <ProblemNote problem={command.problem} />
      <div className="acts">
        <Button onClick={onClose}>{t({ zh: '先不', en: 'Not now' })}</Button>
        <Button submits tone="primary" isRunning={command.isSending}>
          {t({ zh: '任岗', en: 'Give the post' })}
        </Button>
      </div>
    </form>
  )
}
