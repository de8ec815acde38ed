import { adviceOf } from '#care/advice/index.ts'
import { freeUnits, poolsFor } from '#care/booking/index.ts'
import { type CarePlace, careLevel, criteriaPolicies, noRuleInForce, placeOf } from '#care/tieredCare/index.ts'
import { ageOn } from '#kernel/calendar.ts'
import type { Parsed } from '#kernel/capability.ts'
import { resolvedPolicy, type Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import { summaryOf } from '#record/timeline/index.ts'
import { departmentsNamed, findFacility, hospitalDepartments } from '#registry/facility/index.ts'
import { isPrimary } from '#registry/facility/rules.ts'
import { asPerson, findPerson } from '#registry/resident/index.ts'
import type { referralContract } from './contract.ts'
import { criteriaFor, factsOf, partsOf } from './rules/prefill.ts'
import * as store from './store.ts'

type Asked = Parsed<typeof referralContract.openReferForm>

/** The form in one answer: the prefilled summary, the criteria that fire, where the case belongs and what is free there. */
export async function openForm(scope: Scope, input: Asked) {
  const [person, summary, from, open, advice] = await Promise.all([
    findPerson(scope, input.residentId),
    summaryOf(scope, input.residentId),
    findFacility(scope, scope.actor.facilityId),
    store.openOf(scope, input.residentId),
    adviceOf(scope, input.residentId),
  ])
  if (!person || !from) return notFound()
  const place = input.diagnosis ? placeOf({ diagnosis: input.diagnosis, severity: input.severity ?? 'moderate' }, scope.today) : noRuleInForce
  const known = place === noRuleInForce ? null : place
  const departments = await departmentsFor(scope, { place: known, primary: isPrimary(from.kind) })
  const named = await departmentsNamed(
    scope,
    open.flatMap((r) => r.to_department_id ?? []),
  )
  const facts = factsOf(summary, { age: ageOn(person.birth_date, scope.today), now: scope.now, diagnosis: input.diagnosis })
  return {
    person: asPerson(person),
    summary: partsOf(summary),
    criteria: criteriaFor(facts, {
      day: scope.today,
      limitOf: (parameter) => resolvedPolicy(scope, criteriaPolicies.get(parameter.key) ?? notFound()).value,
    }),
    departments,
    place: known && {
      level: careLevel.labels[known.level],
      here: levelsAt(from.kind).includes(known.level),
      reason: known.reason,
      source: known.source,
      status: known.status,
      kind: known.kind,
    },
    open: open.map((r) => ({ referralId: r.id, department: named.get(r.to_department_id ?? '')?.name ?? null, status: r.status })),
    advice,
  }
}

function levelsAt(kind: string): CarePlace['level'][] {
  if (kind === 'villageClinic') return ['village']
  return kind === 'townshipHealthCenter' || kind === 'communityHealthCenter' ? ['village', 'township'] : ['village', 'township', 'county']
}

async function departmentsFor(scope: Scope, want: { place: CarePlace | null; primary: boolean }) {
  const suitable = want.place?.departments ?? []
  const rows = (await hospitalDepartments(scope, [], scope.today)).filter((d) => d.kind !== 'referralDesk' && d.facility_id !== scope.actor.facilityId)
  const kinds = want.place ? [want.place.kind] : (['slot', 'bed', 'exam'] as const)
  const pools = poolsFor({ primary: want.primary, referral: true })
  const free = await freeUnits(scope, { departmentIds: rows.map((d) => d.id), kinds, days: 14, pools, limit: 400 })
  const order = (kind: string) => (suitable.includes(kind as (typeof suitable)[number]) ? suitable.indexOf(kind as (typeof suitable)[number]) : 99)
  return rows
    .map((d) => ({
      departmentId: d.id,
      name: d.name,
      facility: d.facility,
      within: d.in_consortium,
      suitable: order(d.kind) < 99,
      emergency: d.kind === 'emergency',
      free: free.filter((f) => f.departmentId === d.id).slice(0, 12),
      rank: order(d.kind),
    }))
    .sort((a, b) => a.rank - b.rank || Number(b.within) - Number(a.within))
    .map(({ rank: _, ...d }) => d)
}
