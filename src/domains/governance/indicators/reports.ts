import { newId } from '#kernel/ids.ts'
import { refuse } from '#kernel/refusal.ts'
import type { Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import { allPlaces, type PlaceRow } from '../measures/index.ts'
import { countedOf } from './beside.ts'
import { readBook } from './book.ts'
import type { Figure, Report, Restatement } from './contract.ts'
import { indicators } from './definitions/index.ts'
import { figureAt, periodsOf, rankAt, shown, valueAt } from './figures.ts'
import { cardOf, spanCard } from './opening.ts'
import { findingsOf } from './rules/findings.ts'
import { type Period, periodOf } from './rules/period.ts'
import * as store from './store.ts'
import { countyPlace, type Where } from './where.ts'

/** Reports looked through for what changed since. */
const mostCompared = 36

/** The figures of a place and a time, as a report carries them. */
export async function figuresAt(scope: Scope, where: Where, period: Period): Promise<Figure[]> {
  const { place, siblings } = where
  const [own, around] = await Promise.all([
    readBook(scope, { where, placeIds: [place.id], periods: periodsOf(indicators, period), indicators }),
    readBook(scope, { where, placeIds: siblings.map((p) => p.id), periods: [period], indicators }),
  ])
  return indicators.map((indicator) =>
    figureAt(scope, indicator, { book: own, period, place, rank: rankAt(scope, indicator, { book: around, period, place, siblings }) }),
  )
}

/** Freezes a time that has ended. What is recorded later about it stands in the restatements. */
export async function freeze(scope: Scope, on: { placeId: number; period: string }, by: { account: string | null; name: string | null }) {
  const where = await countyPlace(scope, on.placeId)
  const period = periodOf(on.period)
  if (period.until > scope.today) return refuse('stillRunning')
  const standing = await store.reportOf(scope, { placeId: where.place.id, period: period.name })
  if (standing) return refuse('alreadyFrozen', { reportId: standing.id })
  const figures = await figuresAt(scope, where, period)
  const reportId = newId()
  await store.insertReport(scope, {
    id: reportId,
    place_id: where.place.id,
    period: period.name,
    from_day: period.from,
    until_day: period.until,
    frozen_on: scope.today,
    by_account: by.account,
    by_name: by.name,
    figures,
    findings: findingsOf(figures),
  })
  return { reportId }
}

type Head = Omit<store.ReportRow, 'figures' | 'findings'>

function headOf(scope: Scope, row: Head, places: ReadonlyMap<number, PlaceRow>): Omit<Report, 'figures' | 'findings'> {
  const place = places.get(row.place_id) ?? notFound()
  const period = { ...spanCard(scope, periodOf(row.period)), isRunning: false }
  return { reportId: row.id, place: cardOf(place), period, frozenAt: row.frozen_at, frozenOn: row.frozen_on, by: row.by_name }
}

export async function reportPage(scope: Scope, page: Parameters<typeof store.reportsOf>[1]) {
  const [rows, places] = await Promise.all([store.reportsOf(scope, page), placesById(scope)])
  return rows.map((row) => headOf(scope, row, places))
}

/** A report with what changed since. */
export async function openReport(scope: Scope, reportId: string) {
  const row = (await store.findReport(scope, reportId)) ?? notFound()
  return { ...(await reportOf(scope, row)), restated: await restatedIn(scope, row) }
}

/** A report as it was frozen, and nothing else. */
export async function frozenReport(scope: Scope, reportId: string): Promise<Report> {
  return reportOf(scope, (await store.findReport(scope, reportId)) ?? notFound())
}

async function reportOf(scope: Scope, row: store.ReportRow): Promise<Report> {
  return { ...headOf(scope, row, await placesById(scope)), figures: row.figures, findings: row.findings }
}

/** What would stand in frozen reports today, where it is another number. */
export async function restatements(scope: Scope, placeId: number | undefined): Promise<Restatement[]> {
  const rows = await store.frozenReports(scope, { placeId, most: mostCompared })
  return (await Promise.all(rows.map((row) => restatedIn(scope, row)))).flat()
}

async function restatedIn(scope: Scope, row: store.ReportRow): Promise<Restatement[]> {
  const where = await countyPlace(scope, row.place_id)
  const period = periodOf(row.period)
  const counted = indicators.filter((i) => i.kind !== 'none' && i.kind !== 'grade')
  const book = await readBook(scope, { where, placeIds: [where.place.id], periods: [period], indicators: counted })
  return counted.flatMap((indicator) => {
    const frozen = row.figures.find((f) => f.id === indicator.id)
    if (!frozen) return []
    // By the edition it was frozen by: a changed definition is no change of the data.
    const edition = indicator.editions.find((e) => e.id === frozen.edition)
    const now = valueAt(scope, indicator, { book, period, place: where.place, edition })
    if (now.numerator === frozen.numerator && now.denominator === frozen.denominator && now.value === frozen.value) return []
    return [
      {
        reportId: row.id,
        place: cardOf(where.place),
        period: row.period,
        id: indicator.id,
        name: indicator.name,
        kind: indicator.kind,
        unit: indicator.unit,
        counted: countedOf(indicator),
        frozen: shown(frozen),
        now: shown(now),
        frozenOn: row.frozen_on,
      },
    ]
  })
}

async function placesById(scope: Scope): Promise<Map<number, PlaceRow>> {
  return new Map((await allPlaces(scope)).map((p) => [p.id, p]))
}
