import { z } from 'zod'
import { capability, moment, text } from '#kernel/capability.ts'
import { glassFinding, glassMeasure } from './labels.ts'

const ownAccess = { zh: '不能复核自己的调阅', en: 'Nobody reviews his own access' } as const

/** The emergency way into a record, the look at it afterwards, and what follows where it was wrong. */
export const glassContract = {
  breakGlass: capability({
    method: 'POST',
    path: '/residents/{residentId}/break-glass',
    title: { zh: '紧急调阅', en: 'Break glass' },
    access: { roles: ['familyDoctor', 'specialist', 'villageDoctor'], basis: 'none' },
    input: z.object({ residentId: z.uuid(), reason: text(500, 5) }),
    output: z.object({ id: z.uuid(), residentId: z.uuid(), until: moment }),
    refusals: { noSuchResident: { zh: '没有这个人', en: 'No such person' } },
  }),
  reviewBreakGlass: capability({
    method: 'POST',
    path: '/break-glass/{breakGlassId}/review',
    title: { zh: '复核紧急调阅', en: 'Review a break-glass' },
    access: { roles: ['townshipManager', 'hospitalManager', 'auditor'], basis: 'none' },
    input: z.object({ breakGlassId: z.uuid(), finding: glassFinding.schema, note: text(500).optional() }),
    output: z.object({ id: z.uuid() }),
    refusals: {
      alreadyReviewed: { zh: '已复核过', en: 'Reviewed already' },
      ownAccess,
    },
  }),
  followUpBreakGlass: capability({
    method: 'POST',
    path: '/break-glass/{breakGlassId}/follow-up',
    title: { zh: '追究不当调阅', en: 'Follow up an unjustified break-glass' },
    // Managers and the administrator stand in where the county has no auditor.
    access: { roles: ['auditor', 'townshipManager', 'hospitalManager', 'administrator'], basis: 'none' },
    input: z.object({ breakGlassId: z.uuid(), measure: glassMeasure.schema, note: text(500, 2) }),
    output: z.object({ id: z.uuid() }),
    refusals: {
      notUnjustified: { zh: '复核结论不是“没有必要”,无需追究', en: 'It was not found unjustified; there is nothing to follow up' },
      alreadyFollowedUp: { zh: '已追究过', en: 'Followed up already' },
      ownAccess,
    },
  }),
} as const
