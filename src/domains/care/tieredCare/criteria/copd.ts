import { criterion, type Edition } from './criterion.ts'
import { parameters } from './parameters.ts'
import { all, any, atLeast, atMost, diagnosed, has, newlyDiagnosed, yes } from './verdict.ts'

// Standards 7.7: the numbers of the 2024 norm could not be read, so everything here is a default to be overridden.
const norm: Edition = { from: '2024-01-01', source: 'copd-2024', status: 'unverified' }
const proposal: Edition = { from: '2020-01-01', source: 'proposal', status: 'unverified' }

const isCopd = diagnosed('J44')

export const copdCriteria = [
  criterion('copd.up.dangerSigns', {
    label: { zh: '意识改变、发绀或静息状态下呼吸困难', en: 'Change of consciousness, cyanosis or breathless at rest' },
    urgency: 'emergency',
    when: all(isCopd, has('alteredConsciousness', 'cyanosis', 'orthopnea')),
    editions: [proposal],
  }),
  criterion('copd.up.lowOxygen', {
    label: { zh: '血氧饱和度偏低', en: 'Low oxygen saturation' },
    urgency: 'urgent',
    when: all(isCopd, atMost('spo2', parameters.lowOxygen)),
    editions: [norm],
  }),
  criterion('copd.up.acuteExacerbation', {
    label: { zh: '急性加重', en: 'Acute exacerbation' },
    urgency: 'urgent',
    when: any(newlyDiagnosed('J44.0', 'J44.1'), all(isCopd, has('worseBreathlessness'), has('moreSputum', 'purulentSputum'))),
    editions: [norm],
  }),
  criterion('copd.up.seriousComplication', {
    label: {
      zh: '并发气胸、呼吸衰竭、肺栓塞或肺心病失代偿',
      en: 'Pneumothorax, respiratory failure, embolism or decompensated cor pulmonale',
    },
    urgency: 'emergency',
    when: all(isCopd, newlyDiagnosed('J93', 'J96', 'I26', 'I27')),
    editions: [proposal],
  }),
  criterion('copd.up.catWorsening', {
    label: { zh: 'CAT 评分升高且症状加重', en: 'CAT score risen with worse symptoms' },
    urgency: 'routine',
    when: all(isCopd, atLeast('catIncrease', parameters.catIncrease), has('worseBreathlessness', 'moreSputum', 'purulentSputum')),
    editions: [norm],
  }),
  criterion('copd.up.frequentExacerbations', {
    label: { zh: '频繁急性加重', en: 'Frequent exacerbations' },
    urgency: 'routine',
    when: all(isCopd, atLeast('exacerbationsInYear', parameters.frequentExacerbations)),
    editions: [proposal],
  }),
  criterion('copd.up.needsSpirometry', {
    label: { zh: '需要肺功能检查明确诊断或分级', en: 'Needs spirometry for diagnosis or grade' },
    urgency: 'routine',
    editions: [norm],
  }),
  criterion('copd.down.settledAndStable', {
    label: { zh: '诊断明确、吸入方案已定、病情稳定', en: 'Diagnosis and inhaled plan settled, condition stable' },
    urgency: 'routine',
    to: 'township',
    when: all(isCopd, yes('diagnosisSettled'), yes('planSettled'), yes('conditionStable')),
    editions: [proposal],
  }),
  criterion('copd.down.exacerbationResolved', {
    label: { zh: '急性加重已缓解、病情稳定', en: 'Exacerbation resolved, condition stable' },
    urgency: 'routine',
    to: 'township',
    when: all(isCopd, yes('acuteEventResolved'), yes('conditionStable')),
    editions: [proposal],
  }),
  criterion('copd.down.rehabilitation', {
    label: { zh: '需要在基层进行呼吸康复', en: 'Pulmonary rehabilitation in primary care' },
    urgency: 'routine',
    to: 'township',
    editions: [proposal],
  }),
  criterion('copd.down.longTermFollowUp', {
    label: { zh: '稳定期长期用药和随访', en: 'Stable: long-term treatment and follow-up' },
    urgency: 'routine',
    to: 'village',
    when: all(isCopd, yes('planSettled'), yes('conditionStable')),
    editions: [norm],
  }),
]
