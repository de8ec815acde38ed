import { dayOf } from '#kernel/calendar.ts'
import type { Parsed } from '#kernel/capability.ts'
import { isRefused } from '#kernel/refusal.ts'
import { policyOf, type Scope } from '#kernel/scope.ts'
import type { chronicCareContract } from './contract.ts'
import * as policy from './policy.ts'
import { called, decideCall } from './rules/calls.ts'
import type { Held } from './rules/held.ts'
import { managedPrograms } from './rules/patient.ts'

type Called = Parsed<typeof chronicCareContract.recordCall>

/** The person after a call: each outcome brings its own next step. */
export function calling(scope: Scope, { row, programs }: Held, input: Called) {
  const values = {
    unansweredCalls: policyOf(scope, policy.unansweredCalls),
    homeVisitDays: policyOf(scope, policy.homeVisitDays),
    askAgainDays: policyOf(scope, policy.askAgainDays),
    agreeAtMostDays: policyOf(scope, policy.agreeAtMostDays),
  }
  const standing = { status: row.status, unansweredCalls: row.unanswered_calls, hasDiseases: managedPrograms(programs).length > 0 }
  const effect = decideCall(input, { standing, today: dayOf(input.occurredAt ?? scope.now), values })
  if (isRefused(effect)) return effect
  return {
    held: called({ row, programs }, { effect, input, today: dayOf(input.occurredAt ?? scope.now), at: input.occurredAt ?? scope.now }),
    said: effect.said,
  }
}
