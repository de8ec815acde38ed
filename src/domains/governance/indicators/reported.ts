import { addDays, type Day, startOf } from '#kernel/calendar.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Words } from '#kernel/words.ts'
import type { PlaceRow } from '../measures/index.ts'
import { quantity as quantities } from '../reported/contract.ts'
import { type Reported as Line, reportedAt } from '../reported/index.ts'
import type { Quantity } from './definitions/indicator.ts'
import type { Sum } from './rules/evaluate.ts'
import type { Period } from './rules/period.ts'
import type { Where } from './where.ts'

export type Reported = {
  readonly value: (placeId: number, quantity: Quantity, period: Period) => Sum
  readonly byAge: (placeId: number, quantity: Quantity, period: Period) => ReadonlyMap<number, number> | undefined
}

const titles: Readonly<Record<string, Words>> = {
  ...quantities.labels,
  incomePerHeadBase: { zh: '基层机构人均年收入', en: 'Income per head at the base' },
  incomePerHeadLead: { zh: '牵头医院人均年收入', en: 'Income per head at the lead hospital' },
}

/** What the bureaus reported that touches some periods, as it is known now or was at the end of a day. */
export async function readReported(scope: Scope, on: { where: Where; periods: readonly Period[]; knownOn?: Day | undefined }): Promise<Reported> {
  const days = on.periods.flatMap((p) => [p.from, p.until]).toSorted()
  const lines = await reportedAt(scope, {
    quantities: quantities.codes,
    from: days[0] ?? scope.today,
    until: days.at(-1) ?? scope.today,
    ...(on.knownOn ? { asOf: startOf(addDays(on.knownOn, 1)) } : {}),
  })
  const places = [...on.where.all.values()]
  const under = (placeId: number) => places.filter((p) => isUnder(on.where, p, placeId))
  return {
    value(placeId, quantity, period) {
      if (quantity === 'incomePerHeadBase')
        return perHead(
          lines,
          under(placeId).filter((p) => p.level === 'village' || p.level === 'township'),
          period,
        )
      if (quantity === 'incomePerHeadLead')
        return perHead(
          lines,
          under(placeId).filter((p) => p.level === 'hospital'),
          period,
        )
      const found = inPeriod(lines, { quantity, period }).filter((l) => names(l, on.where.all.get(placeId)))
      return found.length === 0 ? { unknown: 'noReport' } : { value: found.reduce((sum, l) => sum + Number(l.value), 0) }
    },
    byAge(placeId, quantity, period) {
      const found = inPeriod(lines, { quantity, period }).filter((l) => names(l, on.where.all.get(placeId)) && l.dims.ageBand)
      if (found.length === 0) return undefined
      const ages = Map.groupBy(found, (l) => Number(String(l.dims.ageBand).slice(0, 2)))
      return new Map([...ages].map(([age, own]) => [age, own.reduce((sum, l) => sum + Number(l.value), 0)]))
    },
  }
}

export function quantityTitle(quantity: Quantity): Words {
  return titles[quantity] ?? { zh: quantity, en: quantity }
}

/** The figure of the period itself, else of the year it lies in: a population is reported by the year. Of several the latest. */
function inPeriod(lines: readonly Line[], { quantity, period }: { quantity: string; period: Period }): Line[] {
  const own = lines.filter((l) => l.quantity === quantity && l.from_day <= period.from && l.until_day >= period.until)
  const narrowest = own.map((l) => `${l.from_day} ${l.until_day}`).toSorted((a, b) => (a < b ? 1 : -1))[0]
  return own.filter((l) => `${l.from_day} ${l.until_day}` === narrowest)
}

/** Whose figure it is: of a division, a consortium, or a facility; a township's stands under its health center. */
function names(line: Line, place: PlaceRow | undefined): boolean {
  if (!place) return false
  if (line.place_kind === 'division') return (place.kind === 'county' || place.kind === 'prefecture') && line.place_id === place.key
  if (line.place_kind === 'consortium') return place.kind === 'consortium' && line.place_id === place.key
  return (place.kind === 'township' || place.kind === 'facility') && line.place_id === place.key
}

function perHead(lines: readonly Line[], places: readonly PlaceRow[], period: Period): Sum {
  const ids = new Set(places.flatMap((p) => (p.kind === 'facility' ? [p.key] : [])))
  const total = (quantity: string) =>
    inPeriod(lines, { quantity, period })
      .filter((l) => l.place_kind === 'facility' && ids.has(l.place_id))
      .reduce((sum, l) => sum + Number(l.value), 0)
  const people = total('staffCount')
  return people === 0 ? { unknown: 'noReport' } : { value: total('staffIncome') / people }
}

function isUnder({ all }: Where, place: PlaceRow, placeId: number): boolean {
  for (let at: PlaceRow | undefined = place; at; at = at.parent_id === null ? undefined : all.get(at.parent_id)) if (at.id === placeId) return true
  return false
}
