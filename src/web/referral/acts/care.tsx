import { useState } from 'react'
import { outcome, referralContract } from '#care/referral/contract.ts'
import { ActForm } from '#web/referral/acts/ActForm.tsx'
import { type ActProps, given, onRow, useAct } from '#web/referral/useReferral.ts'
import { Choices, Line, LongText } from '#web/ui/desk/fields.tsx'
import type { Text } from '#web/ui/words.ts'

const empty: Text = { zh: '请写一句', en: 'Write a word' }

export function ArriveForm({ card, onDone, onCancel }: ActProps) {
  const command = useAct(referralContract.markArrived, 'arrive', onDone)
  return (
    <ActForm
      title={{ zh: `${card.person.name} 已到院`, en: `${card.person.name} has arrived` }}
      act={{ zh: '登记到院', en: 'Mark arrived' }}
      willHappen={[
        {
          zh: `建立这次就诊,轮到 ${card.to.department ?? '专科'} 医生`,
          en: `A visit begins; it is ${card.to.department ?? 'the specialist'}'s turn`,
        },
        { zh: `${card.from.facility} ${card.from.doctor} 看到“已到院”`, en: `${card.from.facility} sees it` },
      ]}
      isRunning={command.isSending}
      problem={command.problem}
      onCancel={onCancel}
      onSubmit={() => command.act(onRow(card))}
    />
  )
}

export function NoShowForm({ card, onDone, onCancel }: ActProps) {
  const [note, setNote] = useState('')
  const command = useAct(referralContract.markNoShow, 'markNoShow', onDone)
  const said = given(note)
  return (
    <ActForm
      title={{ zh: `${card.person.name} 没有来`, en: `${card.person.name} did not come` }}
      act={{ zh: '登记未到院', en: 'Mark no show' }}
      tone="danger"
      willHappen={[
        {
          zh: `退回 ${card.from.facility} ${card.from.doctor},由他找人问明`,
          en: `Goes back to ${card.from.facility}, who finds out why`,
        },
        { zh: '占用的号位记为未到;不能撤回', en: 'The unit counts as a no show; this cannot be taken back' },
      ]}
      isRunning={command.isSending}
      problem={command.problem}
      onCancel={onCancel}
      onSubmit={() => command.act({ ...onRow(card), ...(said ? { note: said } : {}) })}
    >
      <LongText
        label={{ zh: '联系过吗(可不填)', en: 'Did you reach them (optional)' }}
        value={note}
        onText={setNote}
        maxLength={500}
      />
    </ActForm>
  )
}

export function TreatForm({ card, onDone, onCancel }: ActProps) {
  const [treatment, setTreatment] = useState('')
  const [code, setCode] = useState(card.diagnosis.code)
  const [name, setName] = useState(card.diagnosis.name)
  const [wrong, setWrong] = useState<Text>()
  const command = useAct(referralContract.recordTreatment, 'treat', onDone)
  const isChanged = code.trim() !== card.diagnosis.code || name.trim() !== card.diagnosis.name
  return (
    <ActForm
      title={{ zh: `登记 ${card.person.name} 的诊治`, en: `Treatment of ${card.person.name}` }}
      act={{ zh: '登记诊治', en: 'Record' }}
      willHappen={[
        {
          zh: `写入健康档案,${card.from.facility} 看得到`,
          en: `Goes into the record; ${card.from.facility} can read it`,
        },
      ]}
      isRunning={command.isSending}
      problem={command.problem}
      onCancel={onCancel}
      onSubmit={() => {
        const said = given(treatment)
        if (!said) return setWrong(empty)
        const diagnosis =
          isChanged && given(code) && given(name) ? { diagnosis: { code: code.trim(), name: name.trim() } } : {}
        command.act({ ...onRow(card), treatment: said, ...diagnosis })
      }}
    >
      <LongText
        label={{ zh: '做了什么', en: 'What was done' }}
        wrong={wrong}
        rows={3}
        value={treatment}
        onText={setTreatment}
        maxLength={4000}
      />
      <div className="pair">
        <Line label={{ zh: '诊断编码', en: 'Code' }} value={code} onText={setCode} maxLength={20} />
        <Line label={{ zh: '本院诊断', en: 'Diagnosis here' }} value={name} onText={setName} maxLength={100} />
      </div>
    </ActForm>
  )
}

export function DischargeForm({ card, onDone, onCancel }: ActProps) {
  const [note, setNote] = useState('')
  const command = useAct(referralContract.dischargePatient, 'discharge', onDone)
  const said = given(note)
  return (
    <ActForm
      title={{ zh: `${card.person.name} 出院`, en: `Discharge ${card.person.name}` }}
      act={{ zh: '办理出院', en: 'Discharge' }}
      willHappen={[
        { zh: '这次就诊结束,不能撤回', en: 'The visit ends; this cannot be taken back' },
        { zh: '接着写出院信息包,把人交给基层', en: 'The discharge pack comes next' },
      ]}
      isRunning={command.isSending}
      problem={command.problem}
      onCancel={onCancel}
      onSubmit={() => command.act({ ...onRow(card), ...(said ? { note: said } : {}) })}
    >
      <LongText label={{ zh: '备注(可不填)', en: 'Note (optional)' }} value={note} onText={setNote} maxLength={1000} />
    </ActForm>
  )
}

export function FirstContactForm({ card, onDone, onCancel }: ActProps) {
  const [note, setNote] = useState('')
  const [wrong, setWrong] = useState<Text>()
  const command = useAct(referralContract.recordFirstContact, 'firstContact', onDone)
  return (
    <ActForm
      title={{ zh: `首次上门看 ${card.person.name}`, en: `First contact with ${card.person.name}` }}
      act={{ zh: '登记首次上门', en: 'Record' }}
      willHappen={[
        { zh: `${card.from.facility} ${card.from.doctor} 看得到`, en: `${card.from.facility} can read it` },
        { zh: '出院后第 14 天登记结果,会自动提醒', en: 'The 14-day outcome is due next; you will be reminded' },
      ]}
      isRunning={command.isSending}
      problem={command.problem}
      onCancel={onCancel}
      onSubmit={() => {
        const said = given(note)
        if (!said) return setWrong(empty)
        command.act({ ...onRow(card), note: said })
      }}
    >
      <LongText
        label={{ zh: '人怎么样,药在吃吗', en: 'How are they; do they take the medicines' }}
        wrong={wrong}
        rows={3}
        value={note}
        onText={setNote}
        maxLength={1000}
      />
    </ActForm>
  )
}

type Outcome = (typeof outcome.codes)[number]

export function OutcomeForm({ card, onDone, onCancel }: ActProps) {
  const [result, setResult] = useState<Outcome>()
  const [note, setNote] = useState('')
  const [wrong, setWrong] = useState<{ result?: Text; note?: Text }>({})
  const command = useAct(referralContract.recordOutcome, 'recordOutcome', onDone)
  return (
    <ActForm
      title={{ zh: `${card.person.name} 的 14 天结果`, en: `14-day outcome of ${card.person.name}` }}
      act={{ zh: '登记结果并闭环', en: 'Record and close' }}
      willHappen={[
        {
          zh: `这条线闭环,${card.from.facility} ${card.from.doctor} 看到结果`,
          en: `The loop closes; ${card.from.facility} sees the outcome`,
        },
        { zh: '不能撤回', en: 'It cannot be taken back' },
      ]}
      isRunning={command.isSending}
      problem={command.problem}
      onCancel={onCancel}
      onSubmit={() => {
        const said = given(note)
        if (result && said) return command.act({ ...onRow(card), outcome: result, note: said })
        setWrong({
          ...(result ? {} : { result: { zh: '请选结果', en: 'Choose the outcome' } }),
          ...(said ? {} : { note: empty }),
        })
      }}
    >
      <Choices
        label={{ zh: '结果', en: 'Outcome' }}
        columns={2}
        value={result}
        onChoose={setResult}
        wrong={result ? undefined : wrong.result}
        choices={outcome.codes.map((code) => ({ value: code, name: outcome.labels[code] }))}
      />
      <LongText
        label={{ zh: '说明', en: 'Note' }}
        wrong={given(note) ? undefined : wrong.note}
        value={note}
        onText={setNote}
        maxLength={1000}
      />
    </ActForm>
  )
}
