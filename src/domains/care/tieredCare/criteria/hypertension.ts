import { criterion, type Edition } from './criterion.ts'
import { parameters } from './parameters.ts'
import { above, all, any, atLeast, below, diagnosed, has, newlyDiagnosed, no, oneOf, yes } from './verdict.ts'

// Standards 7.1 (norm) and 8.1 (guidelines, ambulance list, ways down). A guideline without a day stands from its
// year; the 2025 texts from the county's adoption.
const norm: Edition = { from: '2017-01-01', source: 'essential-public-health-2017', status: 'unverified' }
const guideline2020: Edition = { from: '2020-01-01', source: 'hypertension-2020', status: 'unverified' }
const guideline2025: Edition = { from: '2026-01-01', source: 'hypertension-2025', status: 'local' }
const tieredCare: Edition = { from: '2026-01-01', source: 'hypertension-tiered-care', status: 'local' }

const isHypertensive = diagnosed('I10', 'I11', 'I12', 'I13', 'I15')
const isRaised = any(atLeast('systolic', parameters.raisedSystolic), atLeast('diastolic', parameters.raisedDiastolic))
const isSevere = any(atLeast('systolic', parameters.severeSystolic), atLeast('diastolic', parameters.severeDiastolic))
const isConcerned = any(isHypertensive, isRaised)

const atOnce = [
  criterion('hypertension.up.unconscious', {
    label: { zh: '意识丧失或模糊', en: 'Consciousness lost or clouded' },
    urgency: 'emergency',
    when: all(isConcerned, has('alteredConsciousness')),
    editions: [norm, tieredCare],
  }),
  criterion('hypertension.up.severeWithBrainSigns', {
    label: {
      zh: '血压显著升高伴剧烈头痛、呕吐或突发言语障碍、肢体瘫痪',
      en: 'Very high pressure with severe headache, vomiting, sudden difficulty speaking or paralysis',
    },
    urgency: 'emergency',
    when: all(isSevere, has('severeHeadache', 'nauseaVomiting', 'speechDifficulty', 'limbWeakness')),
    editions: [tieredCare],
  }),
  criterion('hypertension.up.severeWithChestBackPain', {
    label: { zh: '血压显著升高伴持续胸背剧痛', en: 'Very high pressure with lasting severe pain of chest and back' },
    urgency: 'emergency',
    when: all(isSevere, has('severeChestBackPain')),
    editions: [tieredCare],
  }),
  criterion('hypertension.up.heartFailureSigns', {
    label: {
      zh: '血压升高伴下肢水肿、呼吸困难、不能平卧',
      en: 'Raised pressure with swollen legs, breathlessness or unable to lie flat',
    },
    urgency: 'emergency',
    when: all(isRaised, has('legEdema', 'dyspnea', 'orthopnea')),
    editions: [tieredCare],
  }),
  criterion('hypertension.up.suspectedCoronarySyndrome', {
    label: {
      zh: '疑似急性冠脉综合征,转有介入能力的医院',
      en: 'Suspected acute coronary syndrome: to a hospital able to intervene',
    },
    urgency: 'emergency',
    when: all(isConcerned, any(has('acuteChestPain'), newlyDiagnosed('I20.0', 'I21', 'I22', 'I24'))),
    editions: [tieredCare],
  }),
  criterion('hypertension.up.otherThreat', {
    label: { zh: '其他影响生命体征的情况', en: 'Another threat to vital signs' },
    urgency: 'emergency',
    editions: [tieredCare],
  }),
  criterion('hypertension.up.dangerSigns', {
    label: {
      zh: '出现剧烈头痛头晕、恶心呕吐、视物模糊、眼痛、心悸胸闷、喘憋等危险情况',
      en: 'Danger signs: severe headache or dizziness, vomiting, blurred vision, eye pain, palpitation, tight chest, breathlessness',
    },
    urgency: 'urgent',
    when: all(
      isConcerned,
      has('severeHeadache', 'severeDizziness', 'nauseaVomiting', 'blurredVision', 'eyePain', 'palpitation', 'chestTightness', 'orthopnea'),
    ),
    editions: [norm, guideline2025],
  }),
]

const firstVisit = [
  criterion('hypertension.up.severeUncontrolled', {
    label: { zh: '血压显著升高,短期处理后仍无法控制', en: 'Very high pressure, not controlled after short treatment' },
    urgency: 'urgent',
    when: isSevere,
    editions: [norm, guideline2020, guideline2025],
  }),
  criterion('hypertension.up.suspectedComplication', {
    label: { zh: '怀疑新出现心、脑、肾并发症', en: 'Suspected new complication of heart, brain or kidney' },
    urgency: 'urgent',
    editions: [guideline2020, guideline2025],
  }),
  criterion('hypertension.up.pregnantOrBreastfeeding', {
    label: { zh: '妊娠或哺乳期血压高于正常', en: 'Pressure above normal in pregnancy or breastfeeding' },
    urgency: 'urgent',
    when: all(any(yes('pregnant'), yes('breastfeeding')), isConcerned),
    editions: [norm, guideline2020, guideline2025],
  }),
  criterion('hypertension.up.young', {
    label: { zh: '发病年龄过轻', en: 'Too young at onset' },
    urgency: 'routine',
    when: all(below('age', parameters.youngHypertension), isConcerned),
    editions: [guideline2020, guideline2025],
  }),
  criterion('hypertension.up.urineFindings', {
    label: { zh: '伴蛋白尿或血尿', en: 'With protein or blood in the urine' },
    urgency: 'routine',
    when: all(isConcerned, any(yes('proteinuria'), yes('hematuria'))),
    editions: [guideline2020, guideline2025],
  }),
  criterion('hypertension.up.lowPotassium', {
    label: { zh: '未用或仅用小剂量利尿剂而血钾偏低', en: 'Low potassium without, or on a low dose of, a diuretic' },
    urgency: 'routine',
    when: all(isConcerned, below('potassium', parameters.lowPotassium), oneOf('diuretic', ['none', 'lowDose'])),
    editions: [guideline2020, guideline2025],
  }),
  criterion('hypertension.up.paroxysmal', {
    label: {
      zh: '阵发性血压升高伴头痛、心慌、多汗',
      en: 'Attacks of high pressure with headache, palpitation or sweating',
    },
    urgency: 'urgent',
    when: all(has('paroxysmalBloodPressure'), has('headache', 'severeHeadache', 'palpitation', 'sweating')),
    editions: [guideline2020, guideline2025],
  }),
  criterion('hypertension.up.armDifference', {
    label: { zh: '双上肢收缩压差异过大', en: 'Systolic pressure differs between the arms' },
    urgency: 'routine',
    when: all(isConcerned, above('bothArmsDifference', parameters.bothArmsDifference)),
    editions: [guideline2020, guideline2025],
  }),
  criterion('hypertension.up.suspectedSecondary', {
    label: { zh: '怀疑继发性高血压', en: 'Suspected secondary hypertension' },
    urgency: 'routine',
    editions: [norm, guideline2025],
  }),
  criterion('hypertension.up.acuteOnset', {
    label: { zh: '起病急、症状重', en: 'Acute onset or heavy symptoms' },
    urgency: 'urgent',
    editions: [guideline2025],
  }),
  criterion('hypertension.up.needsExamination', {
    label: { zh: '需要上级医院进一步检查', en: 'Needs a test of a higher level' },
    urgency: 'routine',
    editions: [guideline2020, guideline2025],
  }),
]

const followUp = [
  criterion('hypertension.up.resistant', {
    label: { zh: '含利尿剂的足量联合用药仍不达标', en: 'Not at goal on full doses of several drugs with a diuretic' },
    urgency: 'routine',
    when: all(isConcerned, atLeast('drugsAtFullDose', parameters.resistantDrugs), oneOf('diuretic', ['fullDose']), no('bloodPressureAtGoal')),
    editions: [guideline2020, guideline2025],
  }),
  criterion('hypertension.up.uncontrolledTwice', {
    label: { zh: '连续随访血压控制不满意', en: 'Pressure uncontrolled at consecutive follow-ups' },
    urgency: 'routine',
    when: all(isConcerned, atLeast('bloodPressureUncontrolledVisits', parameters.uncontrolledVisits)),
    editions: [norm],
  }),
  criterion('hypertension.up.fluctuating', {
    label: { zh: '血压波动明显,难以控制', en: 'Marked fluctuation, hard to control' },
    urgency: 'routine',
    editions: [guideline2020, guideline2025],
  }),
  criterion('hypertension.up.adverseReaction', {
    label: { zh: '药物不良反应难以处理', en: 'Adverse reaction hard to manage' },
    urgency: 'urgent',
    editions: [norm, guideline2020, guideline2025],
  }),
  criterion('hypertension.up.newOrganDamage', {
    label: {
      zh: '出现新的严重疾病、并发症或靶器官损害,或原有加重',
      en: 'New or worse severe disease, complication or organ damage',
    },
    urgency: 'urgent',
    editions: [norm, guideline2020, guideline2025],
  }),
]

const down = [
  criterion('hypertension.down.settledAndStable', {
    label: {
      zh: '诊断明确、方案适合基层、病情稳定',
      en: 'Diagnosis settled, plan fit for primary care, condition stable',
    },
    urgency: 'routine',
    to: 'township',
    when: all(isHypertensive, yes('diagnosisSettled'), yes('planSettled'), yes('conditionStable')),
    editions: [guideline2020, tieredCare],
  }),
  criterion('hypertension.down.complicationsStable', {
    label: { zh: '并发症治疗后稳定', en: 'Complications stable after treatment' },
    urgency: 'routine',
    to: 'township',
    when: all(isHypertensive, yes('complicationsStable')),
    editions: [guideline2020, tieredCare],
  }),
  criterion('hypertension.down.tcmPlanSettled', {
    label: { zh: '中医方案确定且病情稳定', en: 'TCM plan settled and condition stable' },
    urgency: 'routine',
    to: 'township',
    when: all(isHypertensive, yes('tcmPlanSettled'), yes('conditionStable')),
    editions: [tieredCare],
  }),
  criterion('hypertension.down.longTermFollowUp', {
    label: {
      zh: '诊断明确、长期方案已定、血压达标,需长期随访',
      en: 'Long-term plan settled and pressure at goal: long-term follow-up',
    },
    urgency: 'routine',
    to: 'village',
    when: all(isHypertensive, yes('diagnosisSettled'), yes('planSettled'), yes('bloodPressureAtGoal')),
    editions: [tieredCare],
  }),
]

export const hypertensionCriteria = [...atOnce, ...firstVisit, ...followUp, ...down]
