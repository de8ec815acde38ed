import type { Text } from '#web/ui/words.ts'

const titles: Readonly<Record<string, Text>> = {
  'essential-public-health-2017': {
    zh: '《国家基本公共卫生服务规范(第三版)》',
    en: 'Essential public health norms, 3rd ed., 2017',
  },
  'hypertension-2020': { zh: '《国家基层高血压防治管理指南 2020》', en: 'Primary-care hypertension guideline 2020' },
  'hypertension-2025': { zh: '《国家基层高血压防治管理指南 2025》', en: 'Primary-care hypertension guideline 2025' },
  'hypertension-tiered-care': { zh: '高血压分级诊疗方案', en: 'Tiered care of hypertension' },
  'diabetes-referral': { zh: '糖尿病双向转诊标准', en: 'Two-way referral standard for diabetes' },
  'diabetes-2022': { zh: '《国家基层糖尿病防治管理指南(2022)》', en: 'Primary-care diabetes guideline 2022' },
  'diabetes-2025': { zh: '《国家基层糖尿病防治管理指南(2025)》', en: 'Primary-care diabetes guideline 2025' },
  'copd-2024': { zh: '慢阻肺病患者健康服务(2024)', en: 'COPD in essential public health services 2024' },
  'county-catalog-2026': { zh: '本县分级诊疗病种目录', en: "The county's tiered-care catalog" },
  proposal: { zh: '平台建议值,尚无国家规定', en: 'proposed by the platform; no national rule is known' },
}

/** Where a rule comes from, as its title; the contracts carry only the key. */
export function sourceInWords(key: string): Text {
  return titles[key] ?? { zh: '县里的规定', en: 'a rule of the county' }
}
