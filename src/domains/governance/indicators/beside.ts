import type { Scope } from '#kernel/scope.ts'
import { additiveOf, type PlaceRow } from '../measures/index.ts'
import type { Figure, Graded, Opened } from './contract.ts'
import type { Indicator, Term } from './definitions/indicator.ts'
import type { Outcome } from './rules/evaluate.ts'
import { gradesAt } from './store.ts'
import type { Where } from './where.ts'

type Counted = Figure['counted']

/** Whether numerator and denominator are amounts of money. A growth compares one thing with itself. */
export function countedOf({ kind, editions }: Indicator): Counted {
  const [edition] = editions
  const numerator = edition ? inMoney(edition.numerator) : 'count'
  const denominator = edition?.denominator ? inMoney(edition.denominator) : 'count'
  return { numerator, denominator: kind === 'growth' ? numerator : denominator }
}

function inMoney(term: Term): Counted['numerator'] {
  return 'of' in term && term.of.some((key) => additiveOf(key)?.unit === 'fen') ? 'fen' : 'count'
}

/** Every township below a place; none below one that is no wider than a township. */
export function townshipsUnder({ all, place }: Pick<Where, 'all' | 'place'>): PlaceRow[] {
  return [...all.values()].filter((p) => p.kind === 'township' && p.id !== place.id && isUnder(p, place, all))
}

function isUnder(place: PlaceRow, top: PlaceRow, all: Where['all']): boolean {
  const parent = place.parent_id === null ? undefined : all.get(place.parent_id)
  return parent !== undefined && (parent.id === top.id || isUnder(parent, top, all))
}

/** The townships of the map with their consortium and their value. */
export function mapOf(
  where: Where,
  townships: readonly PlaceRow[],
  outcomeAt: (place: PlaceRow) => Pick<Outcome, 'value' | 'unknown'> & Pick<Figure, 'light'>,
): Opened['townships'] {
  return townships.map((p) => {
    const { value, unknown, light } = outcomeAt(p)
    const within = p.parent_id === null ? undefined : where.all.get(p.parent_id)
    const card = { placeId: p.id, kind: p.kind, name: p.name, level: p.level }
    return { place: card, within: within?.kind === 'consortium' ? within.name : null, value, unknown, light }
  })
}

/** Every judgement of a graded indicator at a place, the newest first. */
export async function gradesOf(scope: Scope, indicator: Indicator, place: PlaceRow): Promise<Graded[]> {
  if (indicator.kind !== 'grade') return []
  const rows = await gradesAt(scope, { placeIds: [place.id] })
  return rows
    .filter((row) => row.indicator_id === indicator.id)
    .map(({ id, year, grade, evidence, note, by_name, at }) => ({ gradeId: id, year, grade, evidence, note, by: by_name, at }))
}
