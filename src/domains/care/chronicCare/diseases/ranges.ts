import { z } from 'zod'
import { definePolicy, type Policy } from '#kernel/policy.ts'
import type { Words } from '#kernel/words.ts'

const range = z.object({ low: z.number(), high: z.number() })
export type FieldRange = { readonly possible: z.infer<typeof range>; readonly usual: z.infer<typeof range> }

/** How far a value of a form may lie: beyond `possible` it is refused, beyond `usual` it is asked about. Values of the platform. */
export function fieldRange(name: string, on: { title: Words; unit: Words; possible: [number, number]; usual: [number, number] }): Policy<FieldRange> {
  const [[low, high], [usualLow, usualHigh]] = [on.possible, on.usual]
  return definePolicy<FieldRange>({
    key: `chronicCare.range.${name}`,
    title: on.title,
    unit: on.unit,
    schema: z.object({ possible: range, usual: range }),
    entries: [{ from: '2000-01-01', value: { possible: { low, high }, usual: { low: usualLow, high: usualHigh } }, source: 'proposal', status: 'unverified' }],
  })
}
