import { actions, cursorOf, positionOf } from '#kernel/action.ts'
import { deadline } from '#kernel/calendar.ts'
import { closeDuties, type NewDuty, openDuty, passOn } from '#kernel/duty.ts'
import { newId } from '#kernel/ids.ts'
import { isRefused, refuse } from '#kernel/refusal.ts'
import { announce, policyOf, type Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import { endBasis, grantBasis } from '#registry/access/index.ts'
import { departmentsNamed, findFacility, namesOf } from '#registry/facility/index.ts'
import { asPerson, findPerson } from '#registry/resident/index.ts'
import { type AdviceCard, adviceContract } from './contract.ts'
import { adviceDays, answerClock } from './policy.ts'
import { type AdviceAction, decide, sideOf } from './rules.ts'
import * as store from './store.ts'

export const adviceActions = actions(adviceContract, {
  async askAdvice({ scope, input }) {
    const [person, departments, from] = await Promise.all([
      findPerson(scope, input.residentId),
      departmentsNamed(scope, [input.toDepartmentId]),
      findFacility(scope, scope.actor.facilityId),
    ])
    const department = departments.get(input.toDepartmentId) ?? notFound()
    if (!person || !from) return notFound()
    if (scope.actor.facilities.includes(department.facility_id)) return refuse('sameFacility')
    const row: store.NewAdvice = {
      id: newId(),
      resident_id: input.residentId,
      person: asPerson(person),
      from_facility_id: from.id,
      from_staff_id: scope.actor.staffId,
      from_name: scope.actor.name,
      to_facility_id: department.facility_id,
      to_department_id: department.id,
      urgency: input.urgency,
      diagnosis_code: input.diagnosis?.code ?? null,
      diagnosis_name: input.diagnosis?.name ?? null,
      question: input.question,
      summary: input.summary,
      due_at: deadline(scope.now, policyOf(scope, answerClock)[input.urgency], scope.calendar),
    }
    const until = deadline(scope.now, { minutes: policyOf(scope, adviceDays).open * 1440, counts: 'always' }, scope.calendar)
    const basis = { residentId: input.residentId, facilityId: department.facility_id, kind: 'consultation', because: row.id, until }
    await Promise.all([
      store.insertAdvice(scope, row),
      grantBasis(scope, basis),
      openDuty(scope, dutyOf(row, { kind: 'answerAdvice', from: from.short_name }), { isNext: true }),
    ])
    tell(scope, row)
    return cardOf(scope, row.id)
  },

  async listAdvice({ scope, input }) {
    const [at, id] = positionOf(input.cursor, 2) ?? []
    const open = input.box === 'open'
    const rows = await store.page(scope, { open, limit: input.limit + 1, after: id ? { at: String(at), id: String(id) } : undefined })
    const shown = rows.slice(0, input.limit)
    const last = rows.length > input.limit ? shown.at(-1) : undefined
    return { items: await cardsOf(scope, shown), cursor: last ? cursorOf([(open ? last.due_at : last.ended_at) ?? '', last.id]) : null }
  },

  openAdvice: ({ scope, input }) => cardOf(scope, input.adviceId),

  async answerAdvice({ scope, input }) {
    const row = await forStep(scope, input, 'answer')
    if (isRefused(row)) return row
    await store.saveAnswer(scope, row.id, { text: input.answer, recommends: input.recommends })
    const due = deadline(scope.now, { minutes: policyOf(scope, adviceDays).toAct * 1440, counts: 'workingDays' }, scope.calendar)
    const from = (await findFacility(scope, row.from_facility_id)) ?? notFound()
    const owner = { facilityId: row.from_facility_id, role: from.kind === 'villageClinic' ? 'villageDoctor' : 'familyDoctor' }
    await passOn(scope, subjectOf(row), { outcome: 'answered', next: { ...dutyOf(row, { kind: 'actOnAdvice', from: from.short_name }), owner, due } })
    tell(scope, row)
    return cardOf(scope, row.id)
  },

  async closeAdvice({ scope, input }) {
    const row = await forStep(scope, input, 'close')
    if (isRefused(row)) return row
    await finish(scope, row, 'closed')
    return cardOf(scope, row.id)
  },
})

/** The row of a command: locked, of the right version, and in a state that lets it happen. */
async function forStep(scope: Scope, on: { adviceId: string; version: number }, action: AdviceAction) {
  const row = (await store.lockAdvice(scope, on.adviceId)) ?? notFound()
  if (row.version !== on.version) return refuse('stale', await cardOf(scope, row.id))
  const next = decide(action, { status: row.status, fromFacilityId: row.from_facility_id, toFacilityId: row.to_facility_id }, scope.actor.facilities)
  return isRefused(next) ? next : row
}

/** The question became a referral of the same resident by the same facility; false where it was not theirs to convert. */
export async function convertAdvice(scope: Scope, wish: { adviceId: string; residentId: string }): Promise<boolean> {
  const row = await store.lockAdvice(scope, wish.adviceId)
  if (row?.resident_id !== wish.residentId) return false
  const state = { status: row.status, fromFacilityId: row.from_facility_id, toFacilityId: row.to_facility_id }
  if (isRefused(decide('convert', state, scope.actor.facilities))) return false
  await finish(scope, row, 'converted')
  return true
}

async function finish(scope: Scope, row: store.AdviceRow, status: 'closed' | 'converted'): Promise<void> {
  await store.endAdvice(scope, row.id, status)
  await closeDuties(scope, subjectOf(row), { outcome: status })
  await endBasis(scope, { residentId: row.resident_id, kind: 'consultation', because: row.id })
  tell(scope, row)
}

/** Questions still open about a resident, for the referral form. */
export async function adviceOf(scope: Scope, residentId: string) {
  const rows = await store.ofResident(scope, residentId)
  return rows.map((r) => ({ adviceId: r.id, question: r.question, answer: r.answer, status: r.status }))
}

const subjectOf = (row: { id: string }) => ({ kind: 'advice', id: row.id })

function dutyOf(row: store.NewAdvice, about: { kind: string; from: string }): NewDuty {
  const involved = [row.from_facility_id, row.to_facility_id]
  const card = { ...row.person, residentId: row.resident_id, urgency: row.urgency, from: about.from, why: row.question, diagnosis: row.diagnosis_name }
  const owner = { facilityId: row.to_facility_id, role: 'specialist', departmentId: row.to_department_id }
  return {
    kind: about.kind,
    subject: subjectOf(row),
    owner,
    due: row.due_at,
    involved,
    residentId: row.resident_id,
    risk: row.urgency === 'emergency' ? 3 : 1,
    card,
  }
}

function tell(scope: Scope, row: { id: string; from_facility_id: string; to_facility_id: string }): void {
  announce(scope, 'advice', [row.from_facility_id, row.to_facility_id])
}

async function cardOf(scope: Scope, id: string): Promise<AdviceCard> {
  const row = (await store.findAdvice(scope, id)) ?? notFound()
  return (await cardsOf(scope, [row]))[0] ?? notFound()
}

async function cardsOf(scope: Scope, rows: readonly store.AdviceRow[]): Promise<AdviceCard[]> {
  const [places, departments] = await Promise.all([
    namesOf(
      scope,
      rows.flatMap((r) => [r.from_facility_id, r.to_facility_id]),
    ),
    departmentsNamed(
      scope,
      rows.flatMap((r) => r.to_department_id ?? []),
    ),
  ])
  return rows.map((r) => ({
    adviceId: r.id,
    residentId: r.resident_id,
    person: r.person,
    status: r.status,
    urgency: r.urgency,
    from: places.get(r.from_facility_id)?.name ?? '',
    doctor: r.from_name,
    to: places.get(r.to_facility_id)?.name ?? '',
    department: departments.get(r.to_department_id ?? '')?.name ?? null,
    departmentId: r.to_department_id,
    diagnosis: r.diagnosis_code ? { code: r.diagnosis_code, name: r.diagnosis_name ?? '' } : null,
    question: r.question,
    summary: r.summary,
    askedAt: r.asked_at,
    dueAt: r.due_at,
    answer: r.answer,
    recommends: r.recommends,
    answeredAt: r.answered_at,
    answeredBy: r.answered_name,
    mine: sideOf({ fromFacilityId: r.from_facility_id, toFacilityId: r.to_facility_id }, scope.actor.facilities),
    version: r.version,
  }))
}
