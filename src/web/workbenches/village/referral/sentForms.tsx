import { useState } from 'react'
import { useLocation } from 'wouter'
import { referralContract } from '#care/referral/contract.ts'
import { tellDone } from '#web/referral/done.ts'
import { planNames, plans } from '#web/referral/sayings.ts'
import { onRow, useAct } from '#web/referral/useReferral.ts'
import { ConfirmRepeat } from '#web/ui/ConfirmRepeat.tsx'
import { Choice } from '#web/workbenches/village/parts/Choice.tsx'
import { Lines } from '#web/workbenches/village/parts/Lines.tsx'
import { ActSheet, type FormProps } from '#web/workbenches/village/referral/ActSheet.tsx'

export function SupplyMore({ card, isOpen, onClose }: FormProps) {
  const [answer, setAnswer] = useState('')
  const command = useAct(referralContract.supplyMore, 'supplyMore', tellDone)
  const asked = card.questions.findLast((each) => each.answer === null)?.asked
  return (
    <ActSheet
      isOpen={isOpen}
      title={{ zh: '补充资料', en: 'Supply more' }}
      lead={asked}
      act={{ zh: '送出补充', en: 'Send' }}
      isReady={answer.trim() !== ''}
      command={command}
      onAct={() => command.act({ ...onRow(card), answer: answer.trim() })}
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
  const command = useAct(referralContract.withdrawReferral, 'withdraw', tellDone)
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
        if (reason.trim()) command.act({ ...onRow(card), reason: reason.trim() })
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

export function Settle({ card, isOpen, onClose }: FormProps) {
  const [plan, choose] = useState<keyof typeof plans>()
  const [note, setNote] = useState('')
  const [, go] = useLocation()
  const command = useAct(referralContract.settleReferral, 'settle', (name, settled) => {
    tellDone(name, settled)
    if (plan === 'sendElsewhere') go(`/residents/${card.residentId}/refer?instead=${card.referralId}`)
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
      onAct={() => plan && command.act({ ...onRow(card), plan, note: note.trim() })}
      onClose={onClose}
    >
      <Choice
        label={{ zh: '安排', en: 'Plan' }}
        options={planNames.map((key) => ({ key, name: plans[key] }))}
        value={plan}
        onChoose={choose}
      />
      <Lines label={{ zh: '说明', en: 'Note' }} value={note} onChange={setNote} />
    </ActSheet>
  )
}
