import type { Figure } from '#governance/indicators/contract.ts'
import { lightOf } from '#governance/indicators/rules/evaluate.ts'
import type { LightName } from '#web/indicators/Light.tsx'

/** The light of a member against the target of the place. */
export function lightAt(value: number | null, target: Figure['target'], near: number): LightName | null {
  return lightOf(value, target, near)
}

/** Without a target: how far up among the others, 0 to 1. */
export function shareOf(value: number | null, all: readonly (number | null)[]): number | null {
  const known = all.flatMap((each) => (each === null ? [] : [each]))
  if (value === null || known.length < 2) return null
  const [low, high] = [Math.min(...known), Math.max(...known)]
  return high === low ? 0.5 : (value - low) / (high - low)
}
