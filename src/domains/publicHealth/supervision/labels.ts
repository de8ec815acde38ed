import { coded } from '#kernel/words.ts'

export const findingKind = coded({
  healthRecord: { zh: '健康档案', en: 'Health records' },
  followUp: { zh: '随访管理', en: 'Follow-up' },
  immunization: { zh: '预防接种', en: 'Immunization' },
  reporting: { zh: '传染病与事件报告', en: 'Reporting of diseases and events' },
  referral: { zh: '转诊衔接', en: 'Referral' },
  staffing: { zh: '人员与制度', en: 'Staff and rules' },
  other: { zh: '其他', en: 'Other' },
})

export const severity = coded({
  minor: { zh: '一般', en: 'Minor' },
  major: { zh: '较重', en: 'Major' },
  critical: { zh: '严重', en: 'Critical' },
})

export const findingStatus = coded({
  filed: { zh: '待整改', en: 'To be mended' },
  answered: { zh: '待复核', en: 'To be checked' },
  closed: { zh: '已销号', en: 'Closed' },
})
