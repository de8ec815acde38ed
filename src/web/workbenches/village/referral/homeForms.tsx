import { useState } from 'react'
import { declineReason, outcome, referralContract } from '#care/referral/contract.ts'
import type { CodeOf } from '#kernel/words.ts'
import { tellDone } from '#web/referral/done.ts'
import { declineReasonsFor } from '#web/referral/sayings.ts'
import { given, onRow, useAct } from '#web/referral/useReferral.ts'
import { ConfirmRepeat } from '#web/ui/ConfirmRepeat.tsx'
import { Choice } from '#web/workbenches/village/parts/Choice.tsx'
import { Lines } from '#web/workbenches/village/parts/Lines.tsx'
import { ActSheet, type FormProps } from '#web/workbenches/village/referral/ActSheet.tsx'

export function AcceptReturn({ card, isOpen, onClose }: FormProps) {
  const [note, setNote] = useState('')
  const command = useAct(referralContract.acceptReferral, 'accept', tellDone)
  return (
    <ActSheet
      isOpen={isOpen}
      title={{ zh: `接收${card.person.name}回家`, en: `Accept ${card.person.name}` }}
      lead={{
        zh: '接收后由您负责首次上门和 14 天结果。',
        en: 'From then on the first contact and the 14-day outcome are yours.',
      }}
      act={{ zh: '接收', en: 'Accept' }}
      isReady
      command={command}
      onAct={() => command.act({ ...onRow(card), ...(given(note) ? { note: given(note) } : {}) })}
      onClose={onClose}
    >
      <Lines label={{ zh: '留言(可不填)', en: 'Note (optional)' }} rows={2} max={500} value={note} onChange={setNote} />
    </ActSheet>
  )
}

export function DeclineReturn({ card, isOpen, onClose }: FormProps) {
  const [reason, choose] = useState<CodeOf<typeof declineReason>>()
  const [note, setNote] = useState('')
  const [isTried, tried] = useState(false)
  const command = useAct(referralContract.declineReferral, 'decline', tellDone)
  return (
    <ConfirmRepeat
      isOpen={isOpen}
      title={{ zh: `不能接收${card.person.name}`, en: `Cannot accept ${card.person.name}` }}
      tone="danger"
      act={{ zh: '不接收', en: 'Decline' }}
      willHappen={[
        {
          zh: `退回 ${card.from.facility},由对方另行安排`,
          en: `It goes back to ${card.from.facility}, who arranges otherwise`,
        },
        { zh: '您不再看到这次的出院资料', en: 'You no longer read the discharge pack' },
      ]}
      isRunning={command.isSending}
      problem={command.problem}
      onConfirm={() => {
        tried(true)
        if (reason) command.act({ ...onRow(card), reason, ...(given(note) ? { note: given(note) } : {}) })
      }}
      onCancel={onClose}
    >
      <Choice
        label={{ zh: '原因', en: 'Reason' }}
        options={declineReasonsFor(card).map((key) => ({ key, name: declineReason.labels[key] }))}
        value={reason}
        wrong={isTried && !reason ? { zh: '请选择原因', en: 'Choose a reason' } : undefined}
        onChoose={choose}
      />
      <Lines label={{ zh: '说明', en: 'Note' }} rows={2} max={500} value={note} onChange={setNote} />
    </ConfirmRepeat>
  )
}

export function FirstContact({ card, isOpen, onClose }: FormProps) {
  const [note, setNote] = useState('')
  const command = useAct(referralContract.recordFirstContact, 'firstContact', tellDone)
  return (
    <ActSheet
      isOpen={isOpen}
      title={{ zh: '登记首次上门', en: 'Record the first contact' }}
      lead={
        card.pack?.returnWhen
          ? { zh: `留意:${card.pack.returnWhen}`, en: `Watch for: ${card.pack.returnWhen}` }
          : undefined
      }
      act={{ zh: '登记', en: 'Record' }}
      isReady={note.trim() !== ''}
      command={command}
      onAct={() => command.act({ ...onRow(card), note: note.trim() })}
      onClose={onClose}
    >
      <Lines
        label={{ zh: '看到了什么,做了什么', en: 'What you saw and did' }}
        rows={4}
        value={note}
        placeholder={{ zh: '例如:伤口干燥,按时服药,血压 132/80', en: 'e.g. wound dry, medicines taken, 132/80' }}
        onChange={setNote}
      />
    </ActSheet>
  )
}

export function Outcome({ card, isOpen, onClose }: FormProps) {
  const [chosen, choose] = useState<CodeOf<typeof outcome>>()
  const [note, setNote] = useState('')
  const command = useAct(referralContract.recordOutcome, 'recordOutcome', tellDone)
  return (
    <ActSheet
      isOpen={isOpen}
      title={{ zh: '登记 14 天结果', en: 'Record the 14-day outcome' }}
      act={{ zh: '登记并闭环', en: 'Record and close' }}
      isReady={chosen !== undefined && note.trim() !== ''}
      command={command}
      onAct={() => chosen && command.act({ ...onRow(card), outcome: chosen, note: note.trim() })}
      onClose={onClose}
    >
      <Choice
        label={{ zh: '结果', en: 'Outcome' }}
        options={outcome.codes.map((key) => ({ key, name: outcome.labels[key] }))}
        value={chosen}
        onChoose={choose}
      />
      <Lines label={{ zh: '说明', en: 'Note' }} value={note} onChange={setNote} />
    </ActSheet>
  )
}
