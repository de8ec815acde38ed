import { type FormEvent, useState } from 'react'
import { type FacilityKind, facilityContract, facilityKind } from '#registry/facility/contract.ts'
import { FacilityPicker } from '#web/facility/FacilityPicker.tsx'
import { Button } from '#web/ui/Button.tsx'
import { now } from '#web/ui/clock.ts'
import { DayField } from '#web/ui/desk/DayField.tsx'
import { Line, Pick } from '#web/ui/desk/fields.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { today } from '#web/ui/time.ts'
import { type Text, useWords } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'
import { wrongAt } from '#web/wire/fields.ts'

const empty = {
  name: '',
  shortName: '',
  level: '',
  divisionCode: '',
  facilityCode: '',
  creditCode: '',
  phone: '',
  address: '',
}
type Named = keyof typeof empty

const lines: readonly { readonly name: Named; readonly label: Text; readonly hint?: Text }[] = [
  { name: 'name', label: { zh: '全称', en: 'Full name' } },
  {
    name: 'shortName',
    label: { zh: '简称', en: 'Short name' },
    hint: { zh: '屏幕上用的名字', en: 'The name on screens' },
  },
  { name: 'level', label: { zh: '等级(可不填)', en: 'Level (optional)' } },
  {
    name: 'divisionCode',
    label: { zh: '行政区划代码', en: 'Division code' },
    hint: { zh: '6 位或 12 位数字', en: '6 or 12 digits' },
  },
  { name: 'facilityCode', label: { zh: '机构代码(可不填)', en: 'Facility code (optional)' } },
  { name: 'creditCode', label: { zh: '统一社会信用代码(可不填)', en: 'Credit code (optional)' } },
  { name: 'phone', label: { zh: '电话(可不填)', en: 'Phone (optional)' } },
  { name: 'address', label: { zh: '地址(可不填)', en: 'Address (optional)' } },
]

export function RegisterFacility({ onDone, onClose }: { onDone: (facilityId: string) => void; onClose: () => void }) {
  const { t } = useWords()
  const [kind, setKind] = useState<FacilityKind>('countyHospital')
  const [ownership, setOwnership] = useState<'public' | 'private'>('public')
  const [given, setGiven] = useState(empty)
  const [parentId, setParent] = useState<string>()
  const [openedOn, setOpened] = useState(today(now()))
  const command = useCommand(facilityContract.registerFacility, {
    changes: ['facility'],
    onDone({ id }) {
      toast({ text: { zh: `已登记 ${given.shortName}`, en: `${given.shortName} registered` } })
      onDone(id)
    },
  })
  const hasParent = kind === 'villageClinic'

  function submit(event: FormEvent) {
    event.preventDefault()
    const optional = ['level', 'facilityCode', 'creditCode', 'phone', 'address'] as const
    const filled = Object.fromEntries(
      optional.flatMap((name) => (given[name].trim() ? [[name, given[name].trim()]] : [])),
    )
    void command.send({
      kind,
      ownership,
      openedOn,
      name: given.name.trim(),
      shortName: given.shortName.trim(),
      divisionCode: given.divisionCode.trim(),
      ...filled,
      ...(hasParent && parentId ? { parentId } : {}),
    })
  }

  return (
    <form className="upright-form" onSubmit={submit} noValidate>
      <h2>{t({ zh: '登记机构', en: 'Register a facility' })}</h2>
      <div className="pair">
        <Pick
          label={{ zh: '类别', en: 'Kind' }}
          value={kind}
          onPick={setKind}
          choices={facilityKind.codes.map((code) => ({ value: code, name: facilityKind.labels[code] }))}
        />
        <Pick
          label={{ zh: '性质', en: 'Ownership' }}
          value={ownership}
          onPick={setOwnership}
          choices={[
            { value: 'public', name: { zh: '公立', en: 'Public' } },
            { value: 'private', name: { zh: '民营', en: 'Private' } },
          ]}
        />
      </div>
      {lines.map(({ name, label, hint }) => (
        <Line
          key={name}
          label={label}
          {...(hint ? { hint } : {})}
          wrong={wrongAt(command.problem, name)}
          value={given[name]}
          onText={(text) => setGiven({ ...given, [name]: text })}
        />
      ))}
      <DayField label={{ zh: '开业日期', en: 'Opened on' }} value={openedOn} onDay={setOpened} />
      {hasParent && (
        <FacilityPicker
          label={{ zh: '所属卫生院', en: 'Belongs to' }}
          kinds={['townshipHealthCenter', 'communityHealthCenter']}
          value={parentId}
          onPick={setParent}
        />
      )}
      <ProblemNote problem={command.problem} hasForm />
      <div className="acts">
        <Button onClick={onClose}>{t({ zh: '先不', en: 'Not now' })}</Button>
        <Button submits tone="primary" isRunning={command.isSending}>
          {t({ zh: '登记机构', en: 'Register' })}
        </Button>
      </div>
    </form>
  )
}
