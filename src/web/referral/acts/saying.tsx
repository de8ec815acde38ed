import { useState } from 'react'
import { referralContract } from '#care/referral/contract.ts'
import { ActForm } from '#web/referral/acts/ActForm.tsx'
import { type ActProps, given, onRow, useAct } from '#web/referral/useReferral.ts'
import { LongText } from '#web/ui/desk/fields.tsx'
import type { Text } from '#web/ui/words.ts'

const empty: Text = { zh: '请写一句', en: 'Write a word' }

/** Acts whose whole form is one thing to say. */
export function RequestMoreForm({ card, onDone, onCancel }: ActProps) {
  const [question, setQuestion] = useState('')
  const [wrong, setWrong] = useState<Text>()
  const command = useAct(referralContract.requestMore, 'requestMore', onDone)
  return (
    <ActForm
      title={{ zh: `请 ${card.from.facility} 补充资料`, en: `Ask ${card.from.facility} for more` }}
      act={{ zh: '请补充', en: 'Ask' }}
      willHappen={[
        {
          zh: `轮到 ${card.from.doctor} 补充,补好后回到这个队列`,
          en: `It is ${card.from.doctor}'s turn; then it comes back here`,
        },
        ...(card.holding?.status === 'held'
          ? [{ zh: '占用的号位照样保留到时', en: 'The unit stays kept as long as before' }]
          : []),
      ]}
      isRunning={command.isSending}
      problem={command.problem}
      onCancel={onCancel}
      onSubmit={() => {
        const said = given(question)
        if (!said) return setWrong(empty)
        command.act({ ...onRow(card), question: said })
      }}
    >
      <LongText
        label={{ zh: '要补充什么', en: 'What is missing' }}
        wrong={wrong}
        value={question}
        onText={setQuestion}
        maxLength={1000}
      />
    </ActForm>
  )
}

export function SupplyMoreForm({ card, onDone, onCancel }: ActProps) {
  const [answer, setAnswer] = useState('')
  const [wrong, setWrong] = useState<Text>()
  const command = useAct(referralContract.supplyMore, 'supplyMore', onDone)
  const open = card.questions.findLast((each) => each.answer === null)
  return (
    <ActForm
      title={{ zh: '补充资料', en: 'Supply more' }}
      act={{ zh: '补充', en: 'Supply' }}
      willHappen={[{ zh: `回到 ${card.to.facility} 的转诊队列`, en: `Goes back to the queue of ${card.to.facility}` }]}
      isRunning={command.isSending}
      problem={command.problem}
      onCancel={onCancel}
      onSubmit={() => {
        const said = given(answer)
        if (!said) return setWrong(empty)
        command.act({ ...onRow(card), answer: said })
      }}
    >
      <LongText
        label={open ? { zh: `对方问:${open.asked}`, en: `They ask: ${open.asked}` } : { zh: '补充', en: 'More' }}
        wrong={wrong}
        value={answer}
        onText={setAnswer}
        rows={3}
        maxLength={4000}
      />
    </ActForm>
  )
}

export function WithdrawForm({ card, onDone, onCancel }: ActProps) {
  const [reason, setReason] = useState('')
  const [wrong, setWrong] = useState<Text>()
  const command = useAct(referralContract.withdrawReferral, 'withdraw', onDone)
  return (
    <ActForm
      title={{ zh: `撤回 ${card.person.name} 的转诊`, en: `Withdraw ${card.person.name}` }}
      act={{ zh: '撤回转诊', en: 'Withdraw' }}
      tone="danger"
      willHappen={[
        { zh: `${card.to.facility} 不再等这位患者`, en: `${card.to.facility} no longer expects the patient` },
        ...(card.holding ? [{ zh: '占用的号位放回给别人', en: 'The unit is given to others' }] : []),
        { zh: '这张转诊单结束,再转要重新提交', en: 'This referral ends; another one must be submitted anew' },
      ]}
      isRunning={command.isSending}
      problem={command.problem}
      onCancel={onCancel}
      onSubmit={() => {
        const said = given(reason)
        if (!said) return setWrong(empty)
        command.act({ ...onRow(card), reason: said })
      }}
    >
      <LongText label={{ zh: '原因', en: 'Reason' }} wrong={wrong} value={reason} onText={setReason} maxLength={500} />
    </ActForm>
  )
}
