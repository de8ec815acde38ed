import { z } from 'zod'
import { capability, moment, paging } from '#kernel/capability.ts'
import { everyRole } from '#registry/access/roles.ts'

/** A row of "my duties": whose turn, until when, about whom. What the card holds is the affair of its kind. */
export const dutyRow = z.object({
  dutyId: z.uuid(),
  kind: z.string(),
  subject: z.object({ kind: z.string(), id: z.uuid() }),
  residentId: z.uuid().nullable(),
  dueAt: moment,
  openedAt: moment,
  risk: z.int(),
  escalation: z.int(),
  card: z.record(z.string(), z.unknown()),
})
export type DutyRow = z.infer<typeof dutyRow>

export const dutyContract = {
  myDuties: capability({
    method: 'GET',
    path: '/duties',
    title: { zh: '我的待办', en: 'My duties' },
    access: { roles: everyRole, basis: 'scope' },
    input: z.object({ ...paging }),
    output: z.object({
      items: z.array(dutyRow),
      counts: z.object({ open: z.int(), overdue: z.int(), dueToday: z.int() }),
      cursor: z.string().nullable(),
    }),
    refusals: {},
  }),
}
