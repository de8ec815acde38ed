import { convertAdvice } from '#care/advice/index.ts'
import type { Holding } from '#care/booking/contract.ts'
import { findSession, joinWaitList, type NoUnit, type SessionRow, takeUnitOf } from '#care/booking/index.ts'
import { criterionOn } from '#care/tieredCare/index.ts'
import { unless } from '#kernel/action.ts'
import { dayOf } from '#kernel/calendar.ts'
import type { Parsed } from '#kernel/capability.ts'
import { newId } from '#kernel/ids.ts'
import { isRefused, refuse } from '#kernel/refusal.ts'
import type { Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import { departmentsNamed, partnersOf } from '#registry/facility/index.ts'
import { isPrimary } from '#registry/facility/rules.ts'
import type { Person } from '#registry/resident/contract.ts'
import { asPerson, findPerson, insertConsent } from '#registry/resident/index.ts'
import type { referralContract } from './contract.ts'
import { open } from './loop.ts'
import { directionOf, isWaiting, reachOf } from './rules.ts'
import * as store from './store.ts'

type Submission = Parsed<typeof referralContract.submitReferral>

/** One submission: the referral, its unit, its basis and its first duty; or exactly why not, and nothing at all. */
export async function submit(scope: Scope, input: Submission) {
  const found = await gather(scope, input)
  if (isRefused(found)) return found
  const { person, department, from, to, session, redirected } = found
  const id = newId()
  const unit = await secureUnit(scope, { id, input, person: asPerson(person), department, session, primary: isPrimary(from.kind) })
  if (isRefused(unit)) return unit
  if (input.adviceId && !(await convertAdvice(scope, { adviceId: input.adviceId, residentId: input.residentId }))) return refuse('adviceNotYours')
  const consent = { residentId: input.residentId, facilityId: from.id, kind: 'referral', subjectId: id, givenBy: `${input.consent.by}: ${input.consent.name}` }
  const row = {
    id,
    resident_id: input.residentId,
    person: asPerson(person),
    direction: directionOf({ primary: isPrimary(from.kind) }, { primary: isPrimary(to.kind) }),
    reach: reachOf(scope.actor.consortiumId, to.consortium_id),
    urgency: input.urgency,
    from_facility_id: from.id,
    from_staff_id: scope.actor.staffId,
    from_name: scope.actor.name,
    to_facility_id: to.id,
    to_department_id: department.id,
    via_facility_id: null,
    external_place: null,
    diagnosis_code: input.diagnosis.code,
    diagnosis_name: input.diagnosis.name,
    severity: input.severity ?? null,
    criterion: input.criterion ?? null,
    reason: input.reason,
    summary: input.summary,
    consent_id: null,
    advice_id: input.adviceId ?? null,
    return_of: null,
    redirected_from: redirected,
    needs_approval: false,
    discharge: null,
    discharged_at: null,
    priority: isPrimary(from.kind),
  }
  const opened = await unless(Promise.all([open(scope, row, { action: 'submit', note: null }, { sides: found.sides, unit }), insertConsent(scope, consent)]), {
    referral_one_waiting: refuse('alreadyWaiting'),
  })
  if (isRefused(opened)) return opened
  const { status, version, due_at: dueAt } = opened[0]
  const answer = { referralId: id, residentId: input.residentId, status, version, dueAt: dueAt ?? scope.now, to: to.name, department: department.name }
  return { ...answer, holding: unit === 'waiting' || unit === 'none' ? null : unit, waiting: unit === 'waiting' }
}

/** Everything the decision needs, asked at once. */
async function gather(scope: Scope, input: Submission) {
  const [person, departments, sides, session, earlier, elsewhere] = await Promise.all([
    findPerson(scope, input.residentId),
    departmentsNamed(scope, [input.toDepartmentId]),
    partnersOf(scope, { facilityIds: [scope.actor.facilityId], departmentIds: [input.toDepartmentId] }),
    'sessionId' in input.capacity ? findSession(scope, input.capacity.sessionId) : undefined,
    input.insteadOf ? store.findReferral(scope, input.insteadOf) : undefined,
    store.ofOtherIds(scope, input.residentId),
  ])
  const department = departments.get(input.toDepartmentId) ?? notFound()
  const from = sides.get(scope.actor.facilityId)
  const to = sides.get(department.facility_id)
  if (!person || !from || !to) return notFound()
  if (person.status === 'died') return refuse('died')
  if (elsewhere.some((other) => other.to_department_id === department.id && isWaiting(other.status))) return refuse('alreadyWaiting')
  if (scope.actor.facilities.includes(to.id)) return refuse('sameFacility')
  if (input.criterion && !criterionOn(input.criterion, input.occurredAt ? dayOf(input.occurredAt) : scope.today)) return refuse('unknownCriterion')
  for (const side of [from, to]) if (!side.has_contact) return refuse('noContact', { facility: side.name })
  return { person, department, from, to, sides, session, redirected: earlier?.resident_id === input.residentId ? earlier.id : null }
}

type UnitWish = {
  readonly id: string
  readonly input: Pick<Submission, 'residentId' | 'urgency' | 'capacity'>
  readonly person: Person
  readonly department: { readonly id: string; readonly facility_id: string }
  readonly session: SessionRow | undefined
  readonly primary: boolean
}

/** The unit that was chosen, a place in the line, or none for an emergency. */
async function secureUnit(
  scope: Scope,
  wish: UnitWish,
): Promise<Holding | 'waiting' | 'none' | NoUnit | ReturnType<typeof refuse<'unitNeeded' | 'wrongSession'>>> {
  const { capacity, residentId, urgency } = wish.input
  const because = { kind: 'referral', id: wish.id }
  if ('none' in capacity) return urgency === 'emergency' ? 'none' : refuse('unitNeeded')
  if ('waitFor' in capacity) {
    const line = { facilityId: wish.department.facility_id, departmentId: wish.department.id, kind: capacity.waitFor }
    await joinWaitList(scope, { ...line, residentId, person: wish.person, because, urgency })
    return 'waiting'
  }
  const asker = { primary: wish.primary, referral: true }
  if (wish.session && wish.session.department_id !== wish.department.id) return refuse('wrongSession')
  return takeUnitOf(scope, wish.session, { residentId, person: wish.person, because, urgency, asker })
}
