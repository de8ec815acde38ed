import { z } from 'zod'
import { definePolicy } from '#kernel/policy.ts'

export type Escalation = { readonly afterMinutes: number; readonly to: 'manager' | 'consortium' }

/** An overdue duty is told to the facility's manager, then to the consortium, this long after its due time. */
export const escalation = definePolicy<readonly Escalation[]>({
  key: 'duty.escalation',
  title: { zh: '超时升级', en: 'Escalation of overdue duties' },
  schema: z
    .array(z.object({ afterMinutes: z.int().min(0).max(43200), to: z.enum(['manager', 'consortium']) }))
    .min(1)
    .max(4),
  entries: [
    {
      from: '2020-01-01',
      source: 'proposal',
      status: 'unverified',
      value: [
        { afterMinutes: 0, to: 'manager' },
        { afterMinutes: 1440, to: 'consortium' },
      ],
    },
  ],
})
