import type { Parsed } from '#kernel/capability.ts'
import { isRefused } from '#kernel/refusal.ts'
import { policyOf, type Scope } from '#kernel/scope.ts'
import type { chronicCareContract } from './contract.ts'
import * as policy from './policy.ts'
import { decideCall } from './rules/calls.ts'
import { managedPrograms } from './rules/patient.ts'
import type { Held } from './store.ts'

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
  const effect = decideCall(input, { standing, today: scope.today, values })
  if (isRefused(effect)) return effect
  const { status, unansweredCalls, agreedOn, askAgainOn, homeVisitOn, said } = effect
  const isMoving = status === 'transferring'
  const held: Held = {
    programs,
    row: {
      ...row,
      status,
      unanswered_calls: unansweredCalls,
      agreed_on: agreedOn,
      ask_again_on: askAgainOn,
      home_visit_on: homeVisitOn,
      lost_on: status === 'lost' ? row.lost_on : null,
      transfer_facility_id: isMoving ? (input.movedTo ?? row.transfer_facility_id) : row.transfer_facility_id,
      transfer_on: isMoving ? scope.today : row.transfer_on,
      last_call: { outcome: input.outcome, at: scope.now, note: input.note },
    },
  }
  return { held, said }
}
