import { z } from 'zod'
import { capability, moment, text } from '#kernel/capability.ts'
import { clinicalRoles } from '#registry/access/roles.ts'
import { maskedCard } from '#registry/resident/contract.ts'

export const healthCardContract = {
  showHealthCard: capability({
    method: 'GET',
    path: '/residents/{residentId}/health-card',
    title: { zh: '出示电子健康卡', en: 'Show the health card' },
    access: { roles: ['resident'], basis: 'record' },
    input: z.object({ residentId: z.uuid() }),
    /** `code` goes into the QR as it is; another one each time. */
    output: z.object({ code: z.string(), name: z.string(), refreshAt: moment, validUntil: moment }),
    refusals: {},
  }),
  resolveHealthCard: capability({
    method: 'POST',
    path: '/health-cards/resolve',
    title: { zh: '识别健康卡或证件', en: 'Read a health card or a number' },
    access: { roles: [...clinicalRoles, 'publicHealthWorker', 'referralDesk'], basis: 'scope' },
    input: z.object({ code: text(400) }),
    output: z.object({
      card: maskedCard,
      /** A fresh code was shown: its person stands here, and the record is open until then. */
      openUntil: moment.nullable(),
    }),
    refusals: {
      unknownCode: { zh: '不认识这个码或卡号', en: 'This card or code is not known' },
      expiredCode: { zh: '码已过期,请居民刷新后再扫', en: 'The code has expired; ask for a fresh one' },
    },
  }),
} as const
