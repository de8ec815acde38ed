import { z } from 'zod'
import { capability, day, fen, moment } from '#kernel/capability.ts'
import { claimKind } from './labels.ts'

export { type ClaimKind, claimKind } from './labels.ts'

const month = z.object({
  month: z.string(),
  claims: z.int(),
  inpatient: z.int(),
  pharmacy: z.int(),
  /** Of somebody registered here. */
  linked: z.int(),
  total: fen,
  fund: fen,
})

export const elsewhereContract = {
  openElsewhere: capability({
    method: 'GET',
    path: '/elsewhere',
    title: { zh: '县外就医', en: 'Care outside the county' },
    access: { roles: ['insuranceBureau', 'healthBureau', 'consortiumManager'], basis: 'scope', county: true },
    input: z.object({ year: z.coerce.number().int().min(2000).max(2100).optional() }),
    output: z.object({
      year: z.int(),
      /** Years that have claims, the latest first. */
      years: z.array(z.int()),
      /** The last day that a claim of the year is about, and when the last one was recorded; null where there is none. */
      lastDay: day.nullable(),
      recordedAt: moment.nullable(),
      standing: z.int(),
      reversed: z.int(),
      unlinked: z.int(),
      /** Reversals, of whatever year, whose settlement has not come or stands with another amount. */
      waitingReversals: z.int(),
      byKind: z.array(z.object({ kind: claimKind.schema, claims: z.int(), total: fen, fund: fen })),
      months: z.array(month),
    }),
    refusals: {},
  }),
}
