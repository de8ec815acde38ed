import { type FormEvent, useState } from 'react'
import { profession, staffContract, title } from '#registry/staff/contract.ts'
import { Button } from '#web/ui/Button.tsx'
import { DayField } from '#web/ui/desk/DayField.tsx'
import { Choices, Line, Pick } from '#web/ui/desk/fields.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { useWords } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'
import { wrongAt } from '#web/wire/fields.ts'

type Profession = (typeof profession.codes)[number]
type Title = (typeof title.codes)[number]

const empty = { name: '', birthDate: '', licenceNumber: '', licenceUntil: '', phone: '' }

export function RegisterStaff({ onDone, onClose }: { onDone: (staffId: string) => void; onClose: () => void }) {
  const { t } = useWords()
  const [given, setGiven] = useState(empty)
  const [sex, setSex] = useState<'male' | 'female'>('female')
  const [job, setJob] = useState<Profession>('doctor')
  const [grade, setGrade] = useState<Title | ''>('')
  const command = useCommand(staffContract.registerStaff, {
    changes: ['staff'],
    onDone({ id }) {
      toast({ text: { zh: `已登记 ${given.name},接着任岗`, en: `${given.name} registered; give a post next` } })
      onDone(id)
    },
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    const optional = ['birthDate', 'licenceNumber', 'licenceUntil', 'phone'] as const
    const filled = Object.fromEntries(
      optional.flatMap((name) => (given[name].trim() ? [[name, given[name].trim()]] : [])),
    )
    void command.send({ name: given.name.trim(), sex, profession: job, ...(grade ? { title: grade } : {}), ...filled })
  }

  function line(name: keyof typeof empty) {
    return {
      value: given[name],
      wrong: wrongAt(command.problem, name),
      onText: (text: string) => setGiven({ ...given, [name]: text }),
    }
  }

  function day(name: 'birthDate' | 'licenceUntil') {
    const { onText: onDay, ...rest } = line(name)
    return { ...rest, onDay }
  }

  return (
    <form className="upright-form" onSubmit={submit} noValidate>
      <h2>{t({ zh: '登记人员', en: 'Register staff' })}</h2>
      <Line {...line('name')} label={{ zh: '姓名', en: 'Name' }} maxLength={50} />
      <Choices
        label={{ zh: '性别', en: 'Sex' }}
        columns={2}
        value={sex}
        onChoose={setSex}
        choices={[
          { value: 'female', name: { zh: '女', en: 'Female' } },
          { value: 'male', name: { zh: '男', en: 'Male' } },
        ]}
      />
      <div className="pair">
        <Pick
          label={{ zh: '职业', en: 'Profession' }}
          value={job}
          onPick={setJob}
          choices={profession.codes.map((code) => ({ value: code, name: profession.labels[code] }))}
        />
        <Pick
          label={{ zh: '职称', en: 'Title' }}
          value={grade}
          none={{ zh: '不填', en: 'Not given' }}
          onPick={setGrade}
          choices={title.codes.map((code) => ({ value: code, name: title.labels[code] }))}
        />
        <Line {...line('licenceNumber')} label={{ zh: '执业证号', en: 'Licence' }} maxLength={40} />
        <DayField {...day('licenceUntil')} optional label={{ zh: '有效期至', en: 'Valid until' }} />
        <Line {...line('phone')} label={{ zh: '电话', en: 'Phone' }} type="tel" maxLength={30} />
        <DayField {...day('birthDate')} optional label={{ zh: '出生日期', en: 'Born on' }} />
      </div>
      <ProblemNote problem={command.problem} hasForm />
      <div className="acts">
        <Button onClick={onClose}>{t({ zh: '先不', en: 'Not now' })}</Button>
        <Button submits tone="primary" isRunning={command.isSending}>
          {t({ zh: '登记人员', en: 'Register' })}
        </Button>
      </div>
    </form>
  )
}
