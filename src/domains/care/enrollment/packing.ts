import { addDays } from '#kernel/calendar.ts'
import { countyRulesOf, policyOf, resolvedPolicy, type Scope } from '#kernel/scope.ts'
import { findFacility } from '#registry/facility/index.ts'
import { teamCards } from './cards.ts'
import { asHeld } from './making.ts'
import * as policy from './policy.ts'
import type { PackedEnrollment, PackedMenu, PackedTerms } from './rules/packed.ts'
import * as enrollments from './store/enrollment.ts'
import { teamsAt, teamsNamed } from './store/team.ts'

/** How far ahead of a pack terms are taken along that are set already. */
const ahead = 400

/** Who of these people has an agreement, and with whom: those without one are not in the answer. */
export async function enrollmentToTake(scope: Scope, residentIds: readonly string[]): Promise<Map<string, PackedEnrollment>> {
  const [rows, held] = await Promise.all([
    enrollments.openOf(scope, residentIds),
    enrollments.heldBy(scope, residentIds, { since: scope.today, before: '9999-01-01' }),
  ])
  const named = await teamsNamed(
    scope,
    rows.map((r) => r.team_id),
  )
  const packed = new Map<string, PackedEnrollment>(held.map((h) => [h.resident_id, { current: null, held: asHeld(h) }]))
  for (const r of rows) {
    const current = {
      enrollmentId: r.id,
      agreementId: r.agreement_id,
      agreementVersion: r.agreement_version,
      status: r.status,
      team: named.get(r.team_id)?.name ?? '',
      population: r.population,
      package: r.package_name,
      from: r.from_day,
      until: r.until_day,
    }
    packed.set(r.asked, { current, held: packed.get(r.asked)?.held ?? null })
  }
  return packed
}

/** The teams somebody of the acting clinic may sign with, and by which terms: those of today and those that are set for later. */
export async function menuToTake(scope: Scope): Promise<PackedMenu> {
  const home = await findFacility(scope, scope.actor.facilityId)
  const rows = await teamsAt(scope, [scope.actor.facilityId, ...(home?.parent_id ? [home.parent_id] : [])], scope.today)
  const cards = await teamCards(scope, rows)
  const terms = new Map([...new Set(rows.map((r) => r.facility_id))].map((id) => [id, termsAt(scope, id)]))
  const teams = cards.map((card, i) => ({
    ...card,
    from: rows[i]?.from_day ?? scope.today,
    until: rows[i]?.until_day ?? null,
    terms: terms.get(card.facilityId) ?? [],
  }))
  return { teams }
}

const dated = [policy.packageMenu, policy.agreementText, policy.ages, policy.termYears, policy.panelLimit] as const

function termsAt(scope: Scope, facilityId: string): PackedTerms[] {
  const keys = new Set<string>(dated.map((p) => p.key))
  const overrides = countyRulesOf(scope).overrides.filter((o) => keys.has(o.key))
  // A value that ends gives way to the one under it on that day.
  const changes = [...dated.flatMap((p) => p.entries.map((e) => e.from)), ...overrides.flatMap((o) => (o.until ? [o.from, o.until] : [o.from]))]
  const later = changes.filter((day) => day > scope.today && day <= addDays(scope.today, ahead))
  return [scope.today, ...new Set(later.toSorted())].map((from) => {
    const on = { day: from, place: { facilityId } }
    const text = resolvedPolicy(scope, policy.agreementText, { day: from })
    return {
      from,
      menu: policyOf(scope, policy.packageMenu, on),
      text: text.value,
      textFrom: text.from,
      ages: policyOf(scope, policy.ages, { day: from }),
      term: policyOf(scope, policy.termYears, { day: from }),
      limit: policyOf(scope, policy.panelLimit, on),
    }
  })
}
