import { useState } from 'react'
import { declineReason, referralContract } from '#care/referral/contract.ts'
import { ActForm } from '#web/referral/acts/ActForm.tsx'
import { declineReasonsFor } from '#web/referral/sayings.ts'
import { type ActProps, given, onRow, useAct } from '#web/referral/useReferral.ts'
import { Choices, LongText } from '#web/ui/desk/fields.tsx'
import type { Text } from '#web/ui/words.ts'

type Reason = (typeof declineReason.codes)[number]

export function DeclineForm({ card, onDone, onCancel }: ActProps) {
  const [reason, setReason] = useState<Reason>()
  const [note, setNote] = useState('')
  const [wrong, setWrong] = useState<Text>()
  const command = useAct(referralContract.declineReferral, 'decline', onDone)
  const isNoteMissing = command.problem?.kind === 'refused' && command.problem.refusal === 'noteMissing'
  const offered = declineReasonsFor(card)

  function submit() {
    if (!reason) return setWrong({ zh: '请选一个原因', en: 'Choose a reason' })
    const said = given(note)
    command.act({ ...onRow(card), reason, ...(said ? { note: said } : {}) })
  }

  return (
    <ActForm
      title={{ zh: `婉拒 ${card.person.name} 的转诊`, en: `Decline ${card.person.name}` }}
      act={{ zh: '婉拒', en: 'Decline' }}
      tone="danger"
      willHappen={[
        {
          zh: `退回 ${card.from.facility} ${card.from.doctor},由他安排后续`,
          en: `Goes back to ${card.from.facility}, who settles what follows`,
        },
        ...(card.holding ? [{ zh: '占用的号位放回给别人', en: 'The unit is given to others' }] : []),
        { zh: '本院不再能看这位患者的健康档案;不能撤回', en: 'The record closes to you; this cannot be taken back' },
      ]}
      isRunning={command.isSending}
      problem={isNoteMissing ? undefined : command.problem}
      onCancel={onCancel}
      onSubmit={submit}
    >
      <Choices
        label={{ zh: '原因', en: 'Reason' }}
        value={reason}
        wrong={wrong}
        onChoose={(code) => {
          setReason(code)
          setWrong(undefined)
        }}
        choices={offered.map((code) => ({ value: code, name: declineReason.labels[code] }))}
      />
      <LongText
        label={{ zh: '说明', en: 'Note' }}
        hint={{ zh: '写给转出的医生:建议怎么处理', en: 'For the sender: what to do instead' }}
        wrong={isNoteMissing ? { zh: '请写明原因', en: 'Say why' } : undefined}
        value={note}
        onText={setNote}
        maxLength={500}
      />
    </ActForm>
  )
}
