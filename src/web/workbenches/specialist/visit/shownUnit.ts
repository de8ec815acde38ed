import { vitalSpec } from '#record/visit/contract.ts'

const written = new Map<string, string>(Object.values(vitalSpec).map((spec) => [spec.unit, spec.shown]))

/** The unit as people write it: mmHg, not mm[Hg]. */
export function shownUnit(unit: string | null): string {
  return unit === null ? '' : (written.get(unit) ?? unit)
}
