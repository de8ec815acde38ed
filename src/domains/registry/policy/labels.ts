import type { Words } from '#kernel/words.ts'

/** Where values come from, by their titles; the keys are the ids of docs/sources.md. */
export const sourceTitles = {
  'family-doctor-2022': {
    zh: '《关于推进家庭医生签约服务高质量发展的指导意见》国卫基层发〔2022〕10号',
    en: 'Opinions on family doctor services of high quality, 2022 no. 10',
  },
  'family-doctor-2018': {
    zh: '《关于规范家庭医生签约服务管理的指导意见》国卫基层发〔2018〕35号',
    en: 'Opinions on the management of family doctor services, 2018 no. 35',
  },
  'standards-9.1': { zh: '转诊流程时限(平台标准 9.1)', en: 'Referral time limits (platform standards 9.1)' },
  'gb-t-22239': {
    zh: '《网络安全等级保护基本要求》GB/T 22239',
    en: 'Baseline for classified protection of cybersecurity, GB/T 22239',
  },
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
  'key-tasks-2025': { zh: '2025 年紧密型县域医共体重点工作(国卫办基层函〔2025〕121号)', en: 'Key tasks of county consortia, 2025' },
  'county-catalog-2026': { zh: '本县分级诊疗病种目录(示范)', en: "The county's own tiered-care catalog (demonstration)" },
  'match-weights': { zh: '主索引匹配权重(平台由合成人群估计)', en: 'Weights of the resident index (estimated by the platform from generated people)' },
  proposal: { zh: '平台建议值,尚无国家规定', en: 'Proposal of the platform where no national rule is known' },
  'civil-code': { zh: '《民法典》第十七、二十七、三十三条', en: 'Civil Code, articles 17, 27 and 33' },
  'gb-t-35273': {
    zh: '《个人信息安全规范》GB/T 35273-2020',
    en: 'Personal information security specification, GB/T 35273-2020',
  },
  pipl: { zh: '《个人信息保护法》', en: 'Personal Information Protection Law' },
  'seed-001': { zh: '医共体建设要求:县外转诊管理', en: 'Consortium requirements: leaving the county' },
  'seed-002': { zh: '进一步提升上海市社区卫生服务能力的实施方案', en: 'Plan for raising community health services of Shanghai' },
  'seed-003': { zh: '绍兴市卫生健康工作 2019 年总结', en: 'Health work of Shaoxing in 2019' },
  'seed-004': { zh: '医共体建设要求:号源床位下沉', en: 'Consortium requirements: units reserved for the base' },
  'monitoring-2024': { zh: '紧密型县域医共体监测指标体系(2024 版)', en: 'Monitoring indicators of county consortia, 2024' },
  'base-performance': { zh: '基层医疗卫生机构绩效考核指标', en: 'Performance indicators of primary institutions' },
} as const satisfies Record<string, Words>
export type SourceId = keyof typeof sourceTitles
