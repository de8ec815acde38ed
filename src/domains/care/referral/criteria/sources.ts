import type { Words } from '#kernel/words.ts'

/** Where criteria and catalog come from; the keys are ids of docs/sources.md. */
export const referralSources = {
  'essential-public-health-2017': {
    zh: '《国家基本公共卫生服务规范(第三版)》2017',
    en: 'National norms of essential public health services, 3rd edition, 2017',
  },
  'hypertension-2020': {
    zh: '《国家基层高血压防治管理指南 2020版》',
    en: 'National primary-care hypertension guideline, 2020',
  },
  'hypertension-2025': {
    zh: '《国家基层高血压防治管理指南 2025版》',
    en: 'National primary-care hypertension guideline, 2025',
  },
  'hypertension-tiered-care': {
    zh: '高血压分级诊疗方案(县、乡、村)',
    en: 'Tiered care of hypertension (county, township, village)',
  },
  'diabetes-referral': { zh: '糖尿病双向转诊标准', en: 'Two-way referral standard for diabetes' },
  'diabetes-2022': { zh: '《国家基层糖尿病防治管理指南(2022)》', en: 'National primary-care diabetes guideline, 2022' },
  'diabetes-2025': { zh: '《国家基层糖尿病防治管理指南(2025)》', en: 'National primary-care diabetes guideline, 2025' },
  'copd-2024': {
    zh: '慢阻肺病患者健康服务(2024 年纳入基本公共卫生服务)',
    en: 'COPD in essential public health services, 2024',
  },
  'county-catalog-2026': {
    zh: '本县分级诊疗病种目录(示范)',
    en: "The county's own tiered-care catalog (demonstration)",
  },
  proposal: { zh: '平台建议值,尚无国家规定', en: 'Proposal of the platform where no national rule is known' },
} as const satisfies Record<string, Words>
export type ReferralSource = keyof typeof referralSources
