import { createHash } from 'node:crypto'
import { myDuties } from '#kernel/duty.ts'
import { countyRulesOf, type Scope } from '#kernel/scope.ts'
import { shortList } from '#record/term/index.ts'
import { recordsOfCatchment } from '#record/timeline/index.ts'
import type { RoleName } from '#registry/access/roles.ts'
import { rolesServedBy } from '#registry/duty/rules.ts'
import { namesOf } from '#registry/facility/index.ts'
import { type CatchmentRow, catchmentOf } from '#registry/resident/index.ts'
import { type Sharing, sharingOf } from '#registry/sharing/index.ts'
import { setOfGroup } from '#registry/sharing/rules.ts'
import { mostDuties } from './policy.ts'
import { hashLength } from './rules/difference.ts'
import { extra, type PackedPerson, type PackedRules, personKey } from './rules/shape.ts'

/** What a domain adds to each person of a pack, and to the pack as a whole. Joined by the wiring. */
export type PackSection = {
  readonly name: string
  readonly ofPeople?: (scope: Scope, residentIds: readonly string[]) => Promise<ReadonlyMap<string, unknown>>
  readonly ofPlace?: (scope: Scope) => Promise<unknown>
}

export type PackRow = { readonly key: string; readonly hash: string; readonly body: unknown }
type Unseal = (sealed: Buffer) => string
export type Building = { readonly unseal: Unseal; readonly sections: readonly PackSection[]; readonly role: RoleName }

/** How many terms of a kind a device can look up by itself. */
const terms = 600

/** Every row of the pack of the acting facility, as it stands now. */
export async function buildPack(scope: Scope, { unseal, sections, role }: Building): Promise<{ people: number; rows: PackRow[] }> {
  const sharing = sharingOf(scope, 'catchment', role)
  const people = await catchmentOf(scope, scope.actor.facilityId)
  const ids = people.map((p) => p.id)
  const home = (await namesOf(scope, [scope.actor.facilityId])).get(scope.actor.facilityId)?.name ?? ''
  const records = await recordsOfCatchment(scope, ids, sharing)
  const parts = await Promise.all(sections.flatMap((s) => (s.ofPeople ? [s.ofPeople(scope, ids).then((of) => ({ name: s.name, of }))] : [])))
  const rows = people.map((row) => {
    const body: PackedPerson = {
      ...personOf(row, { sharing, unseal, home }),
      record: records.get(row.id) ?? { allergies: [], problems: [], prescriptions: [], vitals: [], entries: [] },
      parts: Object.fromEntries(parts.flatMap(({ name, of }) => (of.has(row.id) ? [[name, of.get(row.id)]] : []))),
    }
    return rowOf(personKey(row.id), body)
  })
  return { people: people.length, rows: [...rows, ...(await extrasOf(scope, sections, role))] }
}

async function extrasOf(scope: Scope, sections: readonly PackSection[], role: RoleName): Promise<PackRow[]> {
  const [duties, list] = await Promise.all([myDuties(scope, { roles: rolesServedBy(role), limit: mostDuties }), shortList(scope, terms)])
  const shown = duties.map(({ id, owner: _, isNext: __, involved: ___, ...duty }) => ({ dutyId: id, ...duty }))
  const parts = sections.flatMap((s) => (s.ofPlace ? [s.ofPlace(scope).then((body) => rowOf(extra(s.name), body))] : []))
  return [rowOf(extra('duties'), shown), rowOf(extra('terms'), list), rowOf(extra('rules'), rulesOf(scope)), ...(await Promise.all(parts))]
}

function rulesOf(scope: Scope): PackedRules {
  const { overrides, calendar } = countyRulesOf(scope)
  const { facilityId, consortiumId } = scope.actor
  const here = overrides.filter((o) => o.level === 'county' || o.placeId === facilityId || o.placeId === consortiumId)
  return { place: { facilityId, ...(consortiumId ? { consortiumId } : {}) }, overrides: here, calendar: [...calendar] }
}

function personOf(row: CatchmentRow, { sharing, unseal, home }: { sharing: Sharing; unseal: Unseal; home: string }): Omit<PackedPerson, 'record' | 'parts'> {
  return {
    residentId: row.id,
    name: row.name,
    sex: row.sex,
    birthDate: row.birth_date,
    village: row.village,
    tail: row.tail,
    terms: row.terms,
    householdId: sharing.allows('household') ? row.household_id : null,
    address: sharing.allows('contact') ? row.address : null,
    phone: sharing.allows('contact') && row.phone_sealed ? unseal(row.phone_sealed) : null,
    insurance: sharing.allows('insurance') ? row.insurance : null,
    priorityGroups: row.priority_groups.filter((group) => sharing.allows(setOfGroup(group))),
    status: row.status,
    home,
    withheld: sharing.withheld,
    synthetic: row.synthetic,
    version: row.version,
  }
}

function rowOf(key: string, body: unknown): PackRow {
  const hash = createHash('sha256')
    .update(`${key} ${JSON.stringify(body)}`)
    .digest('base64url')
    .slice(0, hashLength)
  return { key, hash, body }
}
