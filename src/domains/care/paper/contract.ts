import { z } from 'zod'
import { capability, file, moment, text } from '#kernel/capability.ts'
import { coded } from '#kernel/words.ts'
import { clinicalRoles, everyRole } from '#registry/access/roles.ts'

export const paperKind = coded({
  referral: { zh: '转诊单', en: 'Referral form' },
  discharge: { zh: '出院信息单', en: 'Discharge summary' },
  visit: { zh: '就诊小结', en: 'Visit summary' },
  agreement: { zh: '家庭医生签约协议', en: 'Family doctor agreement' },
})
export type PaperKind = keyof typeof paperKind.labels

/** As the screen's: Chinese unless English was chosen. */
const language = z.enum(['zh', 'en']).default('zh')
const readers = ['villageDoctor', 'familyDoctor', 'specialist', 'referralDesk', 'hospitalManager', 'townshipManager'] as const
/** Who opens an agreement on the screen. */
const agreementReaders = ['villageDoctor', 'familyDoctor', 'publicHealthWorker', 'specialist', 'townshipManager', 'publicHealthSupervisor'] as const

const pdf = file('shown', ['application/pdf'])

export const paperContract = {
  openReferralPaper: capability({
    method: 'GET',
    path: '/referrals/{referralId}/paper',
    title: { zh: '打印转诊单', en: 'Print a referral' },
    access: { roles: readers, basis: 'scope' },
    input: z.object({ referralId: z.uuid(), language }),
    output: pdf,
    refusals: {},
  }),
  openDischargePaper: capability({
    method: 'GET',
    path: '/referrals/{referralId}/discharge-paper',
    title: { zh: '打印出院信息单', en: 'Print a discharge summary' },
    access: { roles: readers, basis: 'scope' },
    input: z.object({ referralId: z.uuid(), language }),
    output: pdf,
    refusals: { notDischarged: { zh: '还没有出院信息,出院后才能打印', en: 'There is nothing to print before the discharge' } },
  }),
  openVisitPaper: capability({
    method: 'GET',
    path: '/residents/{residentId}/visits/{visitId}/paper',
    title: { zh: '打印就诊小结', en: 'Print a visit' },
    access: { roles: clinicalRoles, basis: 'record' },
    input: z.object({ residentId: z.uuid(), visitId: z.uuid(), language }),
    output: pdf,
    refusals: {},
  }),
  openAgreementPaper: capability({
    method: 'GET',
    path: '/agreements/{agreementId}/paper',
    title: { zh: '打印签约协议', en: 'Print an agreement' },
    access: { roles: agreementReaders, basis: 'scope' },
    input: z.object({ agreementId: z.uuid(), language }),
    output: pdf,
    refusals: { notSigned: { zh: '还没有签字,签字后才能打印', en: 'It is not signed yet; it is printed once it is' } },
  }),
  checkPaper: capability({
    method: 'GET',
    path: '/papers/{paperCode}',
    title: { zh: '核验纸质单据', en: 'Check a printed sheet' },
    access: { roles: everyRole, basis: 'scope' },
    input: z.object({ paperCode: text(40) }),
    output: z.object({
      code: z.string(),
      kind: paperKind.schema,
      facility: z.string(),
      issuedBy: z.string(),
      issuedAt: moment,
      /** 李**: enough to see that sheet and line belong together. */
      about: z.string(),
    }),
    refusals: {},
  }),
}
