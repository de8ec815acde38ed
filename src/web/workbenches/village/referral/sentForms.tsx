import { useState } from 'react'
import { useLocation } from 'wouter'
import { referralContract } from '#care/referral/contract.ts'
import { ConfirmRepeat } from '#web/ui/ConfirmRepeat.tsx'
import { useCommand } from '#web/wire/command.ts'
import { Choice } from '#web/workbenches/village/parts/Choice.tsx'
import { Lines } from '#web/workbenches/village/parts/Lines.tsx'
import { ActSheet, type FormProps } from '#web/workbenches/village/referral/ActSheet.tsx'
import { after, changes, on } from '#web/workbenches/village/referral/done.ts'

export function SupplyMore({ card, isOpen, onClose }: FormProps) {
  const [answer, setAnswer] = useState('')
  const command = useCommand(referralContract.supplyMore, {
    changes,
    onDone: after({ zh: `已补充,轮到 ${card.to.facility}`, en: `Supplied; it is the turn of ${card.to.facility}` }),
  })
  const asked = card.questions.findLast((each) => each.answer === null)?.asked
  return (
    <ActSheet
      isOpen={isOpen}
      title={{ zh: '补充资料', en: 'Supply more' }}
      lead={asked}
      act={{ zh: '送出补充', en: 'Send' }}
      isReady={answer.trim() !== ''}
      command={command}
      onAct={() => void command.send({ ...on(card), answer: answer.trim() })}
      onClose={onClose}
    >
      <Lines
        label={{ zh: '补充内容', en: 'What you can add' }}
        rows={5}
        max={4000}
        value={answer}
        onChange={setAnswer}
      />
    </ActSheet>
  )
}

export function Withdraw({ card, isOpen, onClose }: FormProps) {
  const [reason, setReason] = useState('')
  const [isTried, tried] = useState(false)
  const command = useCommand(referralContract.withdrawReferral, {
    changes,
    onDone: after({ zh: '已撤回,号位已放回', en: 'Withdrawn; the unit is free again' }),
  })
  return (
    <ConfirmRepeat
      isOpen={isOpen}
      title={{ zh: `撤回${card.person.name}的转诊`, en: `Withdraw the referral of ${card.person.name}` }}
      tone="danger"
      act={{ zh: '撤回转诊', en: 'Withdraw' }}
      willHappen={[
        {
          zh: `${card.to.facility} 不再等这位患者,也不再看到档案`,
          en: `${card.to.facility} no longer expects the patient nor reads the record`,
        },
        { zh: '保留的号位立即放给别人', en: 'The unit that was kept goes to others' },
        { zh: '不能恢复,需要时重新转诊', en: 'It cannot be taken back; refer again when needed' },
      ]}
      isRunning={command.isSending}
      problem={command.problem}
      onConfirm={() => {
        tried(true)
        if (reason.trim()) void command.send({ ...on(card), reason: reason.trim() })
      }}
      onCancel={onClose}
    >
      <Lines
        label={{ zh: '原因', en: 'Reason' }}
        max={500}
        value={reason}
        wrong={isTried && !reason.trim() ? { zh: '请写明原因', en: 'Say why' } : undefined}
        onChange={setReason}
      />
    </ConfirmRepeat>
  )
}

const plans = [
  { key: 'careHere', name: { zh: '在本机构处理', en: 'Care here' } },
  {
    key: 'sendElsewhere',
    name: { zh: '重新转诊', en: 'Refer again' },
    note: { zh: '接着打开转诊单', en: 'the form opens next' },
  },
  { key: 'patientRefused', name: { zh: '患者不愿去', en: 'The patient refuses' } },
] as const

export function Settle({ card, isOpen, onClose }: FormProps) {
  const [plan, choose] = useState<'careHere' | 'patientRefused' | 'sendElsewhere'>()
  const [note, setNote] = useState('')
  const [, go] = useLocation()
  const command = useCommand(referralContract.settleReferral, {
    changes,
    onDone: (settled) => {
      after({ zh: '后续已安排,这件事不再挂在您名下', en: 'Settled; it is no longer yours' })(settled)
      if (plan === 'sendElsewhere') go(`/residents/${card.residentId}/refer?instead=${card.referralId}`)
    },
  })
  return (
    <ActSheet
      isOpen={isOpen}
      title={{ zh: '安排后续', en: 'Settle what comes next' }}
      lead={{
        zh: `${card.to.facility} 没有接收。${card.person.name}接下来怎么办?`,
        en: `${card.to.facility} did not take ${card.person.name}. What happens now?`,
      }}
      act={{ zh: '就这样安排', en: 'Settle it' }}
      isReady={plan !== undefined && note.trim() !== ''}
      command={command}
      onAct={() => plan && void command.send({ ...on(card), plan, note: note.trim() })}
      onClose={onClose}
    >
      <Choice label={{ zh: '安排', en: 'Plan' }} options={plans} value={plan} onChoose={choose} />
      <Lines label={{ zh: '说明', en: 'Note' }} value={note} onChange={setNote} />
    </ActSheet>
  )
}
