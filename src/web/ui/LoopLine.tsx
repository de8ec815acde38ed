import type { Moment as MomentString } from '#kernel/calendar.ts'
import { useNow } from '#web/ui/clock.ts'
import { Due, type DueTime } from '#web/ui/Due.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { clockTime, dayInWords, standing, today } from '#web/ui/time.ts'
import { Moment } from '#web/ui/When.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import '#web/ui/LoopLine.css'

/**
 * - `done`: it happened
 * - `present`: the loop stands here; it becomes late by itself when its due time passes
 * - `coming`: not yet
 * - `skipped`: the loop went past it
 * - `stopped`: the loop ended here without closing (declined, canceled)
 */
export type StepState = 'done' | 'present' | 'coming' | 'skipped' | 'stopped'

export type LoopStep = {
  readonly name: Text
  readonly state: StepState
  /** When it happened, or is expected. */
  readonly at?: MomentString | null | undefined
  /** In place of the time: 市一 7 天. */
  readonly note?: Text | undefined
}

export type LoopLineProps = {
  /** Which loop: 转诊, 随访. Said to those who cannot see the line. */
  readonly loop: Text
  readonly steps: readonly LoopStep[]
  /** Until when the present step must be taken. */
  readonly due?: DueTime | null | undefined
  readonly soonMinutes?: number
  /** Whose turn it is: 轮到 市一医院 转诊中心. */
  readonly turn?: Text | null | undefined
  readonly closedAt?: MomentString | null | undefined
  /** For phones and narrow panes: what is done folds together when the line is long, and the due time goes below. */
  readonly compact?: boolean
}

const states: Record<StepState | 'late', Text> = {
  done: { zh: '已完成', en: 'done' },
  present: { zh: '进行中', en: 'present step' },
  late: { zh: '已逾期', en: 'late' },
  coming: { zh: '未到', en: 'coming' },
  skipped: { zh: '已跳过', en: 'skipped' },
  stopped: { zh: '已终止', en: 'stopped' },
}

/** Every loop of the product, drawn the same: steps with their times, where it stands, until when, and whose turn it is. */
export function LoopLine({ loop, steps, due, soonMinutes = 60, turn, closedAt, compact = false }: LoopLineProps) {
  const { t } = useWords()
  const now = useNow(15)
  const isLate = due ? standing(due, { now, soonMinutes }) === 'late' : false
  const shown = compact ? fold(steps) : steps.map((step) => ({ step }))
  return (
    <div className={compact ? 'loop-line compact' : 'loop-line'}>
      <ol aria-label={t(loop)} className={shown.length > 5 ? 'many' : undefined}>
        {shown.map((each, index) =>
          'folded' in each ? (
            <Folded key="folded" count={each.folded} />
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is known by its place in the line
            <Step key={index} step={each.step} isLate={isLate && each.step.state === 'present'} due={due} />
          ),
        )}
      </ol>
      <LoopEnd due={due} soonMinutes={soonMinutes} turn={turn} closedAt={closedAt} />
    </div>
  )
}

function Step({ step, isLate, due }: { step: LoopStep; isLate: boolean; due: LoopLineProps['due'] }) {
  const { t } = useWords()
  const state = isLate ? 'late' : step.state
  return (
    <li className={state} aria-current={step.state === 'present' ? 'step' : undefined}>
      <Marker state={state} />
      <span className="said">{t(states[state])} </span>
      <span className="name">{t(step.name)}</span>
      <StepTime step={step} due={due} />
    </li>
  )
}

function StepTime({ step, due }: { step: LoopStep; due: LoopLineProps['due'] }) {
  const { t, language } = useWords()
  const now = useNow(60)
  if (step.note) return <small>{t(step.note)}</small>
  const isPresent = step.state === 'present'
  const at = step.at ?? (isPresent && due && 'at' in due ? due.at : undefined)
  if (!at) return null
  const said = dayOrTime(at, now, language)
  if (isPresent && !step.at) return <small>{language === 'zh' ? `${said} 前` : `by ${said}`}</small>
  if (step.state !== 'coming') return <small>{said}</small>
  return <small>{language === 'zh' ? `预计 ${said}` : `exp. ${said}`}</small>
}

/** Today's steps by their time, others by their date. */
function dayOrTime(at: MomentString, now: number, language: 'zh' | 'en'): string {
  const day = today(Date.parse(at))
  return day === today(now) ? clockTime(at) : dayInWords(day, { language, now, form: 'short' })
}

function Folded({ count }: { count: number }) {
  const { t } = useWords()
  return (
    <li className="done folded">
      <Marker state="done" />
      <span className="name">{t({ zh: `${count} 步`, en: `${count} steps` })}</span>
      <small>{t({ zh: '已完成', en: 'done' })}</small>
    </li>
  )
}

function LoopEnd({
  due,
  soonMinutes,
  turn,
  closedAt,
}: Pick<LoopLineProps, 'due' | 'turn' | 'closedAt'> & { soonMinutes: number }) {
  const { t } = useWords()
  if (closedAt) {
    return (
      <div className="end closed">
        <b>
          <Icon name="check" size={14} /> {t({ zh: '已闭环', en: 'Closed' })}
        </b>
        <span>
          <Moment at={closedAt} />
        </span>
      </div>
    )
  }
  if (!due && !turn) return null
  return (
    <div className="end">
      {due && <Due {...due} soonMinutes={soonMinutes} />}
      {turn && <span>{t(turn)}</span>}
    </div>
  )
}

/** Each state has its own shape, so the line reads without color too. */
function Marker({ state }: { state: StepState | 'late' }) {
  return (
    <svg className="marker" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      {state === 'done' && <circle cx="8" cy="8" r="5" className="full" />}
      {state === 'present' && <circle cx="8" cy="8" r="5.5" className="ring" />}
      {state === 'late' && (
        <>
          <path d="M8 .8 15.2 8 8 15.2.8 8Z" className="full" />
          <path d="M8 4.6v4.2m0 2.2v.1" className="mark" />
        </>
      )}
      {state === 'coming' && <circle cx="8" cy="8" r="4.25" className="hollow" />}
      {state === 'skipped' && <path d="M4.5 8h7" className="dash" />}
      {state === 'stopped' && (
        <>
          <circle cx="8" cy="8" r="6.25" className="hollow" />
          <path d="m5.7 5.7 4.6 4.6m0-4.6-4.6 4.6" className="cross" />
        </>
      )}
    </svg>
  )
}

type Shown = { readonly step: LoopStep } | { readonly folded: number }

const fits = 6

/** On a phone the past folds: the first step, how many followed, and from the present on all that fits. */
function fold(steps: readonly LoopStep[]): readonly Shown[] {
  const present = steps.findIndex((step) => step.state !== 'done')
  const done = present === -1 ? steps.length : present
  const hidden = Math.min(done - 2, steps.length - fits + 1)
  if (steps.length <= fits || hidden < 2) return steps.map((step) => ({ step }))
  return [
    ...steps.slice(0, 1).map((step) => ({ step })),
    { folded: hidden },
    ...steps.slice(1 + hidden).map((step) => ({ step })),
  ]
}
