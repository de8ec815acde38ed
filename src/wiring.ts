import type pg from 'pg'
import { adviceActions } from '#care/advice/actions.ts'
import { adviceContract } from '#care/advice/contract.ts'
import { bookingActions } from '#care/booking/actions.ts'
import { bookingContract } from '#care/booking/contract.ts'
import { fillFromWaitList, holdGiven, holdLost, releaseReserved, settleHolds } from '#care/booking/index.ts'
import { referralActions } from '#care/referral/actions.ts'
import { referralContract } from '#care/referral/contract.ts'
import { closeForDeath, expireUnanswered, onHoldGiven, onHoldLost, onResidentDied } from '#care/referral/index.ts'
import type { Vault } from '#kernel/crypto.ts'
import { setClimbRule } from '#kernel/duty.ts'
import { on } from '#kernel/facts.ts'
import { forgetAnswers, freeLostWork, type Job } from '#kernel/jobs.ts'
import { type ProcessHub, tellProcesses } from '#kernel/live.ts'
import { createRuleBook } from '#kernel/ruleBook.ts'
import type { Actor } from '#kernel/scope.ts'
import type { Domain } from '#kernel/serve.ts'
import { asSystem, type Kernel } from '#kernel/transaction.ts'
import { termActions } from '#record/term/actions.ts'
import { termContract } from '#record/term/contract.ts'
import { timelineActions } from '#record/timeline/actions.ts'
import { timelineContract } from '#record/timeline/contract.ts'
import { visitActions } from '#record/visit/actions.ts'
import { visitContract } from '#record/visit/contract.ts'
import { accessActions } from '#registry/access/actions.ts'
import { accessContract } from '#registry/access/contract.ts'
import { accountOfStaff, createAuthenticator, endAssignmentsOfPost, findBasis, insertAssignment, sessionsChanged } from '#registry/access/index.ts'
import { dutyActions } from '#registry/duty/actions.ts'
import { dutyContract } from '#registry/duty/contract.ts'
import { climb, escalateOverdue, handOverDuties } from '#registry/duty/index.ts'
import { facilityActions } from '#registry/facility/actions.ts'
import { facilityContract } from '#registry/facility/contract.ts'
import { policyActions } from '#registry/policy/actions.ts'
import { policyContract } from '#registry/policy/contract.ts'
import { residentActions } from '#registry/resident/actions.ts'
import { residentContract } from '#registry/resident/contract.ts'
import { findResident, residentDied } from '#registry/resident/index.ts'
import { staffActions } from '#registry/staff/actions.ts'
import { staffContract } from '#registry/staff/contract.ts'
import { postEnded, postGiven } from '#registry/staff/index.ts'
import { upkeepActions } from '#registry/upkeep/actions.ts'
import { upkeepContract } from '#registry/upkeep/contract.ts'

/** Everything that may be asked, by domain. */
export const contracts = {
  'registry/access': accessContract,
  'registry/duty': dutyContract,
  'registry/facility': facilityContract,
  'registry/policy': policyContract,
  'registry/resident': residentContract,
  'registry/staff': staffContract,
  'registry/upkeep': upkeepContract,
  'record/term': termContract,
  'record/timeline': timelineContract,
  'record/visit': visitContract,
  'care/advice': adviceContract,
  'care/booking': bookingContract,
  'care/referral': referralContract,
} as const

export const jobs: readonly Job[] = [
  settleHolds,
  fillFromWaitList,
  releaseReserved,
  expireUnanswered,
  closeForDeath,
  escalateOverdue,
  handOverDuties,
  forgetAnswers,
  freeLostWork,
]

export type Parts = {
  readonly pool: pg.Pool
  readonly live: ProcessHub
  readonly vault: Vault
  readonly clock: () => Date
  readonly keyMark?: () => string | undefined
}

/** Joins kernel, domains, facts and jobs. The only place where they all meet. */
export async function wire({ pool, live, vault, clock, keyMark }: Parts) {
  const rules = createRuleBook(pool)
  await rules.refresh()
  const kernel: Kernel = { pool, rules, live, clock, basisOf }
  const authenticator = createAuthenticator(kernel, live.isListening)
  const names = new Set(Object.values(contracts).flatMap((contract) => Object.keys(contract)))
  const apart: Parameters<typeof accessActions>[0]['apart'] = (work) => asSystem(kernel, { name: 'access', facilities: [] }, work)
  const made = {
    'registry/access': accessActions({ apart, capabilityNames: () => names }),
    'registry/duty': dutyActions,
    'registry/facility': facilityActions,
    'registry/policy': policyActions({ changed: (scope) => tellProcesses(scope, 'rules') }),
    'registry/resident': residentActions({ vault }),
    'registry/staff': staffActions,
    'registry/upkeep': upkeepActions({ keyMark: keyMark ?? (() => undefined) }),
    'record/term': termActions,
    'record/timeline': timelineActions,
    'record/visit': visitActions,
    'care/advice': adviceActions,
    'care/booking': bookingActions,
    'care/referral': referralActions,
  } satisfies Record<keyof typeof contracts, Domain['actions']>
  const domains = Object.entries(contracts).map(([name, contract]): Domain => ({ name, contract, actions: made[name as keyof typeof made] }))
  live.hear('sessions', authenticator.forget)
  // Every process reads the county's values again; the one that changed them too.
  live.hear('rules', () => void rules.refresh().catch(() => undefined))
  listen(authenticator)
  return { kernel, domains, authenticate: authenticator.authenticate, visitor }
}

let listening = false

/** Facts to their listeners, once a process. */
function listen(authenticator: ReturnType<typeof createAuthenticator>): void {
  on(sessionsChanged, async (scope, { accountId }) => {
    authenticator.forget(accountId)
    // Heard by every process once it is committed; by this one too, which may have read the session again meanwhile.
    await tellProcesses(scope, 'sessions', accountId)
  })
  if (listening) return
  listening = true
  setClimbRule(climb)
  on(holdLost, onHoldLost)
  on(holdGiven, onHoldGiven)
  on(residentDied, onResidentDied)
  on(postEnded, (scope, { postId, until }) => endAssignmentsOfPost(scope, postId, until))
  on(postGiven, async (scope, post) => {
    const accountId = await accountOfStaff(scope, post.staff_id)
    if (!accountId) return
    const place = { facilityId: post.workplace_id, departmentId: post.department_id, role: post.role }
    await insertAssignment(scope, { accountId, ...place, postId: post.id, from: post.from_day })
  })
}

/** Own residents are within reach; for others the basis is named, and without one there is nothing to open. */
const basisOf: Kernel['basisOf'] = async (scope, residentId) => {
  const [resident, basis] = await Promise.all([findResident(scope, residentId), findBasis(scope, residentId)])
  if (!resident) return null
  return basis?.kind ?? 'catchment'
}

/** Whoever signs in: known by where they come from, reaching nothing. */
function visitor(origin: string): Actor {
  const nobody = '00000000-0000-0000-0000-000000000000'
  return {
    accountId: nobody,
    name: origin,
    staffId: null,
    role: 'visitor' as Actor['role'],
    facilityId: nobody,
    departmentId: null,
    facilities: [],
    consortiumId: null,
    until: null,
    session: null,
    capabilities: null,
  }
}
