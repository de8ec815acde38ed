import { useState } from 'react'
import { referralContract } from '#care/referral/contract.ts'
import { roleInWords } from '#web/duty/kinds.ts'
import { ActForm } from '#web/referral/acts/ActForm.tsx'
import { type ActProps, given, onRow, useAct } from '#web/referral/useReferral.ts'
import { Choices, LongText } from '#web/ui/desk/fields.tsx'
import type { Text } from '#web/ui/words.ts'
import type { AnyProblem } from '#web/wire/problem.ts'

export function ApproveForm({ card, onDone, onCancel }: ActProps) {
  const [answer, setAnswer] = useState<'yes' | 'no'>('yes')
  const [note, setNote] = useState('')
  const command = useAct(referralContract.approveOutside, 'approve', onDone)
  const place = card.externalPlace ?? ''
  const said = given(note)
  const isYes = answer === 'yes'
  return (
    <ActForm
      title={{ zh: `${card.person.name} 转往 ${place}`, en: `${card.person.name} to ${place}` }}
      act={isYes ? { zh: '同意转往县外', en: 'Approve' } : { zh: '不同意', en: 'Do not approve' }}
      tone={isYes ? 'primary' : 'danger'}
      willHappen={
        isYes
          ? [
              { zh: `转诊中心接着联系 ${place}`, en: `The referral desk goes on with ${place}` },
              {
                zh: `${card.from.facility} ${card.from.doctor} 看到“已同意”`,
                en: `${card.from.facility} sees the approval`,
              },
            ]
          : [
              {
                zh: `退回 ${card.from.facility} ${card.from.doctor},由他安排后续`,
                en: `Goes back to ${card.from.facility}`,
              },
              { zh: '这次申请结束,不能撤回', en: 'This request ends; it cannot be taken back' },
            ]
      }
      isRunning={command.isSending}
      problem={named(command.problem)}
      onCancel={onCancel}
      onSubmit={() => command.act({ ...onRow(card), approve: isYes, ...(said ? { note: said } : {}) })}
    >
      <Choices
        label={{ zh: '审批意见', en: 'Decision' }}
        columns={2}
        value={answer}
        onChoose={setAnswer}
        choices={[
          { value: 'yes', name: { zh: '同意', en: 'Approve' } },
          { value: 'no', name: { zh: '不同意', en: 'Do not approve' } },
        ]}
      />
      <LongText label={{ zh: '意见', en: 'Note' }} value={note} onText={setNote} maxLength={500} />
    </ActForm>
  )
}

/** Policy names one role; the refusal says which. */
function named(problem: AnyProblem | undefined): AnyProblem | undefined {
  if (problem?.kind !== 'refused' || problem.refusal !== 'notApprover') return problem
  const who = roleInWords((problem.data as { role: string }).role)
  const message = { zh: `按规则由${who.zh}审批`, en: `By policy this is for: ${who.en}` } satisfies Text
  return { ...problem, message }
}
