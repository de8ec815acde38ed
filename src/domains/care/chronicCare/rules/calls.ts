import { addDays, type Day } from '#kernel/calendar.ts'
import { refuse } from '#kernel/refusal.ts'
import type { CallOutcome, ManagedStatus } from '../labels.ts'
import { isOpenStatus } from './patient.ts'

export type Called = { readonly outcome: CallOutcome; readonly agreedOn?: Day | undefined; readonly movedTo?: string | undefined }
export type CallValues = { readonly unansweredCalls: number; readonly homeVisitDays: number; readonly askAgainDays: number; readonly agreeAtMostDays: number }
export type Standing = { readonly status: ManagedStatus; readonly unansweredCalls: number; readonly hasDiseases: boolean }

/** Every outcome has its next step, and none is chosen by hand. What it does not name is cleared, for somebody was asked anew. */
export function decideCall(called: Called, on: { standing: Standing; today: Day; values: CallValues }) {
  const { standing, today, values } = on
  if (!isOpenStatus(standing.status)) return refuse('notOpen', { status: standing.status })
  const active: ManagedStatus = standing.hasDiseases ? 'managed' : 'suspected'
  const clear = { unansweredCalls: 0, agreedOn: null, askAgainOn: null, homeVisitOn: null }
  switch (called.outcome) {
    case 'agreed':
      return agreed(called.agreedOn, { today, values, active })
    case 'noAnswer': {
      const count = standing.unansweredCalls + 1
      const goes = count >= values.unansweredCalls
      const said = goes
        ? {
            zh: `${count} 次未接通,请在 ${values.homeVisitDays} 天内上门`,
            en: `${count} calls without an answer: visit at home within ${values.homeVisitDays} days`,
          }
        : { zh: `第 ${count} 次未接通,稍后再打`, en: `No answer, call ${count}: try again` }
      return { ...clear, status: standing.status, unansweredCalls: count, homeVisitOn: goes ? addDays(today, values.homeVisitDays) : null, said }
    }
    case 'wrongNumber':
      return { ...clear, status: standing.status, said: { zh: '请在居民档案中更正电话', en: 'Correct the number in the resident file' } }
    case 'refused': {
      const askAgainOn = addDays(today, values.askAgainDays)
      return {
        ...clear,
        status: 'refused' as const,
        askAgainOn,
        said: { zh: `下次就诊时再问,最迟 ${askAgainOn}`, en: `Asked again at the next visit, at the latest on ${askAgainOn}` },
      }
    }
    case 'moved':
      return called.movedTo
        ? { ...clear, status: 'transferring' as const, said: { zh: '已通知迁入地机构接管', en: 'The facility of the new place is asked to take over' } }
        : { ...clear, status: 'moved' as const, said: { zh: '已迁出本县,管理结束', en: 'Left the county: management ends' } }
    case 'died':
      return {
        ...clear,
        status: 'died' as const,
        said: { zh: '管理结束;请在居民档案登记死亡日期', en: 'Management ends; register the day of death in the resident file' },
      }
  }
}

function agreed(agreedOn: Day | undefined, on: { today: Day; values: CallValues; active: ManagedStatus }) {
  if (agreedOn === undefined) return refuse('dayNeeded')
  if (agreedOn < on.today) return refuse('dayPast')
  const latest = addDays(on.today, on.values.agreeAtMostDays)
  if (agreedOn > latest) return refuse('dayTooFar', { latest })
  const said = { zh: `约定 ${agreedOn} 随访`, en: `Agreed to come on ${agreedOn}` }
  return { status: on.active, unansweredCalls: 0, agreedOn, askAgainOn: null, homeVisitOn: null, said }
}
