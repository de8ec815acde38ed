import { cursorOf, positionOf, unless } from '#kernel/action.ts'
import { openDuty } from '#kernel/duty.ts'
import { isRefused, refuse } from '#kernel/refusal.ts'
import { policyOf, type Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import type { Words } from '#kernel/words.ts'
import { glassesOf, staffOfAccounts } from '#registry/access/index.ts'
import { type RoleName, role } from '#registry/access/roles.ts'
import { findingIn } from '#registry/access/rules.ts'
import { findFacility, namesOf } from '#registry/facility/index.ts'
import { isPrimary } from '#registry/facility/rules.ts'
import { asPerson, findPerson } from '#registry/resident/index.ts'
import { staffNamed } from '#registry/staff/index.ts'
import type { Look } from './contract.ts'
import { objectionDays, staffNames } from './policy.ts'
import { dueAfterDays, glassOf, lookBasisOf, shownName } from './rules.ts'
import * as store from './store.ts'

/** What a capability is called, for those who read what was done with their record. */
export type TitleOf = (capability: string) => Words

type Page = { residentId: string; own: 'hidden' | 'shown'; limit: number; cursor?: string | undefined }

/** Every reading and writing of a record, in words, newest first. */
export async function listLooks(scope: Scope, page: Page, titleOf: TitleOf) {
  const before = beforeIn(positionOf(page.cursor, 2))
  const rows = await store.looksAt(scope, page.residentId, { othersOnly: page.own === 'hidden', limit: page.limit + 1, before })
  const shown = rows.slice(0, page.limit)
  const last = rows.length > page.limit ? shown.at(-1) : undefined
  return {
    items: await inWords(scope, { residentId: page.residentId, rows: shown, titleOf }),
    cursor: last ? cursorOf([last.at, String(last.id)]) : null,
    answerDays: policyOf(scope, objectionDays),
  }
}

/** An altered cursor is no position. */
function beforeIn(position: readonly (string | number)[] | undefined): { at: string; id: string } | undefined {
  const [at, id] = (position ?? []).map(String)
  return at && id && !Number.isNaN(Date.parse(at)) && /^\d{1,18}$/.test(id) ? { at, id } : undefined
}

type Told = { residentId: string; rows: readonly store.LookRow[]; titleOf: TitleOf }

async function inWords(scope: Scope, { residentId, rows, titleOf }: Told): Promise<Look[]> {
  const [names, places, glasses, proxies, objections] = await Promise.all([
    staffIn(scope, rows),
    namesOf(
      scope,
      rows.flatMap((r) => (r.facility_id ? [r.facility_id] : [])),
    ),
    rows.some((r) => basisOf(r) === 'breakGlass') ? glassesOf(scope, residentId) : [],
    rows.some((r) => r.basis === 'proxy') ? store.proxiesOf(scope, residentId) : [],
    store.objectionsOf(
      scope,
      rows.map((r) => r.id),
    ),
  ])
  const how = policyOf(scope, staffNames)
  return rows.map((row) => {
    const staff = names.get(row.account_id ?? '')
    const proxy = row.role === 'resident' ? proxies.find((p) => p.proxy_id === row.account_id)?.proxy_name : undefined
    const broken = basisOf(row) === 'breakGlass' ? glassAt(row, glasses) : undefined
    return {
      lookId: String(row.id),
      at: row.at,
      kind: row.kind,
      what: titleOf(row.capability),
      allowed: isAllowed(row),
      who: {
        isSelf: row.role === 'resident' && row.basis === 'self',
        role: roleOf(row.role),
        facility: places.get(row.facility_id ?? '')?.name ?? null,
        // Whoever acts for a person is named whole: they know each other.
        name: proxy ?? (staff === undefined ? null : shownName(staff, how)),
      },
      basis: basisOf(row),
      glass: broken ? shownGlass(broken) : null,
      objection: shownObjection(objections.find((o) => o.look_id === row.id)),
    }
  })
}

type Glass = Awaited<ReturnType<typeof glassesOf>>[number]

function glassAt(row: store.LookRow, glasses: readonly Glass[]): Glass | undefined {
  const open = glasses.map((g) => ({ facilityId: g.facility_id, at: g.at, until: g.until_at, glass: g }))
  return glassOf({ facilityId: row.facility_id ?? '', at: row.at }, open)?.glass
}

function shownGlass(glass: Glass) {
  const finding = findingIn(glass.finding)
  return { reason: glass.reason, reviewed: glass.reviewed_at !== null, justified: finding?.justified ?? null, note: finding?.note ?? '' }
}

function shownObjection(row: store.ObjectionRow | undefined): Look['objection'] {
  return row ? { at: row.at, note: row.note, dueAt: row.due_at, finding: row.finding, answer: row.answer, answeredAt: row.answered_at } : null
}

async function staffIn(scope: Scope, rows: readonly store.LookRow[]): Promise<Map<string, string>> {
  const staffOf = await staffOfAccounts(
    scope,
    rows.flatMap((r) => (r.account_id ? [r.account_id] : [])),
  )
  const names = await staffNamed(scope, [...new Set(staffOf.values())])
  return new Map([...staffOf].map(([account, staffId]) => [account, names.get(staffId) ?? '']))
}

function roleOf(name: string | null): RoleName | null {
  return role.codes.find((code) => code === name) ?? null
}

function isAllowed(row: store.LookRow): boolean {
  return row.outcome !== 'notFound' && row.outcome !== 'forbidden'
}

function basisOf(row: store.LookRow): Look['basis'] {
  return lookBasisOf({ role: row.role, capability: row.capability, basis: row.basis, isAllowed: isAllowed(row) })
}

type Objecting = { residentId: string; lookId: string; note: string | undefined; titleOf: TitleOf }

/** The manager of the place that looked has to answer, within the days of policy. */
export async function object(scope: Scope, { residentId, lookId, note, titleOf }: Objecting) {
  const row = (await store.findLook(scope, residentId, lookId)) ?? notFound()
  const facility = row.facility_id ? await findFacility(scope, row.facility_id) : undefined
  if (row.role === 'resident' || !facility) return refuse('ownLook')
  const [person, names] = await Promise.all([findPerson(scope, residentId), staffIn(scope, [row])])
  const what = titleOf(row.capability)
  const by = names.get(row.account_id ?? '') ?? ''
  const dueAt = dueAfterDays(scope.now, policyOf(scope, objectionDays))
  const look = { at: row.at, what, accountId: row.account_id, by, role: row.role, basis: basisOf(row) }
  const added = store.insertObjection(scope, { residentId, facilityId: facility.id, lookId, look, note: note ?? null, dueAt })
  const id = await unless(added, { objection_look_id_key: refuse('alreadyObjected') })
  if (isRefused(id)) return id
  const owner = { facilityId: facility.id, role: isPrimary(facility.kind) ? 'townshipManager' : 'hospitalManager' }
  const card = { ...asPerson(person ?? notFound()), by, why: note ?? what.zh, from: facility.short_name }
  const subject = { kind: 'objection', id }
  await openDuty(scope, { kind: 'answerObjection', subject, owner, due: dueAt, involved: [facility.id], residentId, card }, { isNext: true })
  return { objectionId: id, dueAt }
}
