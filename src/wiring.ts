import type pg from 'pg'
import { adviceActions } from '#care/advice/actions.ts'
import { bookingActions } from '#care/booking/actions.ts'
import { bookingClashes, fillFromWaitList, holdGiven, holdLost, releaseReserved, settleHolds, supplyAdded } from '#care/booking/index.ts'
import { chronicCareActions } from '#care/chronicCare/actions.ts'
import {
  closeChronicForDeath,
  findLost,
  followUpEvidence,
  managedOf,
  onChronicPatientDied,
  onVisitRecorded,
  patientsToTake,
  reevaluate,
} from '#care/chronicCare/index.ts'
import { enrollmentActions } from '#care/enrollment/actions.ts'
import { endForDeath, endOnDeath, enrollmentClashes, enrollmentToTake, menuToTake, tellRenewals } from '#care/enrollment/index.ts'
import { fulfillmentActions } from '#care/fulfillment/actions.ts'
import { packActions } from '#care/pack/actions.ts'
import { type PackSection, type PerformOffline, sealedOfPacks } from '#care/pack/index.ts'
import { paperActions } from '#care/paper/actions.ts'
import { referralActions } from '#care/referral/actions.ts'
import {
  closeForDeath,
  departmentsToTake,
  endForConsent,
  expireUnanswered,
  onHoldGiven,
  onHoldLost,
  onResidentDied,
  referralClashes,
  referralEvidence,
} from '#care/referral/index.ts'
import { residentViewActions } from '#care/residentView/actions.ts'
import { rosterActions } from '#care/roster/actions.ts'
import { auditTrailActions } from '#governance/auditTrail/actions.ts'
import { boardActions } from '#governance/board/actions.ts'
import { onSupplyAdded, watchSupply } from '#governance/board/index.ts'
import { indicatorsActions } from '#governance/indicators/actions.ts'
import { freezeEnded, watchFigures, watchRepeats, watchReserved } from '#governance/indicators/index.ts'
import { reportedActions } from '#governance/reported/actions.ts'
import { registersActions } from '#interop/registers/actions.ts'
import { marksOfRegisters, registerJobs, sealedOfRegisters } from '#interop/registers/index.ts'
import { operatorDeeds } from '#kernel/checkTrail.ts'
import type { Vault } from '#kernel/crypto.ts'
import { setClimbRule } from '#kernel/duty.ts'
import { on } from '#kernel/facts.ts'
import { newId } from '#kernel/ids.ts'
import { performInner } from '#kernel/inner.ts'
import { forgetAnswers, freeLostWork, type Job } from '#kernel/jobs.ts'
import { type ProcessHub, tellProcesses } from '#kernel/live.ts'
import { createLog, type Log } from '#kernel/log.ts'
import { sealedAnswers } from '#kernel/remember.ts'
import { resealing, type SealedPlace } from '#kernel/reseal.ts'
import { createRuleBook } from '#kernel/ruleBook.ts'
import { afterCommit, type Scope } from '#kernel/scope.ts'
import { sealTrail } from '#kernel/sealTrail.ts'
import type { Domain } from '#kernel/serve.ts'
import { localSms, type SmsPort } from '#kernel/sms.ts'
import { asSystem, type Kernel } from '#kernel/transaction.ts'
import type { Words } from '#kernel/words.ts'
import { supervisionActions } from '#publicHealth/supervision/actions.ts'
import { elsewhereActions } from '#record/elsewhere/actions.ts'
import { linkClaims, marksOfClaims, sealedOfClaims } from '#record/elsewhere/index.ts'
import { termActions } from '#record/term/actions.ts'
import { timelineActions } from '#record/timeline/actions.ts'
import { visitActions } from '#record/visit/actions.ts'
import { visitEvidence, visitRecorded } from '#record/visit/index.ts'
import { accessActions } from '#registry/access/actions.ts'
import {
  accountOfStaff,
  createAuthenticator,
  endAssignmentsOfPost,
  findBasis,
  handsChanged,
  insertAssignment,
  isLastAdministrator,
  marksOfAccounts,
  sealedOfAccounts,
  sessionsChanged,
  visitor,
} from '#registry/access/index.ts'
import { authorityActions } from '#registry/authority/actions.ts'
import { dutyActions } from '#registry/duty/actions.ts'
import { climb, escalateOverdue, handOverAt, handOverDuties, onHandsChanged } from '#registry/duty/index.ts'
import { facilityActions } from '#registry/facility/actions.ts'
import { healthCardActions } from '#registry/healthCard/actions.ts'
import { movementActions } from '#registry/movement/actions.ts'
import { settleDepartures } from '#registry/movement/index.ts'
import { policyActions } from '#registry/policy/actions.ts'
import { portalActions } from '#registry/portal/actions.ts'
import { createResidentAuthenticator, deliveryJobs, residentReachChanged } from '#registry/portal/index.ts'
import { residentActions } from '#registry/resident/actions.ts'
import { everyIdOf, findResident, residentDied, sealedOfResidents } from '#registry/resident/index.ts'
import { residentIndexActions } from '#registry/residentIndex/actions.ts'
import { indexFor } from '#registry/residentIndex/index.ts'
import { sealingActions } from '#registry/sealing/actions.ts'
import { sharingActions } from '#registry/sharing/actions.ts'
import { staffActions } from '#registry/staff/actions.ts'
import { postEnded, postGiven } from '#registry/staff/index.ts'
import { upkeepActions } from '#registry/upkeep/actions.ts'
import { capabilityOf, contracts, findCapability, findOffline } from './contracts.ts'

/** Everything that stands sealed: what a new key must reach. */
export const sealedPlaces: readonly SealedPlace[] = [
  ...sealedOfResidents,
  ...sealedOfAccounts,
  ...sealedOfRegisters,
  ...sealedOfPacks,
  ...sealedOfClaims,
  ...sealedAnswers,
]
/** Marks that only their key can make: nobody keeps what they were made of, so that key stays as long as they do. */
export const keyedMarks: readonly SealedPlace[] = [...marksOfAccounts, ...marksOfRegisters, ...marksOfClaims]

const plainJobs: readonly Job[] = [
  settleHolds,
  fillFromWaitList,
  releaseReserved,
  expireUnanswered,
  closeForDeath,
  tellRenewals,
  endForDeath,
  endForConsent,
  findLost,
  closeChronicForDeath,
  reevaluate,
  escalateOverdue,
  handOverDuties,
  handOverAt,
  settleDepartures,
  watchSupply,
  watchFigures,
  watchReserved,
  watchRepeats,
  freezeEnded,
  linkClaims,
  forgetAnswers,
  freeLostWork,
  sealTrail,
]

export type Parts = {
  readonly pool: pg.Pool
  /** For work that stays whatever becomes of the command it is part of. Its own connections: who waits for one holds one of the others. */
  readonly aside?: pg.Pool
  readonly live: ProcessHub
  readonly vault: Vault
  readonly clock: () => Date
  /** Where a thread of the registers finds the database, the keys and the files. */
  readonly place: { readonly url: string; readonly keys: string; readonly folder: string }
  readonly uploadMegabytes: number
  /** Where text messages go; kept on the machine without it. */
  readonly sms?: SmsPort
  /** Of the platform as people reach it; printed on paper. */
  readonly address?: string
  readonly keyMark?: () => string | undefined
  /** Where a fault in a command of a queue is told. */
  readonly log?: Log
}

/** Joins kernel, domains, facts and jobs. The only place where they all meet. */
export async function wire(parts: Parts) {
  const {
    pool,
    aside,
    live,
    vault,
    clock,
    place,
    uploadMegabytes,
    sms = localSms,
    address = 'http://127.0.0.1:8080',
    keyMark,
    log = createLog('silent'),
  } = parts
  const rules = createRuleBook(pool)
  await rules.refresh()
  const kernel: Kernel = { pool, rules, live, clock, trail: vault.trail, vault, openingOf }
  const authenticator = createAuthenticator(kernel, live.isListening)
  const residents = createResidentAuthenticator(kernel)
  const { deliver, sendCode } = deliveryJobs({ vault, sms })
  const names = new Set(Object.values(contracts).flatMap((contract) => Object.keys(contract)))
  const apart: Parameters<typeof accessActions>[0]['apart'] = (work) =>
    asSystem(aside ? { ...kernel, pool: aside } : kernel, { name: 'access', facilities: [] }, work)
  const apartAt: Parameters<typeof enrollmentActions>[0]['apart'] = (facilities, work) =>
    asSystem(aside ? { ...kernel, pool: aside } : kernel, { name: 'enrollment', facilities }, work)
  /** Here before the answer, so that whoever set a rule sees it; in the other processes as soon as they hear. */
  const rulesChanged = async (scope: Scope) => {
    await tellProcesses(scope, 'rules')
    afterCommit(scope, () => rules.refresh().catch(() => undefined))
  }
  /** Through the same questions as at the door, beside the transaction that carries the queue. */
  const performOffline: PerformOffline = async (scope, { wire, input, key }) => {
    const found = findOffline(wire)
    const action = found && domains.find((d) => d.contract[found.name])?.actions[found.name]
    if (!found || !action) throw new Error(`${wire} cannot be queued`)
    return performInner(aside ? { ...kernel, pool: aside } : kernel, log, { ...found, action, actor: scope.actor, input, key, requestId: newId() })
  }
  const made = {
    'registry/access': accessActions({ apart, capabilityNames: () => names, vault }),
    'registry/authority': authorityActions({ capabilityOf, changed: rulesChanged }),
    'registry/duty': dutyActions,
    'registry/facility': facilityActions,
    'registry/healthCard': healthCardActions({ vault }),
    'registry/movement': movementActions,
    'registry/policy': policyActions({ changed: rulesChanged }),
    'registry/portal': portalActions({ vault, apart, sendCode, titleOf }),
    'registry/resident': residentActions({ vault, index: indexFor(vault) }),
    'registry/residentIndex': residentIndexActions({ vault, clashes }),
    'registry/sealing': sealingActions({ vault }),
    'registry/sharing': sharingActions,
    'registry/staff': staffActions({ isLastAdministrator }),
    'registry/upkeep': upkeepActions({ keyMark: keyMark ?? (() => undefined) }),
    'record/elsewhere': elsewhereActions,
    'record/term': termActions,
    'record/timeline': timelineActions,
    'record/visit': visitActions,
    'publicHealth/supervision': supervisionActions,
    'care/advice': adviceActions,
    'care/booking': bookingActions,
    'care/pack': packActions({ vault, find: findOffline, perform: performOffline, sections: packSections }),
    'care/chronicCare': chronicCareActions,
    'care/enrollment': enrollmentActions({ vault, apart: apartAt }),
    // Whatever domain records services adds its evidence here; one that manages diseases says as `managed` who is in target.
    'care/fulfillment': fulfillmentActions({ evidence: [visitEvidence, followUpEvidence, referralEvidence], managed: managedOf }),
    'care/paper': paperActions({ address }),
    'care/referral': referralActions,
    'care/roster': rosterActions,
    'interop/registers': registersActions({ vault, folder: place.folder, mostBytes: uploadMegabytes * 1_000_000 }),
    'governance/board': boardActions,
    'governance/indicators': indicatorsActions,
    'governance/reported': reportedActions,
    'care/residentView': residentViewActions,
    'governance/auditTrail': auditTrailActions({ vault, saying: (name) => findCapability(name) ?? operatorDeeds[name] }),
  } satisfies Record<keyof typeof contracts, Domain['actions']>
  const domains = Object.entries(contracts).map(([name, contract]): Domain => ({ name, contract, actions: made[name as keyof typeof made] }))
  live.hear('sessions', authenticator.forget)
  // Every process reads the county's values again; the one that changed them too.
  live.hear('rules', () => void rules.refresh().catch(() => undefined))
  listen(authenticator, residents)
  /** People at work first; a token that is none of theirs may be a resident's. */
  const authenticate = async (token: string) => (await authenticator.authenticate(token)) ?? residents.authenticate(token)
  const jobs = [...plainJobs, resealing({ vault, places: sealedPlaces }), deliver, sendCode]
  return { kernel, domains, jobs, authenticate, visitor, registers: registerJobs(place) }
}

/** What each domain gives a device to take along. */
export const packSections: readonly PackSection[] = [
  { name: 'departments', ofPlace: departmentsToTake },
  { name: 'chronicCare', ofPeople: patientsToTake },
  { name: 'enrollment', ofPeople: enrollmentToTake, ofPlace: menuToTake },
]

/** What a capability is called; one that is gone from the program is still told. */
function titleOf(name: string): Words {
  return findCapability(name)?.title ?? { zh: '查看或处理档案', en: 'Looked at or worked on the record' }
}

let listening = false

/** Facts to their listeners, once a process. */
function listen(authenticator: ReturnType<typeof createAuthenticator>, residents: ReturnType<typeof createResidentAuthenticator>): void {
  on(sessionsChanged, async (scope, { accountId }) => {
    authenticator.forget(accountId)
    // Heard by every process once it is committed; by this one too, which may have read the session again meanwhile.
    await tellProcesses(scope, 'sessions', accountId)
  })
  on(residentReachChanged, async (_scope, { residentIds }) => residents.forget(residentIds))
  if (listening) return
  listening = true
  setClimbRule(climb)
  on(holdLost, onHoldLost)
  on(holdGiven, onHoldGiven)
  on(supplyAdded, onSupplyAdded)
  on(residentDied, onResidentDied)
  on(residentDied, onChronicPatientDied)
  on(visitRecorded, onVisitRecorded)
  on(residentDied, endOnDeath)
  on(handsChanged, onHandsChanged)
  on(postEnded, async (scope, { postId, until, facilityId }) => {
    await endAssignmentsOfPost(scope, postId, until)
    await onHandsChanged(scope, { facilityIds: [facilityId] })
  })
  on(postGiven, async (scope, post) => {
    const accountId = await accountOfStaff(scope, post.staff_id)
    if (!accountId) return
    const place = { facilityId: post.workplace_id, departmentId: post.department_id, role: post.role }
    await insertAssignment(scope, { accountId, ...place, postId: post.id, from: post.from_day })
  })
}

/** What care has under way for two people that one person could not have. */
async function clashes(scope: Scope, these: readonly string[], those: readonly string[]) {
  return (await Promise.all([referralClashes(scope, these, those), bookingClashes(scope, these, those), enrollmentClashes(scope, these, those)])).flat()
}

/**
 * Own residents are within reach; for others the basis is named, and without one there is nothing to open. Whoever signed in as a
 * resident opens their own record, and those of whom they act for.
 */
const openingOf: Kernel['openingOf'] = async (scope, residentId) => {
  const { residents, accountId } = scope.actor
  if (scope.actor.role === 'resident') {
    const person = await everyIdOf(scope, residentId)
    return { ids: person, basis: person.some((id) => residents.includes(id)) ? (person.includes(accountId) ? 'self' : 'proxy') : null }
  }
  const [ids, resident, basis] = await Promise.all([everyIdOf(scope, residentId), findResident(scope, residentId), findBasis(scope, residentId)])
  return { ids, basis: resident ? (basis?.kind ?? 'catchment') : null }
}
