import { createHash, randomUUID } from 'node:crypto'
import { holdsOn, teamsNamed, touching } from '#care/enrollment/index.ts'
import { addDays, startOf } from '#kernel/calendar.ts'
import type { Parsed } from '#kernel/capability.ts'
import { closeDuties, openDuty } from '#kernel/duty.ts'
import { newId } from '#kernel/ids.ts'
import { refuse } from '#kernel/refusal.ts'
import { policyOf, type Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import { readingsAt } from '#record/visit/index.ts'
import { namesOf } from '#registry/facility/index.ts'
import { peopleNamed } from '#registry/resident/index.ts'
import { staffNamed } from '#registry/staff/index.ts'
import type { fulfillmentContract } from './contract.ts'
import { evidenceOf, membersByTeam, type Providers } from './panel.ts'
import { plausibility, sampling } from './policy.ts'
import { findingsIn } from './rules/plausibility.ts'
import { onceEach } from './rules/windows.ts'
import * as store from './store.ts'

/** What was written down at the own places and cannot well be true, each with the rows behind it. */
export async function listPlausibility(scope: Scope) {
  const limits = policyOf(scope, plausibility)
  const [since, before] = [addDays(scope.today, -limits.days), addDays(scope.today, 1)]
  const readings = await readingsAt(scope, { facilityIds: scope.actor.facilities, since, before })
  const findings = findingsIn(readings, limits)
  const shown = findings.map((f) => f.rows.slice(-limits.rows))
  const [people, places] = await Promise.all([
    peopleNamed(
      scope,
      shown.flat().map((r) => r.residentId),
    ),
    namesOf(
      scope,
      shown.flat().map((r) => r.facilityId),
    ),
  ])
  const items = findings.map((f, i) => ({
    kind: f.kind,
    staffId: f.staffId,
    staff: f.staffName,
    facility: places.get(f.facilityId)?.name ?? '',
    value: f.value,
    limit: f.limit,
    of: f.of,
    total: f.rows.length,
    rows: (shown[i] ?? []).map((r) => ({
      visitId: r.visitId,
      person: people.get(r.residentId) ?? null,
      at: r.at,
      recordedAt: r.recordedAt,
      facility: places.get(r.facilityId)?.name ?? '',
      reading: r.systolic === null || r.diastolic === null ? null : `${r.systolic}/${r.diastolic}`,
    })),
  }))
  return { since, before, entries: readings.length, items }
}

/** Draws services of a team by chance: the seed is kept, so that anybody can draw the same again. */
export async function drawSample(scope: Scope, providers: Providers, input: Parsed<typeof fulfillmentContract.drawSample>) {
  const { teamId, since, before, size } = input
  const team = (await teamsNamed(scope, [teamId])).get(teamId) ?? notFound()
  if (!scope.actor.facilities.includes(team.facility_id)) return refuse('notYours')
  if (before <= since || before > addDays(scope.today, 1)) return refuse('emptyPeriod')
  const { most, days } = policyOf(scope, sampling)
  if (size > most) return refuse('tooMany', { most })
  const rows = await touching(scope, { teamId }, { since, until: before })
  const people = new Map(rows.map((r) => [r.resident_id, r.person]))
  const [evidence, members] = await Promise.all([
    evidenceOf(scope, providers, { residentIds: [...people.keys()], since, before }),
    membersByTeam(scope, [teamId]),
  ])
  const own = members.get(teamId) ?? []
  const services = onceEach([...evidence.values()].flat()).filter((e) => own.some((m) => m.staffId === e.staffId && holdsOn(m, e.on)))
  if (services.length === 0) return refuse('nothingThere')
  const seed = randomUUID()
  const order = (id: string) => createHash('sha256').update(`${seed} ${id}`).digest('hex')
  const drawn = services
    .map((service) => ({ service, at: order(service.subjectId) }))
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
    .slice(0, size)
    .map(({ service }) => service)
  const [staff, places] = await Promise.all([
    staffNamed(
      scope,
      drawn.flatMap((d) => d.staffId ?? []),
    ),
    namesOf(
      scope,
      drawn.map((d) => d.facilityId),
    ),
  ])
  const id = newId()
  await store.insertSample(scope, { id, facilityId: team.facility_id, teamId, since, before, services: services.length, seed })
  await store.insertServices(
    scope,
    drawn.flatMap((d) => {
      const person = people.get(d.residentId)
      const names = { staff_name: staff.get(d.staffId ?? '') ?? '', place: places.get(d.facilityId)?.name ?? '' }
      const service = { resident_id: d.residentId, sample_id: id, subject_id: d.subjectId, kind: d.kind, at: d.at, staff_id: d.staffId }
      return person ? [{ ...service, ...names, facility_id: team.facility_id, person }] : []
    }),
  )
  const place = (await namesOf(scope, [team.facility_id])).get(team.facility_id)?.name ?? ''
  const owner = { facilityId: team.facility_id, role: scope.actor.role }
  const due = startOf(addDays(scope.today, days + 1))
  const card = { why: team.name, from: place }
  await openDuty(scope, { kind: 'reviewSample', subject: subjectOf(id), owner, due, involved: [team.facility_id], card }, { isNext: true })
  return sampleOf(scope, id)
}

const subjectOf = (id: string) => ({ kind: 'sample', id })

export async function listSamples(scope: Scope) {
  return { items: await sampleCards(scope, await store.samplesAt(scope)) }
}

async function sampleCards(scope: Scope, rows: readonly store.SampleRow[]) {
  const named = await teamsNamed(
    scope,
    rows.map((r) => r.team_id),
  )
  return rows.map((r) => ({
    sampleId: r.id,
    team: named.get(r.team_id)?.name ?? '',
    since: r.since,
    before: r.before,
    drawnAt: r.drawn_at,
    drawnBy: r.drawn_by_name,
    services: r.services,
    drawn: r.drawn,
    reviewed: r.reviewed,
    defects: r.defects,
  }))
}

export async function sampleOf(scope: Scope, id: string) {
  const [rows, services] = await Promise.all([store.samplesAt(scope, id), store.servicesOf(scope, id)])
  const [card] = await sampleCards(scope, rows)
  if (!card) return notFound()
  const items = services.map((s) => ({
    subjectId: s.subject_id,
    residentId: s.resident_id,
    person: s.person,
    kind: s.kind,
    at: s.at,
    staff: s.staff_name,
    place: s.place,
    verdict: s.verdict,
    reason: s.reason,
    note: s.note,
    reviewedAt: s.reviewed_at,
    reviewedBy: s.reviewed_by_name,
  }))
  return { ...card, items }
}

export async function reviewService(scope: Scope, input: Parsed<typeof fulfillmentContract.reviewService>) {
  const service = (await store.servicesOf(scope, input.sampleId)).find((s) => s.subject_id === input.subjectId) ?? notFound()
  if (service.staff_id !== null && service.staff_id === scope.actor.staffId) return refuse('ownService')
  if (input.verdict === 'defect' && !input.reason) return refuse('reasonMissing')
  const reason = input.verdict === 'defect' ? (input.reason ?? null) : null
  if (!(await store.saveReview(scope, input, { verdict: input.verdict, reason, note: input.note ?? null }))) return refuse('reviewed')
  const after = await sampleOf(scope, input.sampleId)
  if (after.reviewed === after.drawn) await closeDuties(scope, subjectOf(input.sampleId), { outcome: 'reviewed' })
  return after
}
