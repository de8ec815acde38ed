import type { Scope } from '#kernel/scope.ts'
import { measures } from '../measures/index.ts'
import type { Definition } from './contract.ts'
import type { Indicator, Term } from './definitions/indicator.ts'
import { editionInForce } from './figures.ts'
import { quantityTitle } from './reported.ts'
import type { Period } from './rules/period.ts'

/** What a figure means, and what it is made of. */
export function definitionOf(scope: Scope, indicator: Indicator, period: Period): Omit<Definition, 'targets'> {
  const inForce = editionInForce(scope, indicator, period)
  return {
    id: indicator.id,
    group: indicator.group,
    national: indicator.national ?? null,
    name: indicator.name,
    meaning: indicator.meaning,
    unit: indicator.unit,
    better: indicator.better,
    kind: indicator.kind,
    levels: [...indicator.levels],
    grains: [...indicator.grains],
    source: { id: indicator.source, status: indicator.status },
    editions: indicator.editions.map((e) => ({
      id: e.id,
      name: e.name,
      numerator: nameOf(e.numerator),
      denominator: e.denominator ? nameOf(e.denominator) : null,
      isInForce: e.id === inForce?.id,
    })),
    terms: inForce ? [...termsOf(inForce.numerator, 'numerator'), ...(inForce.denominator ? termsOf(inForce.denominator, 'denominator') : [])] : [],
    waitsFor: indicator.waitsFor ?? null,
  }
}

function nameOf(term: Term): string {
  return 'of' in term ? term.of.join(' + ') : term.reported
}

function termsOf(term: Term, side: 'numerator' | 'denominator'): Definition['terms'] {
  if ('reported' in term) return [{ measure: term.reported, title: quantityTitle(term.reported), unit: 'count', side, canBeOpened: false }]
  return term.of.flatMap((key) => {
    const measure = measures[key]
    return measure ? [{ measure: key, title: measure.title, unit: measure.unit, side, canBeOpened: true }] : []
  })
}
