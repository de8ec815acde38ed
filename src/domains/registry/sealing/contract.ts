import { z } from 'zod'
import { capability, moment } from '#kernel/capability.ts'
import { coded } from '#kernel/words.ts'

export const cipher = coded({
  sm4: { zh: '国密 SM4', en: 'SM4' },
  aes: { zh: '国际 AES-256', en: 'AES-256' },
})

export const keyKind = coded({
  seal: { zh: '加密密钥', en: 'Sealing key' },
  blind: { zh: '检索密钥', en: 'Index key' },
})

export const sealingContract = {
  openSealing: capability({
    method: 'GET',
    path: '/sealing',
    title: { zh: '密钥与加密', en: 'Keys and encryption' },
    access: { roles: ['administrator', 'auditor'], basis: 'none' },
    input: z.object({}),
    output: z.object({
      keys: z.array(
        z.object({
          kind: keyKind.schema,
          version: z.int(),
          cipher: cipher.schema,
          madeAt: moment.nullable(),
          /** New values are sealed with it. */
          isCurrent: z.boolean(),
        }),
      ),
      /** The last move to a new key; null where there was none. */
      rotation: z
        .object({
          startedAt: moment,
          finishedAt: moment.nullable(),
          done: z.int(),
          total: z.int().nullable(),
          /** Could not be moved: altered, or their key is missing. Null while it is under way. */
          leftOver: z.int().nullable(),
        })
        .nullable(),
    }),
    refusals: {},
  }),
}
