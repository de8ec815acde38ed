import { useState } from 'react'
import { useLocation } from 'wouter'
import { adviceContract } from '#care/advice/contract.ts'
import type { FreeUnit } from '#care/booking/contract.ts'
import { referralContract } from '#care/referral/contract.ts'
import type { ColumnProps } from '#web/referral/refer/columns.ts'
import { type As, isWished, missingIn } from '#web/referral/refer/draft.ts'
import { toAsk, toOutside, toSubmit } from '#web/referral/refer/sending.ts'
import { UnitChip } from '#web/referral/refer/UnitChip.tsx'
import { Button } from '#web/ui/Button.tsx'
import { now } from '#web/ui/clock.ts'
import { Tick } from '#web/ui/desk/fields.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { momentInWords } from '#web/ui/time.ts'
import { useWords } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'
import type { AnyProblem } from '#web/wire/problem.ts'
import { useMe } from '#web/wire/session.ts'

type Props = ColumnProps & { readonly as: As; readonly insteadOf: string | undefined }

const acts = {
  here: { zh: '提交转诊', en: 'Submit the referral' },
  outside: { zh: '提交县外转诊申请', en: 'Ask to leave the county' },
  ask: { zh: '发出咨询', en: 'Send the question' },
} as const

/** The one act of the form, what it still lacks, and what else is free when the unit was just taken. */
export function ReferFoot(props: Props) {
  const { form, draft, change, as } = props
  const { t } = useWords()
  const [isTried, setTried] = useState(false)
  const { send, isSending, problem } = useSubmission(props)
  const missing = missingIn(draft, form, as)
  const alternatives = alternativesIn(problem)
  return (
    <div className="refer-foot">
      <ProblemNote problem={problem} />
      {alternatives.length > 0 && (
        <div className="refer-free alternatives">
          <p className="hint">{t({ zh: '还空着的,点一个再提交:', en: 'Still free; choose one and submit again:' })}</p>
          <div className="refer-chips">
            {alternatives.map((unit) => (
              <UnitChip
                key={unit.sessionId}
                unit={unit}
                isChosen={isWished(draft.wish, unit)}
                onChoose={() =>
                  change({ wish: { departmentId: unit.departmentId, capacity: { sessionId: unit.sessionId } } })
                }
              />
            ))}
          </div>
        </div>
      )}
      {as === 'here' && <WithAdvice {...props} />}
      <div className="acts">
        <Button
          tone="primary"
          isRunning={isSending}
          onClick={() => {
            setTried(true)
            if (missing.length === 0) send()
          }}
        >
          {t(acts[as])}
        </Button>
        {isTried && missing.length > 0 ? (
          <span className="missing" role="alert">
            {t({
              zh: `还缺:${missing.map((each) => each.zh).join('、')}`,
              en: `Still missing: ${missing.map((each) => each.en).join(', ')}`,
            })}
          </span>
        ) : (
          <span className="hint">{t(after[as])}</span>
        )}
      </div>
    </div>
  )
}

const after = {
  here: {
    zh: '提交后:号位立即保留,对方转诊中心开始计时',
    en: "The unit is held at once and the other desk's clock starts",
  },
  outside: {
    zh: '提交后:交牵头医院审批,结果会回到“转诊”',
    en: 'The lead hospital decides; the result comes back to you',
  },
  ask: {
    zh: '发出后:进入对方待办,答复会回到“咨询”',
    en: 'It becomes their duty; the answer comes back to you',
  },
} as const

/** Questions about this person that the referral settles. */
function WithAdvice({ form, draft, change }: Props) {
  const open = form.advice.filter((each) => each.status === 'asked' || each.status === 'answered')
  return (
    <>
      {open.map((each) => (
        <Tick
          key={each.adviceId}
          label={{
            zh: `这张转诊单了结咨询“${each.question}”`,
            en: `This referral settles the question “${each.question}”`,
          }}
          checked={draft.adviceId === each.adviceId}
          onTick={(is) => change({ adviceId: is ? each.adviceId : undefined })}
        />
      ))}
    </>
  )
}

function useSubmission({ form, draft, as, residentId, insteadOf }: Props) {
  const { language } = useWords()
  const { role } = useMe()
  const [, navigate] = useLocation()
  const changes = ['referral', 'duty', 'advice', 'capacity']
  const open = (referralId: string) =>
    navigate(`${role === 'specialist' ? '/patients' : '/referrals'}?box=sent&on=${referralId}`)
  const within = useCommand(referralContract.submitReferral, {
    changes,
    onDone(sent) {
      const until = sent.holding?.expiresAt
      const kept = until ? momentInWords(until, { language, now: now() }) : undefined
      const what = sent.waiting
        ? { zh: '已排入候补', en: 'in line' }
        : kept
          ? { zh: `号位保留到 ${kept}`, en: `held until ${kept}` }
          : { zh: '不占号位', en: 'nothing held' }
      toast({
        text: {
          zh: `已提交 ${sent.to} ${sent.department},${what.zh}`,
          en: `Sent to ${sent.to} ${sent.department}, ${what.en}`,
        },
      })
      open(sent.referralId)
    },
  })
  const outside = useCommand(referralContract.referOutside, {
    changes,
    onDone(card) {
      toast({ text: { zh: '已提交,等待审批', en: 'Sent; approval follows' } })
      open(card.referralId)
    },
  })
  const question = useCommand(adviceContract.askAdvice, {
    changes,
    onDone(card) {
      toast({
        text: { zh: `已发给 ${card.to} ${card.department ?? ''}`, en: `Sent to ${card.to} ${card.department ?? ''}` },
      })
      navigate(`/advice?on=${card.adviceId}`)
    },
  })
  const command = { here: within, outside, ask: question }[as]

  function send() {
    const of = { residentId, draft, form }
    const sent = { here: toSubmit(of, insteadOf), outside: toOutside(of), ask: toAsk(of) }
    if (as === 'here' && sent.here) void within.send(sent.here)
    if (as === 'outside' && sent.outside) void outside.send(sent.outside)
    if (as === 'ask' && sent.ask) void question.send(sent.ask)
  }

  return { send, isSending: command.isSending, problem: command.problem as AnyProblem | undefined }
}

function alternativesIn(problem: AnyProblem | undefined): readonly FreeUnit[] {
  if (problem?.kind !== 'refused' || typeof problem.data !== 'object' || problem.data === null) return []
  const { alternatives } = problem.data as { alternatives?: readonly FreeUnit[] }
  return alternatives ?? []
}
