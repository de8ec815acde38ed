import type { Day } from '#kernel/calendar.ts'
import { refuse } from '#kernel/refusal.ts'
import type { Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import { howFar, type PlaceRow } from '../measures/index.ts'
import { gradesOf, mapOf, townshipsUnder } from './beside.ts'
import { readBook } from './book.ts'
import type { Cockpit, Opened, PlaceCard } from './contract.ts'
import { definitionOf } from './defining.ts'
import { findIndicator, indicators } from './definitions/index.ts'
import { editionInForce, figureAt, lightAt, periodsOf, previousAt, rankAt, shown, valueAt } from './figures.ts'
import { defaultPeriod, type Period, periodOf } from './rules/period.ts'
import { targetScopesOf, targetsOf } from './targets.ts'
import type { Where } from './where.ts'

export function cardOf({ id, kind, name, level }: PlaceRow): PlaceCard {
  return { placeId: id, kind, name, level }
}

export function spanCard(scope: Scope, period: Period) {
  return { name: period.name, from: period.from, until: period.until, isRunning: period.until > scope.today }
}

/** The period asked for, or the one a page begins with. Nothing where it has not begun. */
export function periodAsked(scope: Scope, name: string | undefined): Period | undefined {
  const period = periodOf(name ?? defaultPeriod(scope.today))
  return period.from <= scope.today ? period : undefined
}

/** All figures of a place with what stands under it. */
export async function openCockpit(scope: Scope, where: Where, name: string | undefined) {
  const period = periodAsked(scope, name)
  if (!period) return refuse('noSuchPeriod')
  const { place, path, under, siblings } = where
  const [own, around, far] = await Promise.all([
    readBook(scope, { where, placeIds: [place.id], periods: periodsOf(indicators, period), indicators }),
    readBook(scope, { where, placeIds: [place, ...under, ...siblings].map((p) => p.id), periods: [period], indicators }),
    howFar(scope),
  ])
  const cockpit: Cockpit = {
    place: cardOf(place),
    path: path.map(cardOf),
    period: spanCard(scope, period),
    countedUntil: far.refreshedAt,
    figures: indicators.map((indicator) =>
      figureAt(scope, indicator, { book: own, period, place, rank: rankAt(scope, indicator, { book: around, period, place, siblings }) }),
    ),
    under: under
      .map((p) => {
        const values = indicators.map((i) => valueAt(scope, i, { book: around, period, place: p }).value)
        const lights = indicators.map((i, at) => lightAt(scope, i, { book: around, period, place: p, value: values[at] ?? null }))
        return { place: cardOf(p), values, lights }
      })
      // What could not be linked to anybody has a line of its own, once there is any.
      .filter((line) => line.place.kind !== 'unlinked' || line.values.some((value) => value !== null && value !== 0)),
  }
  return cockpit
}

type Asked = { readonly id: string; readonly period?: string | undefined; readonly asOf?: Day | undefined; readonly edition?: string | undefined }

/** One indicator: its definition, its figure, what stands under the place, and the same as it was known another day or by another edition. */
export async function openIndicator(scope: Scope, where: Where, asked: Asked) {
  const indicator = findIndicator(asked.id) ?? notFound()
  const period = periodAsked(scope, asked.period)
  if (!period) return refuse('noSuchPeriod')
  const { place, path, under, siblings } = where
  const edition = indicator.editions.find((e) => e.id === asked.edition)
  const reading = { where, indicators: [indicator] }
  const townships = townshipsUnder(where)
  const [own, around, then, far, grades] = await Promise.all([
    readBook(scope, { ...reading, placeIds: [place.id], periods: periodsOf([indicator], period) }),
    readBook(scope, {
      ...reading,
      placeIds: [place, ...under, ...siblings, ...townships].map((p) => p.id),
      periods: [period],
    }),
    asked.asOf ? readBook(scope, { ...reading, placeIds: [place.id], periods: [period], knownOn: asked.asOf }) : undefined,
    howFar(scope),
    gradesOf(scope, indicator, place),
  ])
  const compared = then ?? (edition ? around : undefined)
  const opened: Opened = {
    place: cardOf(place),
    path: path.map(cardOf),
    period: spanCard(scope, period),
    countedUntil: far.refreshedAt,
    definition: { ...definitionOf(scope, indicator, period), targets: targetsOf(scope, indicator, where) },
    figure: figureAt(scope, indicator, { book: own, period, place, rank: rankAt(scope, indicator, { book: around, period, place, siblings }) }),
    compared: compared
      ? {
          ...shown(valueAt(scope, indicator, { book: compared, period, place, edition })),
          asOf: asked.asOf ?? scope.today,
          edition: (edition ?? editionInForce(scope, indicator, period))?.id ?? null,
        }
      : null,
    townships: mapOf(where, townships, (p) => {
      const outcome = valueAt(scope, indicator, { book: around, period, place: p })
      return { ...outcome, light: lightAt(scope, indicator, { book: around, period, place: p, value: outcome.value }) }
    }),
    targetScopes: targetScopesOf(indicator, where).map(({ place: at, ...rest }) => ({ ...rest, place: cardOf(at) })),
    grades,
    under: under.map((p) => {
      const on = { book: around, period, place: p }
      const value = shown(valueAt(scope, indicator, on))
      return { place: cardOf(p), value, previous: shown(previousAt(scope, indicator, on)), light: lightAt(scope, indicator, { ...on, value: value.value }) }
    }),
  }
  return opened
}
