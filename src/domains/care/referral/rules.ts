import { type Clock, type CountyCalendar, deadline, type Moment } from '#kernel/calendar.ts'
import { refuse } from '#kernel/refusal.ts'
import type { RoleName } from '#registry/access/roles.ts'
import type { ActionName, Direction, DischargePack, Status, Urgency } from './contract.ts'
import type { StepClocks } from './policy.ts'

/** What the rules need to know of a referral. */
export type ReferralState = {
  readonly status: Status
  readonly direction: Direction
  readonly urgency: Urgency
  readonly fromFacilityId: string
  readonly toFacilityId: string
  readonly needsApproval: boolean
  readonly approved: boolean
  readonly firstContacted: boolean
  readonly settled: boolean
}

export type Acting = { readonly role: RoleName; readonly facilities: readonly string[] }

type Side = 'sender' | 'receiver'

type Rule = {
  readonly from: readonly Status[]
  readonly to: Status
  readonly by: Side
  readonly roles: readonly RoleName[]
  readonly when?: (referral: ReferralState) => boolean
}

const outward = (r: ReferralState) => r.direction !== 'down'
const homeward = (r: ReferralState) => r.direction === 'down'
const decided = (r: ReferralState) => !r.needsApproval || r.approved

const senders = ['villageDoctor', 'familyDoctor', 'specialist', 'referralDesk'] as const
const hospital = ['referralDesk', 'specialist'] as const
const base = ['villageDoctor', 'familyDoctor'] as const
const receivers = [...hospital, ...base] as const

/**
 * The one state machine (standards 9.1): who may do what, from which state to which. Only the receiver accepts, declines
 * and closes; the sender supplies, withdraws and settles what came back. The system alone expires and closes for death.
 */
const transitions: Readonly<Record<ActionName, Rule>> = {
  accept: { from: ['submitted'], to: 'accepted', by: 'receiver', roles: receivers, when: decided },
  decline: { from: ['submitted', 'moreRequested'], to: 'declined', by: 'receiver', roles: receivers },
  requestMore: { from: ['submitted'], to: 'moreRequested', by: 'receiver', roles: hospital, when: outward },
  supplyMore: { from: ['moreRequested'], to: 'submitted', by: 'sender', roles: senders },
  redirect: { from: ['submitted', 'moreRequested', 'accepted'], to: 'redirected', by: 'receiver', roles: hospital, when: outward },
  approve: {
    from: ['submitted'],
    to: 'submitted',
    by: 'receiver',
    roles: ['hospitalManager', 'consortiumManager', 'referralDesk'],
    when: (r) => r.needsApproval && !r.approved,
  },
  withdraw: { from: ['submitted', 'moreRequested', 'accepted'], to: 'withdrawn', by: 'sender', roles: senders, when: outward },
  arrive: { from: ['accepted'], to: 'arrived', by: 'receiver', roles: hospital, when: outward },
  treat: { from: ['arrived'], to: 'treated', by: 'receiver', roles: ['specialist'], when: outward },
  discharge: { from: ['treated'], to: 'discharged', by: 'receiver', roles: ['specialist'], when: outward },
  sendHome: { from: ['discharged'], to: 'closed', by: 'receiver', roles: hospital, when: outward },
  markNoShow: { from: ['accepted'], to: 'noShow', by: 'receiver', roles: hospital, when: outward },
  firstContact: { from: ['accepted'], to: 'accepted', by: 'receiver', roles: base, when: (r) => homeward(r) && !r.firstContacted },
  recordOutcome: { from: ['accepted'], to: 'closed', by: 'receiver', roles: base, when: (r) => homeward(r) && r.firstContacted },
  settle: { from: ['declined', 'expired', 'noShow'], to: 'closed', by: 'sender', roles: senders, when: (r) => !r.settled },
}

/** Waiting for the department: one at a time for a person. */
export function isWaiting(status: Status): boolean {
  return status === 'submitted' || status === 'moreRequested' || status === 'accepted'
}

/** In the hands of the receiver, of whom there is one at a time for a person. */
export function isInCustody(status: Status): boolean {
  return status === 'arrived' || status === 'treated'
}

export const openStatuses: readonly Status[] = ['submitted', 'moreRequested', 'accepted', 'arrived', 'treated', 'discharged']
/** The patient is not there yet. */
export const waitingStatuses: readonly Status[] = ['submitted', 'moreRequested', 'accepted']
/** Ended, but it came back: the sender still has to say what happens now. */
const returnedStatuses: readonly Status[] = ['declined', 'expired', 'noShow']

/** A loop that is open is somebody's duty. */
export function isOpen(referral: { status: Status; settled: boolean }): boolean {
  return openStatuses.includes(referral.status) || (returnedStatuses.includes(referral.status) && !referral.settled)
}

function holds(rule: Rule, referral: ReferralState, acting: Acting): boolean {
  const side = rule.by === 'sender' ? referral.fromFacilityId : referral.toFacilityId
  return rule.from.includes(referral.status) && acting.facilities.includes(side) && rule.roles.includes(acting.role) && (rule.when?.(referral) ?? true)
}

/** What this person may do with it now: the buttons on the card, and the only things the server lets through. */
export function availableActions(referral: ReferralState, acting: Acting): ActionName[] {
  return (Object.keys(transitions) as ActionName[]).filter((name) => holds(transitions[name], referral, acting))
}

/** The state an action leads to, or the refusal with what is possible instead. */
export function decide(name: ActionName, referral: ReferralState, acting: Acting) {
  if (!holds(transitions[name], referral, acting)) {
    return refuse('notPossible', { status: referral.status, possible: availableActions(referral, acting) })
  }
  const to = transitions[name].to
  // A settled row keeps the state it came back in; the history says what was decided.
  return name === 'settle' ? referral.status : to
}

export type Turn = { readonly kind: string; readonly facilityId: string; readonly role: RoleName; readonly clock: Clock; readonly since: Moment }

export type TurnFacts = ReferralState & {
  readonly submittedAt: Moment
  readonly acceptedAt: Moment | null
  readonly arrivedAt: Moment | null
  readonly dischargedAt: Moment | null
  /** When the unit that is kept ends; waiting for the patient is late only after it. */
  readonly unitEndsAt: Moment | null
  readonly now: Moment
  readonly toIsVillage: boolean
  readonly fromIsVillage: boolean
  readonly fromIsHospital: boolean
}

/**
 * Whose turn it is next and on which clock: one answer for every open state, none for an ended one.
 * `since` is what the clock counts from.
 */
export function turnOf(r: TurnFacts, clocks: { accept: Readonly<Record<Urgency, Clock>>; step: StepClocks; approver: RoleName }): Turn | null {
  const receiver = (kind: string, role: RoleName, clock: Clock, since: Moment): Turn => ({ kind, facilityId: r.toFacilityId, role, clock, since })
  const sender = (kind: string, clock: Clock): Turn => ({ kind, facilityId: r.fromFacilityId, role: senderRole(r), clock, since: r.now })
  const home = r.toIsVillage ? 'villageDoctor' : 'familyDoctor'
  const left = r.dischargedAt ?? r.submittedAt
  switch (r.status) {
    case 'submitted':
      if (r.direction === 'down') return receiver('acceptReturn', home, clocks.step.acceptReturn, r.submittedAt)
      if (r.needsApproval && !r.approved) return receiver('approveReferral', clocks.approver, clocks.step.approve, r.submittedAt)
      return receiver('acceptReferral', 'referralDesk', clocks.accept[r.urgency], r.now)
    case 'moreRequested':
      return sender('supplyMore', clocks.step.supplyMore)
    case 'accepted':
      if (r.direction !== 'down') return receiver('awaitArrival', 'referralDesk', clocks.step.arrive, r.acceptedAt ?? r.now)
      return r.firstContacted ? receiver('recordOutcome', home, clocks.step.outcome, left) : receiver('firstContact', home, clocks.step.firstContact, left)
    case 'arrived':
      return receiver('recordTreatment', 'specialist', clocks.step.treat, r.arrivedAt ?? r.now)
    case 'treated':
      return receiver('dischargePatient', 'specialist', clocks.step.discharge, r.arrivedAt ?? r.now)
    case 'discharged':
      return receiver('sendHome', 'specialist', clocks.step.sendHome, left)
    case 'declined':
    case 'expired':
    case 'noShow':
      return r.settled ? null : sender('settleReferral', clocks.step.settle)
    default:
      return null
  }
}

function senderRole(r: TurnFacts): RoleName {
  if (r.fromIsHospital) return 'specialist'
  return r.fromIsVillage ? 'villageDoctor' : 'familyDoctor'
}

/** When a turn is over. Waiting for a patient with a booked unit is over when the unit's time is. */
export function dueOf(turn: Turn, r: { unitEndsAt: Moment | null }, calendar: CountyCalendar): Moment {
  if (turn.kind === 'awaitArrival' && r.unitEndsAt) return r.unitEndsAt
  return deadline(turn.since, turn.clock, calendar)
}

/** Within one consortium, between two, or outside (S-118). */
export function reachOf(from: string | null, to: string | null): 'within' | 'between' {
  return from !== null && from === to ? 'within' : 'between'
}

/** From the base to a hospital is up; between hospitals, or between facilities of the base, lateral. */
export function directionOf(from: { primary: boolean }, to: { primary: boolean }): Direction {
  return from.primary && !to.primary ? 'up' : 'lateral'
}

const packFields = ['diagnosis', 'findings', 'treatment', 'plan', 'followUp', 'returnWhen'] as const

/** What a discharge pack still lacks (S-321, G-08): down-referral is blocked until this is empty. */
export function missingInPack(pack: DischargePack): string[] {
  const missing: string[] = packFields.filter((field) => pack[field].trim() === '')
  if (pack.medications.length === 0 && !pack.noMedication) missing.push('medications')
  return missing
}

/** A patient is late only when the time that was booked has come. */
export function checkNoShow(unit: { startsAt: Moment } | null, now: Moment) {
  return unit && Date.parse(unit.startsAt) > Date.parse(now) ? refuse('notYet') : undefined
}

export function checkDecline(reason: string, note: string | undefined) {
  return reason === 'other' && !note ? refuse('noteMissing') : undefined
}

/** Emergency first on every list, then what is due first. */
export const riskOf: Readonly<Record<Urgency, number>> = { emergency: 3, urgent: 2, routine: 1 }
