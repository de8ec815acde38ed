import { z } from 'zod'
import { capability, day, moment, paging, text } from '#kernel/capability.ts'
import { type CodeOf, coded } from '#kernel/words.ts'
import { clinicalRoles } from '#registry/access/roles.ts'
import { fieldSet } from '#registry/sharing/contract.ts'

export const sex = coded({
  male: { zh: '男', en: 'Male' },
  female: { zh: '女', en: 'Female' },
  unknown: { zh: '未知', en: 'Unknown' },
})

export const insurance = coded({
  resident: { zh: '城乡居民医保', en: 'Resident insurance' },
  employee: { zh: '职工医保', en: 'Employee insurance' },
  none: { zh: '未参保', en: 'Uninsured' },
  other: { zh: '其他', en: 'Other' },
})

export const priorityGroup = coded({
  elder65: { zh: '65 岁及以上', en: '65 and over' },
  child0to6: { zh: '0–6 岁儿童', en: 'Children 0 to 6' },
  pregnant: { zh: '孕产妇', en: 'Pregnant or postpartum' },
  hypertension: { zh: '高血压', en: 'Hypertension' },
  diabetes: { zh: '糖尿病', en: 'Diabetes' },
  copd: { zh: '慢阻肺', en: 'COPD' },
  severeMental: { zh: '严重精神障碍', en: 'Severe mental disorder' },
  disabled: { zh: '残疾人', en: 'Disabled' },
  specialFamily: { zh: '计生特殊家庭', en: 'Special family' },
})

export const deathPlace = coded({
  home: { zh: '家中', en: 'At home' },
  hospital: { zh: '医院', en: 'In a hospital' },
  onTheWay: { zh: '送医途中', en: 'On the way to a hospital' },
  elderCare: { zh: '养老机构', en: 'In a home for the elderly' },
  elsewhere: { zh: '其他地方', en: 'Elsewhere' },
})
export type DeathPlace = CodeOf<typeof deathPlace>

export const deathKnownBy = coded({
  phone: { zh: '家属电话告知', en: 'The family said so by phone' },
  onTheSpot: { zh: '本人在场', en: 'I was there' },
  family: { zh: '家属当面告知', en: 'The family said so in person' },
  committee: { zh: '村委会告知', en: 'The village committee said so' },
  facility: { zh: '医疗机构告知', en: 'A facility said so' },
  certificate: { zh: '见到死亡证明', en: 'The certificate was seen' },
})
export type DeathKnownBy = CodeOf<typeof deathKnownBy>

const identifierKind = coded({
  nationalId: { zh: '居民身份证', en: 'Identity card' },
  birthCertificate: { zh: '出生医学证明', en: 'Birth certificate' },
  passport: { zh: '护照', en: 'Passport' },
  residencePermit: { zh: '港澳台居民居住证', en: 'Residence permit' },
  healthCard: { zh: '电子健康卡', en: 'Health card' },
  foreign: { zh: '外部系统编号', en: 'Number of another system' },
})

/** How a person is named on every screen: never by a number of the database. */
export const person = z.object({ name: z.string(), sex: sex.schema, birthDate: day, village: z.string(), tail: z.string() })
export type Person = z.infer<typeof person>

/** Found outside one's own scope: enough to recognise whom one means, nothing to learn. */
export const maskedCard = z.object({ residentId: z.uuid(), name: z.string(), sex: sex.schema, birthYear: z.int(), village: z.string() })

/** A masked card of who may be meant, with what agrees and what differs in words. */
export const matchCard = maskedCard.extend({
  verdict: z.enum(['same', 'doubtful']),
  /** Whether an identity number says so, or only what people have in common by chance too. */
  byNumber: z.boolean(),
  because: z.array(z.object({ zh: z.string(), en: z.string(), agrees: z.boolean() })),
})

const bannerRoles = [...clinicalRoles, 'publicHealthWorker', 'referralDesk'] as const
const readerRoles = [...bannerRoles, 'publicHealthSupervisor'] as const

export const residentContract = {
  findResidents: capability({
    method: 'POST',
    path: '/residents/search',
    reads: true,
    title: { zh: '查找居民', en: 'Find residents' },
    access: { roles: readerRoles, basis: 'scope' },
    input: z.object({ q: text(60), ...paging }),
    output: z.object({
      items: z.array(person.extend({ residentId: z.uuid() })),
      /** People elsewhere in the county, found by an exact number or phone only. */
      elsewhere: z.array(maskedCard),
      cursor: z.string().nullable(),
    }),
    refusals: { tooShort: { zh: '请输入姓名、拼音首字母,或完整的身份证号、手机号', en: 'Type a name, pinyin initials, or a whole identity number or phone' } },
  }),
  openResident: capability({
    method: 'GET',
    path: '/residents/{residentId}',
    title: { zh: '居民基本信息', en: 'Resident' },
    access: { roles: readerRoles, basis: 'record' },
    input: z.object({ residentId: z.uuid() }),
    output: person.extend({
      residentId: z.uuid(),
      phone: z.string().nullable(),
      address: z.string().nullable(),
      household: z.array(person.extend({ residentId: z.uuid() })),
      insurance: insurance.schema.nullable(),
      priorityGroups: z.array(priorityGroup.schema),
      status: z.enum(['active', 'moved', 'died']),
      /** As it was told; nothing where somebody lives, or where only the day is known. */
      death: z
        .object({
          diedOn: day,
          place: deathPlace.schema,
          knownBy: deathKnownBy.schema,
          toldBy: z.string(),
          recordedBy: z.string(),
          recordedAt: moment,
        })
        .nullable(),
      home: z.string(),
      basis: z.object({ kind: z.string(), until: z.string().nullable() }),
      /** Field sets that the catalog does not share with this role on this basis: left out, not empty. */
      withheld: z.array(fieldSet.schema),
      synthetic: z.boolean(),
      version: z.int(),
    }),
    refusals: {},
  }),
  registerResident: capability({
    method: 'POST',
    path: '/residents',
    title: { zh: '登记居民', en: 'Register a resident' },
    access: { roles: ['villageDoctor', 'familyDoctor', 'publicHealthWorker'], basis: 'scope' },
    input: z.object({
      name: text(50),
      sex: sex.schema,
      birthDate: day,
      nationalId: z.string().max(30).optional(),
      otherIdentifier: z.object({ kind: identifierKind.schema, number: text(40) }).optional(),
      noNumberReason: text(100).optional(),
      phone: z.string().max(30).optional(),
      village: text(40),
      address: text(100),
      insurance: insurance.schema,
      priorityGroups: z.array(priorityGroup.schema).max(9).default([]),
      /** Whoever was shown as doubtful and is somebody else, by the judgement of who registers. Each such pair goes to the review. */
      confirmedNew: z.array(z.uuid()).max(20).default([]),
    }),
    output: person.extend({ residentId: z.uuid() }),
    refusals: {
      alreadyKnown: {
        zh: '这个号码已有档案,请核对是否同一人',
        en: 'This number has a record; check whether it is the same person',
        data: z.object({ card: matchCard }),
      },
      maybeKnown: {
        zh: '可能已有档案,请先核对;确认不是同一人后可以继续',
        en: 'There may be a record already; compare first, and go on when it is somebody else',
        data: z.object({ cards: z.array(matchCard) }),
      },
      wrongNationalId: { zh: '身份证号不对', en: 'The identity number is wrong', data: z.object({ why: z.object({ zh: z.string(), en: z.string() }) }) },
      birthDateDiffers: { zh: '出生日期与身份证号不一致', en: 'The birth date differs from the identity number', data: z.object({ inNumber: day }) },
      sexDiffers: { zh: '性别与身份证号不一致', en: 'The sex differs from the identity number', data: z.object({ inNumber: sex.schema }) },
      numberMissing: { zh: '请填写证件号码,或说明没有的原因', en: 'Give a number of identity, or say why there is none' },
      bornInFuture: { zh: '出生日期在未来', en: 'The birth date is in the future' },
      wrongPhone: { zh: '手机号应为 11 位', en: 'A mobile number has 11 digits' },
    },
  }),
  revealPhone: capability({
    method: 'GET',
    path: '/residents/{residentId}/phone',
    title: { zh: '呼叫居民', en: 'Call a resident' },
    access: { roles: bannerRoles, basis: 'record' },
    input: z.object({ residentId: z.uuid() }),
    output: z.object({ phone: z.string().nullable() }),
    refusals: { notShared: { zh: '按数据共享目录,这个依据下不提供电话', en: 'The catalog does not share the phone on this basis' } },
  }),
  recordDeath: capability({
    method: 'POST',
    path: '/residents/{residentId}/death',
    title: { zh: '登记死亡', en: 'Record a death' },
    access: { roles: clinicalRoles, basis: 'record' },
    input: z.object({
      residentId: z.uuid(),
      diedOn: day,
      version: z.int(),
      /** How a death outside comes to be known. A system that sends only the day leaves it out. */
      told: z.object({ place: deathPlace.schema, knownBy: deathKnownBy.schema, by: z.string().trim().max(50).default('') }).optional(),
    }),
    output: z.object({ residentId: z.uuid(), version: z.int() }),
    refusals: {
      tellerMissing: { zh: '请写下是谁告知的', en: 'Write down who told you' },
      alreadyDied: { zh: '已登记死亡', en: 'The death is on record already' },
      impossibleDay: { zh: '死亡日期不可能', en: 'The day of death is impossible' },
    },
  }),
}
