import { type CodeOf, coded } from '#kernel/words.ts'

/** What counts as a service that was delivered: something that was recorded anyway, with who did it, where and when. */
export const evidenceKind = coded({
  visit: { zh: '就诊', en: 'Visit' },
  checkup: { zh: '体检', en: 'Checkup' },
  followUp: { zh: '随访', en: 'Follow-up' },
  referral: { zh: '转诊', en: 'Referral' },
  prescription: { zh: '开药', en: 'Prescription' },
})
export type EvidenceKind = CodeOf<typeof evidenceKind>
