import { z } from 'zod'
import { day, fen, moment } from '#kernel/capability.ts'
import { type CodeOf, coded } from '#kernel/words.ts'
import { evidenceKind } from '#record/visit/contract.ts'
import { person } from '#registry/resident/contract.ts'

/** The seven groups that packages are made for (S-113). */
export const population = coded({
  general: { zh: '一般人群', en: 'General' },
  chronic: { zh: '慢病患者', en: 'Chronic disease' },
  women: { zh: '孕产妇与妇女', en: 'Women' },
  children: { zh: '儿童', en: 'Children' },
  elder: { zh: '老年人', en: 'Elderly' },
  disabled: { zh: '残疾人', en: 'Disabled' },
  specialFamily: { zh: '计生特殊家庭', en: 'Special family' },
})
export type Population = CodeOf<typeof population>

/** What somebody is in a family doctor team: the three of the base, the specialist, and whoever else helps. */
export const teamRole = coded({
  gp: { zh: '家庭(全科)医生', en: 'Family doctor' },
  nurse: { zh: '护士', en: 'Nurse' },
  publicHealth: { zh: '公卫人员', en: 'Public health worker' },
  specialist: { zh: '上级专科医生', en: 'Specialist' },
  villageDoctor: { zh: '乡村医生', en: 'Village doctor' },
  pharmacist: { zh: '药师', en: 'Pharmacist' },
  tcmDoctor: { zh: '中医医生', en: 'TCM doctor' },
  healthManager: { zh: '健康管理师', en: 'Health manager' },
  socialWorker: { zh: '社会工作者', en: 'Social worker' },
  volunteer: { zh: '志愿者', en: 'Volunteer' },
})
export type TeamRole = CodeOf<typeof teamRole>

/** How much a package promises; for priority groups less than `basic` is no valid agreement. */
export const tier = coded({
  light: { zh: '咨询包', en: 'Advice only' },
  basic: { zh: '基础包', en: 'Basic' },
  personal: { zh: '个性化包', en: 'Personal' },
})
export type Tier = CodeOf<typeof tier>

export const agreementStatus = coded({
  waiting: { zh: '待签字', en: 'Waiting for signature' },
  signed: { zh: '已签约', en: 'Signed' },
  renewed: { zh: '已续约', en: 'Renewed' },
  ended: { zh: '已结束', en: 'Ended' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
})
export type AgreementStatus = CodeOf<typeof agreementStatus>

export const enrollmentStatus = coded({
  waiting: { zh: '待签字', en: 'Waiting for signature' },
  enrolled: { zh: '签约中', en: 'Enrolled' },
  terminated: { zh: '已解约', en: 'Terminated' },
  transferred: { zh: '已转团队', en: 'Transferred' },
  died: { zh: '已故', en: 'Died' },
  withdrawn: { zh: '未签', en: 'Not signed' },
})
export type EnrollmentStatus = CodeOf<typeof enrollmentStatus>

/** How an agreement is signed. */
export const signedHow = coded({
  code: { zh: '短信验证码', en: 'Code by text message' },
  screen: { zh: '屏幕签名', en: 'On the screen' },
  bedside: { zh: '出院床旁签名', en: 'At the bedside' },
})

/** How it was made sure who signs. */
export const identityCheck = coded({
  idCard: { zh: '核对身份证', en: 'Identity card seen' },
  healthCard: { zh: '核对健康卡', en: 'Health card seen' },
  phoneCode: { zh: '本人手机验证码', en: 'Code to the own phone' },
})

export const signerRelation = coded({
  self: { zh: '本人', en: 'The person' },
  family: { zh: '家属', en: 'Family' },
  guardian: { zh: '监护人', en: 'Guardian' },
})

export const terminationReason = coded({
  moved: { zh: '迁出本地', en: 'Moved away' },
  wish: { zh: '居民要求', en: "The resident's wish" },
  notServed: { zh: '服务未到位', en: 'Was not served' },
  otherDoctor: { zh: '改由其他医生服务', en: 'Another doctor' },
  notRenewed: { zh: '到期不续', en: 'Not renewed' },
  mistake: { zh: '误签', en: 'Signed by mistake' },
})

export const siteKind = coded({
  school: { zh: '学校', en: 'School' },
  workplace: { zh: '企业单位', en: 'Workplace' },
  park: { zh: '园区', en: 'Park' },
  elderCare: { zh: '养老机构', en: 'Home for the elderly' },
})

/** A line of an agreement's history. */
export const agreementStep = coded({
  made: { zh: '拟定', en: 'Made' },
  codeSent: { zh: '发送验证码', en: 'Code sent' },
  signed: { zh: '签字', en: 'Signed' },
  withdrawn: { zh: '撤回', en: 'Withdrawn' },
  renewed: { zh: '续约', en: 'Renewed' },
  terminated: { zh: '解约', en: 'Terminated' },
  transferred: { zh: '转团队', en: 'Transferred' },
  died: { zh: '因死亡结束', en: 'Ended by death' },
})
export type AgreementStep = CodeOf<typeof agreementStep>

const words = z.object({ zh: z.string().min(1).max(60), en: z.string().min(1).max(80) })
const fee = z.int().min(0).max(10_000_000)
const item = z.object({
  code: z.string().regex(/^[a-z][A-Za-z0-9]{1,30}$/),
  name: words,
  /** Any of these kinds of record shows that it was done. */
  evidence: z.array(evidenceKind.schema).min(1).max(5),
  count: z.int().min(1).max(24),
  /** The item is due once in every so many days of the term. */
  everyDays: z.int().min(14).max(1096),
  mandatory: z.boolean(),
})
export type PackageItem = z.infer<typeof item>

export const servicePackage = z.object({
  code: z.string().regex(/^[a-z][A-Za-z0-9]{1,30}$/),
  name: words,
  population: population.schema,
  tier: tier.schema,
  /** A year's fee in fen and who pays it. */
  fee,
  shares: z.object({ insurance: fee, treasury: fee, person: fee }),
  items: z.array(item).min(1).max(20),
})
export type ServicePackage = z.infer<typeof servicePackage>

const saidWords = z.object({ zh: z.string(), en: z.string() })
const point = z.array(z.int().min(0).max(1000)).length(2)
/** A signature as the finger drew it, in thousandths of the field. */
export const strokes = z.array(z.array(point).min(1).max(400)).max(60)

export const teamCard = z.object({
  teamId: z.uuid(),
  name: z.string(),
  facilityId: z.uuid(),
  facility: z.string(),
  members: z.array(z.object({ memberId: z.uuid(), staffId: z.uuid(), name: z.string(), role: teamRole.schema, from: day, until: day.nullable() })),
  /** Parts of 3+1+N that nobody has today. */
  missing: z.array(teamRole.schema),
  people: z.int(),
  limit: z.int(),
  version: z.int(),
})
export type TeamCard = z.infer<typeof teamCard>

const chosenPackage = z.object({
  code: z.string(),
  name: saidWords,
  tier: tier.schema,
  fee: fen,
  shares: z.object({ insurance: fen, treasury: fen, person: fen }),
  items: servicePackage.shape.items,
})

export const memberCard = z.object({
  enrollmentId: z.uuid(),
  residentId: z.uuid(),
  person,
  population: population.schema,
  isPriority: z.boolean(),
  package: chosenPackage,
  status: enrollmentStatus.schema,
  from: day,
  until: day,
  version: z.int(),
})

export const agreementCard = z.object({
  agreementId: z.uuid(),
  status: agreementStatus.schema,
  head: person,
  headId: z.uuid(),
  team: z.string(),
  teamId: z.uuid(),
  facility: z.string(),
  madeAt: z.string(),
  madeBy: z.string(),
  from: day,
  until: day,
  signedAt: moment.nullable(),
  signedHow: signedHow.schema.nullable(),
  identity: identityCheck.schema.nullable(),
  signer: z.object({ name: z.string(), relation: signerRelation.schema }).nullable(),
  renews: z.uuid().nullable(),
  members: z.array(memberCard),
  acts: z.array(z.enum(['sign', 'withdraw', 'renew', 'terminate', 'transfer'])),
  version: z.int(),
})
export type AgreementCard = z.infer<typeof agreementCard>

export const agreementDetail = agreementCard.extend({
  text: z.object({ zh: z.array(z.string()), en: z.array(z.string()), from: day }),
  signature: strokes.nullable(),
  /** From which age somebody may sign. */
  adult: z.int(),
  /** Whether a code can be sent to the head of the household. */
  hasPhone: z.boolean(),
  history: z.array(z.object({ at: moment, step: agreementStep.schema, by: z.string(), note: z.string().nullable() })),
})
