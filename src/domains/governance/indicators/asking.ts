import type { Day, Moment } from '#kernel/calendar.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Words } from '#kernel/words.ts'
import { allPlaces, howFar } from '../measures/index.ts'
import { readBook } from './book.ts'
import type { PlaceCard, Value } from './contract.ts'
import { indicators } from './definitions/index.ts'
import type { Level, Status } from './definitions/indicator.ts'
import { editionInForce, shown, valueAt } from './figures.ts'
import type { UnitOf } from './labels.ts'
import { cardOf, spanCard } from './opening.ts'
import { periodOf } from './rules/period.ts'
import { countyPlace } from './where.ts'

/** A place by what it is in the county (`township`, its facility), not by a number of this database. */
export type Asked = { readonly level: Level; readonly key: string; readonly period: string; readonly asOf?: Day | undefined }

export type AskedFigure = Value & {
  readonly id: string
  readonly national: string | null
  readonly name: Words
  readonly unit: UnitOf
  readonly edition: string | null
  readonly source: string
  readonly status: Status
}

export type Answer = {
  readonly place: PlaceCard & { readonly key: string }
  readonly period: ReturnType<typeof spanCard>
  readonly asOf: Day | null
  readonly countedUntil: Moment | null
  readonly version: string
  readonly indicators: readonly AskedFigure[]
}

/** Every indicator of a place and a time, as it is known now or was at the end of a day. A word says what there is not. */
export async function askFigures(scope: Scope, asked: Asked): Promise<Answer | 'noSuchPlace' | 'noSuchPeriod'> {
  const named = (await allPlaces(scope)).find((p) => p.kind === asked.level && p.key === asked.key)
  if (!named) return 'noSuchPlace'
  const period = periodOf(asked.period)
  if (period.from > scope.today) return 'noSuchPeriod'
  const where = await countyPlace(scope, named.id)
  const { place } = where
  const reading = { where, placeIds: [place.id], periods: [period], indicators, knownOn: asked.asOf }
  const [book, far] = await Promise.all([readBook(scope, reading), howFar(scope)])
  return {
    place: { ...cardOf(place), key: place.key },
    period: spanCard(scope, period),
    asOf: asked.asOf ?? null,
    countedUntil: far.refreshedAt,
    version: far.version,
    indicators: indicators.map((indicator) => ({
      id: indicator.id,
      national: indicator.national ?? null,
      name: indicator.name,
      unit: indicator.unit,
      edition: editionInForce(scope, indicator, period)?.id ?? null,
      source: indicator.source,
      status: indicator.status,
      ...shown(valueAt(scope, indicator, { book, period, place })),
    })),
  }
}
