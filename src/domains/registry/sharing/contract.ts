import { z } from 'zod'
import { capability, day } from '#kernel/capability.ts'
import { everyRole, role } from '#registry/access/roles.ts'
import { basisKind, dataOwner, fieldSet } from './labels.ts'

export { basisKind, fieldSet } from './labels.ts'

export const sharingContract = {
  listSharing: capability({
    method: 'GET',
    path: '/sharing',
    title: { zh: '数据归口与共享目录', en: 'Catalog of data owners and sharing' },
    access: { roles: everyRole, basis: 'none' },
    input: z.object({ on: day.optional() }),
    output: z.object({
      on: day,
      items: z.array(
        z.object({
          set: fieldSet.schema,
          /** The rule's key, for whoever sets the county's own value. */
          key: z.string(),
          owner: dataOwner.schema,
          bases: z.array(basisKind.schema),
          recipients: z.array(role.schema),
          from: day,
          source: z.string(),
          isLocal: z.boolean(),
        }),
      ),
    }),
    refusals: {},
  }),
}
