import { z } from 'zod'
import { definePolicy } from '#kernel/policy.ts'
import type { EntryKind } from '#record/timeline/contract.ts'

/** Until how long before its time a person may give a booking back alone; after that they call. */
export const cancelHours = definePolicy({
  key: 'residentView.cancelHours',
  title: { zh: '居民自己取消预约须提前', en: 'A resident cancels a booking this long before' },
  unit: { zh: '小时', en: 'hours' },
  schema: z.int().min(0).max(72),
  entries: [{ from: '2026-01-01', value: 2, source: 'proposal', status: 'unverified' }],
})

/** Which lines of a visit the person reads on their own phone. Charges and papers for other doctors are handed out on request. */
export const shownKinds = definePolicy<readonly EntryKind[]>({
  key: 'residentView.shownKinds',
  title: { zh: '居民端显示的档案内容', en: 'What of the record a resident sees' },
  schema: z
    .array(z.enum(['diagnosis', 'observation', 'prescription', 'procedure', 'immunization', 'allergy', 'diagnosticReport', 'document', 'charge']))
    .max(9),
  entries: [
    {
      from: '2026-01-01',
      value: ['observation', 'prescription', 'procedure', 'immunization', 'diagnosticReport'],
      source: 'pipl',
      status: 'unverified',
    },
  ],
})

/** Consents the person may take back alone (PIPL 15). Others rest on law or are ended at the facility. */
export const withdrawable = definePolicy<readonly string[]>({
  key: 'residentView.withdrawableConsents',
  title: { zh: '居民可自行撤回的同意', en: 'Consents a resident may take back' },
  schema: z.array(z.string().max(40)).max(20),
  entries: [{ from: '2021-11-01', value: ['referral'], source: 'pipl', status: 'unverified' }],
})
