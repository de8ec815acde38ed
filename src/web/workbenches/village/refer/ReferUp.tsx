import { useSearch } from 'wouter'
import { useHistoryState } from 'wouter/use-browser-location'
import { type AdviceCard, adviceContract } from '#care/advice/contract.ts'
import { type Carried, type Draft, newDraft } from '#web/referral/refer/draft.ts'
import { PhonePage } from '#web/ui/phone/PhoneShell.tsx'
import { ErrorState, Loading } from '#web/ui/states.tsx'
import { useAsk } from '#web/wire/ask.ts'
import { ReferSheet } from '#web/workbenches/village/refer/ReferSheet.tsx'

/** Opens the form empty, with what the visit or follow-up just recorded brings, or with everything a question carried. */
export default function ReferUp({ residentId }: { residentId: string }) {
  const asked = new URLSearchParams(useSearch())
  const taken = useHistoryState<Carried | null>()
  const adviceId = asked.get('advice') ?? undefined
  const advice = useAsk(adviceContract.openAdvice, { adviceId: adviceId ?? '' }, { when: adviceId !== undefined })
  if (adviceId && !advice.data) {
    return (
      <PhonePage title={{ zh: '转诊', en: 'Refer' }} back={`/advice/${adviceId}`}>
        {advice.problem ? (
          <ErrorState problem={advice.problem} again={advice.again} />
        ) : (
          <Loading what={{ zh: '咨询', en: 'the question' }} />
        )}
      </PhonePage>
    )
  }
  const start = advice.data ? carried(advice.data) : { ...newDraft, ...taken }
  return (
    <ReferSheet
      residentId={residentId}
      start={start}
      advice={advice.data}
      insteadOf={asked.get('instead') ?? undefined}
    />
  )
}

/** Nothing is typed twice: the question becomes the reason, its summary and the answer travel along. */
function carried(advice: AdviceCard): Draft {
  const answer = advice.answer ? [{ title: '专科答复', text: advice.answer }] : []
  return {
    ...newDraft,
    adviceId: advice.adviceId,
    diagnosis: advice.diagnosis ?? undefined,
    reason: advice.question,
    urgency: advice.recommends === 'referUrgently' ? 'urgent' : advice.urgency,
    summary: [...advice.summary.filter((part) => part.title !== '专科答复'), ...answer],
  }
}
