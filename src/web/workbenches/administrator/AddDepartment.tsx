import { type FormEvent, useState } from 'react'
import { type DepartmentKind, departmentKind, facilityContract } from '#registry/facility/contract.ts'
import { Button } from '#web/ui/Button.tsx'
import { Line, Pick } from '#web/ui/desk/fields.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { useWords } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'

export function AddDepartment({ facilityId, onClose }: { facilityId: string; onClose: () => void }) {
  const { t } = useWords()
  const [kind, setKind] = useState<DepartmentKind>('generalPractice')
  const [name, setName] = useState(departmentKind.labels.generalPractice.zh as string)
  const command = useCommand(facilityContract.addDepartment, {
    changes: ['facility'],
    onDone() {
      toast({ text: { zh: `已增设 ${name}`, en: `${name} added` } })
      onClose()
    },
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    void command.send({ facilityId, kind, name: name.trim() })
  }

  return (
    <form className="upright-form" onSubmit={submit}>
      <div className="pair">
        <Pick
          label={{ zh: '类别', en: 'Kind' }}
          value={kind}
          onPick={(code) => {
            setKind(code)
            setName(departmentKind.labels[code].zh)
          }}
          choices={departmentKind.codes.map((code) => ({ value: code, name: departmentKind.labels[code] }))}
        />
        <Line label={{ zh: '名称', en: 'Name' }} value={name} onText={setName} maxLength={50} />
      </div>
      <ProblemNote problem={command.problem} />
      <div className="acts">
        <Button onClick={onClose}>{t({ zh: '先不', en: 'Not now' })}</Button>
        <Button submits tone="primary" isRunning={command.isSending}>
          {t({ zh: '增设科室', en: 'Add' })}
        </Button>
      </div>
    </form>
  )
}
