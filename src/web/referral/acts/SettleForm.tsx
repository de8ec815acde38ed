import { useState } from 'react'
import { referralContract } from '#care/referral/contract.ts'
import { baseKinds, FacilityPicker } from '#web/facility/FacilityPicker.tsx'
import { ActForm } from '#web/referral/acts/ActForm.tsx'
import { planNames, plans } from '#web/referral/sayings.ts'
import { type ActProps, given, onRow, useAct } from '#web/referral/useReferral.ts'
import { Choices, LongText } from '#web/ui/desk/fields.tsx'
import type { Text } from '#web/ui/words.ts'

type Plan = keyof typeof plans

/** What came back: declined, expired or not come. Somebody must say what happens to the person now. */
export function SettleForm({ card, onDone, onCancel }: ActProps) {
  const [plan, setPlan] = useState<Plan>()
  const [toFacilityId, setFacility] = useState<string>()
  const [note, setNote] = useState('')
  const [wrong, setWrong] = useState<{ plan?: Text; note?: Text }>({})
  const command = useAct(referralContract.settleReferral, 'settle', onDone)
  const isElsewhere = plan === 'sendElsewhere'
  const isReturn = card.direction === 'down'
  return (
    <ActForm
      title={{ zh: `安排 ${card.person.name} 的后续`, en: `Settle ${card.person.name}` }}
      act={{ zh: '安排后续', en: 'Settle' }}
      willHappen={[
        { zh: '这张转诊单结束,不再提醒', en: 'This referral ends and reminds nobody any more' },
        ...(isElsewhere && isReturn
          ? [{ zh: '带着出院信息包转给所选机构', en: 'The discharge pack goes to the facility chosen' }]
          : []),
        ...(isElsewhere && !isReturn
          ? [{ zh: '请另外提交一张新的转诊单', en: 'Submit a new referral for the other place' }]
          : []),
      ]}
      isRunning={command.isSending}
      problem={command.problem}
      onCancel={onCancel}
      onSubmit={() => {
        const said = given(note)
        if (!plan || !said) {
          setWrong({
            ...(plan ? {} : { plan: { zh: '请选一个去向', en: 'Choose what follows' } }),
            ...(said ? {} : { note: { zh: '请写一句', en: 'Write a word' } }),
          })
          return
        }
        command.act({
          ...onRow(card),
          plan,
          note: said,
          ...(isElsewhere && isReturn && toFacilityId ? { toFacilityId } : {}),
        })
      }}
    >
      <Choices
        label={{ zh: '接下来', en: 'What follows' }}
        value={plan}
        wrong={plan ? undefined : wrong.plan}
        onChoose={setPlan}
        choices={planNames.map((name) => ({ value: name, name: plans[name] }))}
      />
      {isElsewhere && isReturn && (
        <FacilityPicker label={{ zh: '转给', en: 'To' }} kinds={baseKinds} value={toFacilityId} onPick={setFacility} />
      )}
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
