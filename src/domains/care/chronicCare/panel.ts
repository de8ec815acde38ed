import { sentUp } from '#care/referral/index.ts'
import { cursorOf, positionOf } from '#kernel/action.ts'
import type { Day } from '#kernel/calendar.ts'
import { addDays } from '#kernel/calendar.ts'
import type { Parsed } from '#kernel/capability.ts'
import { resolvedPolicy, type Scope } from '#kernel/scope.ts'
import { checkupsOf } from '#record/visit/index.ts'
import { namesOf } from '#registry/facility/index.ts'
import { cardsOf } from './card.ts'
import type { chronicCareContract } from './contract.ts'
import { standardYear } from './policy.ts'
import { definitionsOf, figuresOf, isControlled, type Judged } from './rules/figures.ts'
import { labelOf } from './rules/screening.ts'
import { standardOf } from './rules/standard.ts'
import * as store from './store.ts'

type Asked = Omit<Parsed<typeof chronicCareContract.listPanel>, 'year'> & { readonly year: number; readonly facilities: readonly string[] | null }
type Of = Pick<Asked, 'year' | 'facilities'>

/** The year until today, or a whole year that is over. */
function spanOf(scope: Scope, { year, facilities }: Of): store.Year {
  const last = `${year}-12-31`
  return { from: `${year}-01-01`, until: last < scope.today ? last : scope.today, facilities }
}

/** Every line of the year with whether it was managed by the standard and what is missing. */
async function judgedYear(scope: Scope, of: Of, managedIds?: readonly string[]): Promise<Judged[]> {
  return judgedSpan(scope, spanOf(scope, of), managedIds)
}

async function judgedSpan(scope: Scope, span: store.Year, managedIds?: readonly string[]): Promise<Judged[]> {
  const values = resolvedPolicy(scope, standardYear, { day: span.until }).value
  const rows = await store.yearRows(scope, { ...span, managedIds })
  const residentIds = [...new Set(rows.map((r) => r.resident_id))]
  const [checkups, sent] = await Promise.all([
    checkupsOf(scope, { residentIds, ...span }),
    sentUp(scope, { residentIds, since: span.from, before: addDays(span.until, 1) }),
  ])
  const sentOf = Map.groupBy(sent, (each) => each.residentId)
  return rows.map((row) => {
    const examinations = checkups.get(row.resident_id) ?? 0
    const referrals = { referredOn: row.referred, sentUp: sentOf.get(row.resident_id) ?? [] }
    const year = { followUps: row.valid, allFollowUps: row.every, ...referrals, examinations, since: row.since }
    return { row, standard: standardOf(year, { ...span, values }) }
  })
}

export type ManagedInYear = {
  readonly residentId: string
  readonly facilityId: string
  readonly disease: string
  readonly isStandard: boolean
  readonly isControlled: boolean
}

/** Who was managed between two days of a year at some facilities, once for each disease, with what the panel's figures say of them. */
export async function managedBetween(scope: Scope, on: { facilityIds: readonly string[]; from: Day; until: Day }): Promise<ManagedInYear[]> {
  const judged = await judgedSpan(scope, { from: on.from, until: on.until, facilities: on.facilityIds })
  return judged
    .filter(({ row }) => row.program_status === 'managed')
    .map(({ row, standard }) => ({
      residentId: row.resident_id,
      facilityId: row.facility_id,
      disease: row.disease,
      isStandard: standard.isStandard,
      isControlled: isControlled(row),
    }))
}

/** Figures of the year by facility, each opening into its rows. */
export async function openPanel(scope: Scope, of: Of) {
  const judged = await judgedYear(scope, of)
  const byPlace = Map.groupBy(judged, ({ row }) => row.facility_id)
  const names = await namesOf(scope, [...byPlace.keys()])
  const facilities = [...byPlace]
    .map(([facilityId, own]) => ({ facilityId, facility: names.get(facilityId)?.name ?? '', diseases: figuresOf(own) }))
    .toSorted((a, b) => a.facility.localeCompare(b.facility, 'zh-CN'))
  const rule = resolvedPolicy(scope, standardYear, { day: spanOf(scope, of).until })
  return { on: scope.today, year: of.year, facilities, total: figuresOf(judged), definitions: definitionsOf(rule) }
}

/** The people behind a figure. */
export async function panelPage(scope: Scope, input: Asked) {
  const after = positionOf(input.cursor, 1)?.[0]
  const wanted = { ...input, after: after === undefined ? undefined : String(after) }
  const { ids, hasMore } = await pageOf(scope, wanted)
  const [held, judged] = await Promise.all([store.managedByIds(scope, ids), ids.length > 0 ? judgedYear(scope, input, ids) : []])
  const cards = (await cardsOf(scope, held)).toSorted((a, b) => (a.managedId < b.managedId ? -1 : 1))
  const items = cards.map((card) => ({
    ...card,
    standard: judged
      .filter(({ row }) => row.managed_id === card.managedId && row.program_status === 'managed')
      .map(({ row, standard }) => ({ disease: row.disease, label: labelOf(row.disease), ...standard, validFollowUps: row.valid.length })),
  }))
  const last = ids.at(-1)
  return { items, cursor: hasMore && last ? cursorOf([last]) : null }
}

async function pageOf(scope: Scope, input: Asked & { after: string | undefined }): Promise<{ ids: string[]; hasMore: boolean }> {
  const { filter, disease, facilityId, limit, after } = input
  if (filter === 'standardManaged' || filter === 'notStandard') {
    const fits = (await judgedYear(scope, input)).filter(
      ({ row, standard }) =>
        row.program_status === 'managed' &&
        standard.isStandard === (filter === 'standardManaged') &&
        (!disease || row.disease === disease) &&
        (!facilityId || row.facility_id === facilityId),
    )
    const ids = [...new Set(fits.map(({ row }) => row.managed_id))].toSorted().filter((id) => !after || id > after)
    return { ids: ids.slice(0, limit), hasMore: ids.length > limit }
  }
  const ids = await store.panelPeople(scope, { filter, disease, facilityId, limit: limit + 1, after, ...spanOf(scope, input) })
  return { ids: ids.slice(0, limit), hasMore: ids.length > limit }
}

/** For those who treat nobody: who it is stays hidden, what was done is shown. */
export function masked<P extends Awaited<ReturnType<typeof panelPage>>>(people: P): P {
  const hide = (name: string) => `${name.slice(0, 1)}${'*'.repeat(Math.max(1, name.length - 1))}`
  return { ...people, items: people.items.map((item) => ({ ...item, person: { ...item.person, name: hide(item.person.name), tail: '' } })) }
}
