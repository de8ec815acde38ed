import { cursorOf, positionOf } from '#kernel/action.ts'
import type { Parsed } from '#kernel/capability.ts'
import { resolvedPolicy, type Scope } from '#kernel/scope.ts'
import { checkupsOf } from '#record/visit/index.ts'
import { namesOf } from '#registry/facility/index.ts'
import { cardsOf } from './card.ts'
import type { chronicCareContract } from './contract.ts'
import { standardYear } from './policy.ts'
import { definitionsOf, figuresOf, type Judged } from './rules/figures.ts'
import { labelOf } from './rules/screening.ts'
import { standardOf } from './rules/standard.ts'
import * as store from './store.ts'

type Asked = Omit<Parsed<typeof chronicCareContract.listPanel>, 'year'> & { readonly year: number }

/** The year until today, or a whole year that is over. */
function spanOf(scope: Scope, year: number): store.Year {
  const last = `${year}-12-31`
  return { from: `${year}-01-01`, until: last < scope.today ? last : scope.today }
}

/** Every line of the year with whether it was managed by the standard and what is missing. */
async function judgedYear(scope: Scope, year: number, managedIds?: readonly string[]): Promise<Judged[]> {
  const span = spanOf(scope, year)
  const values = resolvedPolicy(scope, standardYear, { day: span.until }).value
  const rows = await store.yearRows(scope, { ...span, managedIds })
  const checkups = await checkupsOf(scope, { residentIds: [...new Set(rows.map((r) => r.resident_id))], ...span })
  return rows.map((row) => {
    const examinations = checkups.get(row.resident_id) ?? 0
    const year = { followUps: row.valid, allFollowUps: row.every, referredOn: row.referred, examinations, since: row.since }
    return { row, standard: standardOf(year, { ...span, values }) }
  })
}

/** Figures of the year by facility, each opening into its rows. */
export async function openPanel(scope: Scope, year: number) {
  const judged = await judgedYear(scope, year)
  const byPlace = Map.groupBy(judged, ({ row }) => row.facility_id)
  const names = await namesOf(scope, [...byPlace.keys()])
  const facilities = [...byPlace]
    .map(([facilityId, own]) => ({ facilityId, facility: names.get(facilityId)?.name ?? '', diseases: figuresOf(own) }))
    .toSorted((a, b) => a.facility.localeCompare(b.facility, 'zh-CN'))
  const rule = resolvedPolicy(scope, standardYear, { day: spanOf(scope, year).until })
  return { on: scope.today, year, facilities, total: figuresOf(judged), definitions: definitionsOf(rule) }
}

/** The people behind a figure. */
export async function panelPage(scope: Scope, input: Asked) {
  const after = positionOf(input.cursor, 1)?.[0]
  const wanted = { ...input, after: after === undefined ? undefined : String(after) }
  const { ids, hasMore } = await pageOf(scope, wanted)
  const [held, judged] = await Promise.all([store.managedByIds(scope, ids), ids.length > 0 ? judgedYear(scope, input.year, ids) : []])
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
  const { filter, disease, facilityId, limit, after, year } = input
  if (filter === 'standardManaged' || filter === 'notStandard') {
    const fits = (await judgedYear(scope, year)).filter(
      ({ row, standard }) =>
        row.program_status === 'managed' &&
        standard.isStandard === (filter === 'standardManaged') &&
        (!disease || row.disease === disease) &&
        (!facilityId || row.facility_id === facilityId),
    )
    const ids = [...new Set(fits.map(({ row }) => row.managed_id))].toSorted().filter((id) => !after || id > after)
    return { ids: ids.slice(0, limit), hasMore: ids.length > limit }
  }
  const ids = await store.panelPeople(scope, { filter, disease, facilityId, limit: limit + 1, after, ...spanOf(scope, year) })
  return { ids: ids.slice(0, limit), hasMore: ids.length > limit }
}
