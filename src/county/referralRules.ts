import { acceptClock, approverRole, basisDays, stepClock } from '#care/referral/policy.ts'
import type { Day } from '#kernel/calendar.ts'
import { type Policy, resolve } from '#kernel/policy.ts'

export type ReferralRules = ReturnType<typeof referralRulesOn>

/** The nation's values that the referral loop goes by; the county has none of its own yet. */
export function referralRulesOn(day: Day) {
  return {
    accept: valueOn(acceptClock, day),
    step: valueOn(stepClock, day),
    approver: valueOn(approverRole, day),
    basisDays: valueOn(basisDays, day),
  }
}

export function valueOn<V>(policy: Policy<V>, day: Day): V {
  const found = resolve(policy, { day })
  if (!found) throw new Error(`no value of ${policy.key} on ${day}`)
  return found.value
}
