import { z } from 'zod'
import { capability, moment } from '#kernel/capability.ts'
import { trouble } from './labels.ts'

const last = z.object({ at: moment, done: z.boolean(), why: z.string().nullable() })

export const upkeepContract = {
  openUpkeep: capability({
    method: 'GET',
    path: '/upkeep',
    title: { zh: '运维状况', en: 'Upkeep' },
    access: { roles: ['administrator'], basis: 'none' },
    input: z.object({}),
    output: z.object({
      /** The newest that succeeded; null where none did. */
      backupAt: moment.nullable(),
      drillAt: moment.nullable(),
      lastBackup: last.nullable(),
      lastDrill: last.nullable(),
      keyCopyConfirmedAt: moment.nullable(),
      troubles: z.array(trouble.schema),
    }),
    refusals: {},
  }),
}
