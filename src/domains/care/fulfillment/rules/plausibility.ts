import { minutesBetween } from '#kernel/calendar.ts'
import type { Reading } from '#record/visit/contract.ts'
import type { PlausibilityKind } from '../labels.ts'
import type { Plausibility } from '../policy.ts'

export type Finding = {
  readonly kind: PlausibilityKind
  /** Whose entries they are; of a resident in two places, whoever wrote the second. */
  readonly staffId: string
  readonly staffName: string
  readonly facilityId: string
  /** What was found against its limit: a number of rows, a chi-square, a share. */
  readonly value: number
  readonly limit: number
  readonly of: number
  readonly rows: readonly Reading[]
}

/** Everything that cannot well be true in these entries, which come in the order of time (G-13, G-14). */
export function findingsIn(readings: readonly Reading[], limits: Plausibility): Finding[] {
  const byStaff = [...Map.groupBy(readings, (r) => r.staffId).values()]
  const byResident = [...Map.groupBy(readings, (r) => r.residentId).values()]
  return [
    ...byStaff.flatMap((rows) => apart(rows, 'impossiblePlace', limits)),
    ...byResident.flatMap((rows) => apart(rows, 'residentTwice', limits)),
    ...byStaff.flatMap((rows) => copied(rows, limits)),
    ...byStaff.flatMap((rows) => digits(rows, limits)),
    ...byStaff.flatMap((rows) => heaped(rows, limits)),
    ...byStaff.flatMap((rows) => atNight(rows, limits)),
  ]
}

type Measured = Reading & { readonly systolic: number; readonly diastolic: number }
const measured = (rows: readonly Reading[]) => rows.filter((r): r is Measured => r.systolic !== null && r.diastolic !== null)

function found(kind: PlausibilityKind, rows: readonly Reading[], how: { value: number; limit: number; of: number }): Finding[] {
  const last = rows.at(-1)
  return last ? [{ kind, staffId: last.staffId, staffName: last.staffName, facilityId: last.facilityId, ...how, rows }] : []
}

/** Entries one after the other at two places, nearer in time than anybody goes from one to the other. */
function apart(rows: readonly Reading[], kind: 'impossiblePlace' | 'residentTwice', { apartMinutes }: Plausibility): Finding[] {
  const pairs = rows.slice(1).flatMap((row, i) => {
    const before = rows[i]
    return before && before.facilityId !== row.facilityId && minutesBetween(before.at, row.at) < apartMinutes ? [before, row] : []
  })
  return pairs.length > 0 ? found(kind, [...new Set(pairs)], { value: pairs.length / 2, limit: 0, of: rows.length }) : []
}

/** The same reading of one person after the other. */
function copied(rows: readonly Reading[], { copiedRun }: Plausibility): Finding[] {
  let longest: Measured[] = []
  let run: Measured[] = []
  const list = measured(rows)
  for (const row of list) {
    const last = run.at(-1)
    const same = last && last.systolic === row.systolic && last.diastolic === row.diastolic && last.residentId !== row.residentId
    run = same ? [...run, row] : [row]
    if (run.length > longest.length) longest = run
  }
  return longest.length >= copiedRun ? found('copiedReadings', longest, { value: longest.length, limit: copiedRun, of: list.length }) : []
}

/** Pearson's chi-square of the terminal digits of systolic pressures against ten equal shares. */
export function chiSquareOf(values: readonly number[]): number {
  const expected = values.length / 10
  return Array.from({ length: 10 }, (_, digit) => values.filter((v) => Math.round(v) % 10 === digit).length).reduce(
    (sum, n) => sum + (n - expected) ** 2 / expected,
    0,
  )
}

function digits(rows: readonly Reading[], { digitsFrom, chiSquare }: Plausibility): Finding[] {
  const list = measured(rows)
  if (list.length < digitsFrom) return []
  const value = Math.round(chiSquareOf(list.map((r) => r.systolic)) * 100) / 100
  return value > chiSquare ? found('digitPreference', list, { value, limit: chiSquare, of: list.length }) : []
}

/** Readings just below what would count as high. */
function heaped(rows: readonly Reading[], { digitsFrom, heapAt, heapPercent }: Plausibility): Finding[] {
  const list = measured(rows)
  const heap = list.filter((r) => r.systolic === heapAt.systolic || r.diastolic === heapAt.diastolic)
  const share = list.length > 0 ? Math.round((heap.length * 1000) / list.length) / 10 : 0
  return list.length >= digitsFrom && share > heapPercent ? found('heaping', heap, { value: share, limit: heapPercent, of: list.length }) : []
}

/** Hour of the county's clock: Shanghai has been eight hours ahead since 1991. */
function hourOf(moment: string): number {
  return new Date(Date.parse(moment) + 8 * 3_600_000).getUTCHours()
}

/** Services of planned care written down in one night. Emergencies and stays in hospital happen at night and are not in these rows. */
function atNight(rows: readonly Reading[], { nightFrom, nightUntil, nightBatch }: Plausibility): Finding[] {
  const night = rows.filter((r) => hourOf(r.recordedAt) >= nightFrom || hourOf(r.recordedAt) < nightUntil)
  const nights = Map.groupBy(night, (r) => new Date(Date.parse(r.recordedAt) - 4 * 3_600_000).toISOString().slice(0, 10))
  return [...nights.values()].flatMap((batch) =>
    batch.length >= nightBatch ? found('nightBatch', batch, { value: batch.length, limit: nightBatch, of: rows.length }) : [],
  )
}
