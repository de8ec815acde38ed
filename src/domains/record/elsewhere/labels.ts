import { type CodeOf, coded } from '#kernel/words.ts'

/** What was settled elsewhere. Purchases in pharmacies stand apart: the shares of the fund leave them out. */
export const claimKind = coded({
  outpatient: { zh: '门诊', en: 'Outpatient' },
  emergency: { zh: '急诊', en: 'Emergency' },
  inpatient: { zh: '住院', en: 'Inpatient' },
  pharmacy: { zh: '药店购药', en: 'Pharmacy' },
})
export type ClaimKind = CodeOf<typeof claimKind>
