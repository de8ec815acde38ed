import { type CodeOf, coded } from '#kernel/words.ts'

/** What of a record is shared or kept as one: every shown field belongs to one of these. */
export const fieldSet = coded({
  contact: { zh: '电话与住址', en: 'Phone and address' },
  household: { zh: '家庭成员', en: 'Household' },
  insurance: { zh: '参保', en: 'Insurance' },
  groups: { zh: '重点人群', en: 'Priority groups' },
  mentalHealth: { zh: '精神卫生', en: 'Mental health' },
  maternal: { zh: '孕产信息', en: 'Maternal care' },
  specialFamily: { zh: '计生特殊家庭', en: 'Special family' },
  visits: { zh: '就诊与诊断', en: 'Visits and diagnoses' },
  results: { zh: '检查检验与体征', en: 'Results and vitals' },
  medicines: { zh: '用药与过敏', en: 'Medicines and allergies' },
  documents: { zh: '文书', en: 'Documents' },
  charges: { zh: '费用', en: 'Charges' },
})
export type FieldSet = CodeOf<typeof fieldSet>

/** On which grounds a record is opened. */
export const basisKind = coded({
  catchment: { zh: '本机构服务居民', en: 'Own catchment' },
  visit: { zh: '就诊', en: 'Visit' },
  enrollment: { zh: '签约', en: 'Enrollment' },
  referral: { zh: '转诊', en: 'Referral' },
  recognition: { zh: '检查互认', en: 'Recognized result' },
  consultation: { zh: '会诊咨询', en: 'Consultation' },
  emergency: { zh: '急救', en: 'Emergency' },
  breakGlass: { zh: '紧急调阅', en: 'Break-glass' },
})
export type BasisKind = CodeOf<typeof basisKind>

/** Who answers for the data: is asked when it is wrong, decides who else may have it. */
export const dataOwner = coded({
  residentHome: { zh: '居民所属机构', en: 'The home facility' },
  treatingFacility: { zh: '产生数据的机构', en: 'The facility that recorded it' },
  maternalHospital: { zh: '妇幼保健机构', en: 'Maternal and child hospital' },
  mentalHealthCenter: { zh: '精神卫生防治机构', en: 'Mental health center' },
  healthBureau: { zh: '卫健局', en: 'Health bureau' },
  insuranceBureau: { zh: '医保局', en: 'Insurance bureau' },
})
export type DataOwner = CodeOf<typeof dataOwner>
