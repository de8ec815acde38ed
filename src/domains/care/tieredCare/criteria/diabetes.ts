import { criterion, type Edition } from './criterion.ts'
import { parameters } from './parameters.ts'
import { above, all, any, atLeast, atMost, below, diagnosed, has, newlyDiagnosed, yes } from './verdict.ts'

// Standards 7.2 (norm) and 8.2. The referral standard carries no day: it stands from 2020 as unverified; the 2022
// guideline names four groups (acute onset, unclear type, poor control, severe complications).
const norm: Edition = { from: '2017-01-01', source: 'essential-public-health-2017', status: 'unverified' }
const normRead: Edition = { from: '2017-01-01', source: 'essential-public-health-2017', status: 'verified' }
const standard: Edition = { from: '2020-01-01', source: 'diabetes-referral', status: 'unverified' }
const guideline2022: Edition = { from: '2022-01-01', source: 'diabetes-2022', status: 'unverified' }
const guideline2025: Edition = { from: '2026-01-01', source: 'diabetes-2025', status: 'local' }
const proposal: Edition = { from: '2020-01-01', source: 'proposal', status: 'unverified' }

const isDiabetic = diagnosed('E10', 'E11', 'E12', 'E13', 'E14')
const isDiabeticRange = any(atLeast('fastingGlucose', parameters.diabeticFasting), atLeast('randomGlucose', parameters.diabeticRandom))
const isConcerned = any(isDiabetic, isDiabeticRange)

const atOnce = [
  criterion('diabetes.up.severeHyperglycemia', {
    label: { zh: '血糖显著升高', en: 'Very high glucose' },
    urgency: 'urgent',
    when: any(atLeast('fastingGlucose', parameters.highGlucose), atLeast('randomGlucose', parameters.highGlucose)),
    editions: [normRead],
  }),
  criterion('diabetes.up.severeHypoglycemia', {
    label: { zh: '低血糖', en: 'Low glucose' },
    urgency: 'urgent',
    when: all(isDiabetic, any(atMost('fastingGlucose', parameters.lowGlucose), atMost('randomGlucose', parameters.lowGlucose))),
    editions: [normRead],
  }),
  criterion('diabetes.up.severePressure', {
    label: { zh: '糖尿病患者血压显著升高', en: 'Very high blood pressure in diabetes' },
    urgency: 'urgent',
    when: all(isDiabetic, any(atLeast('systolic', parameters.severeSystolic), atLeast('diastolic', parameters.severeDiastolic))),
    editions: [normRead],
  }),
  criterion('diabetes.up.dangerSigns', {
    label: {
      zh: '出现意识或行为改变、呼气烂苹果味、心悸出汗、呕吐、多饮多尿、腹痛、深大呼吸、高热、心率快、视力骤降等危险情况',
      en: 'Danger signs: change of consciousness or behavior, fruity breath, palpitation, vomiting, thirst, abdominal pain, deep breathing, fever, fast pulse, loss of vision',
    },
    urgency: 'emergency',
    when: all(
      isConcerned,
      any(
        has(
          'alteredConsciousness',
          'behaviorChange',
          'fruityBreath',
          'palpitation',
          'sweating',
          'nauseaVomiting',
          'thirstPolyuria',
          'abdominalPain',
          'deepBreathing',
          'flushedSkin',
          'suddenVisionLoss',
        ),
        above('pulse', parameters.fastPulse),
        above('temperature', parameters.fever),
      ),
    ),
    editions: [norm],
  }),
  criterion('diabetes.up.acuteComplication', {
    label: {
      zh: '急性并发症:酮症酸中毒、高渗状态、乳酸酸中毒、严重低血糖',
      en: 'Acute complication: ketoacidosis, hyperosmolar state, lactic acidosis, severe hypoglycemia',
    },
    urgency: 'emergency',
    when: all(isDiabetic, newlyDiagnosed('E10.0', 'E10.1', 'E11.0', 'E11.1', 'E13.0', 'E13.1', 'E14.0', 'E14.1', 'E15', 'E16.2', 'E87.2')),
    editions: [standard, guideline2022, guideline2025],
  }),
]

const others = [
  criterion('diabetes.up.pregnantOrBreastfeeding', {
    label: { zh: '妊娠或哺乳期血糖异常', en: 'Abnormal glucose in pregnancy or breastfeeding' },
    urgency: 'urgent',
    when: all(any(yes('pregnant'), yes('breastfeeding')), any(isConcerned, diagnosed('O24'))),
    editions: [norm, standard, guideline2025],
  }),
  criterion('diabetes.up.typeUnclear', {
    label: { zh: '初次发现血糖异常,病因和分型不明', en: 'First abnormal glucose, cause and type unclear' },
    urgency: 'routine',
    editions: [standard, guideline2022, guideline2025],
  }),
  criterion('diabetes.up.young', {
    label: { zh: '儿童和青年人糖尿病', en: 'Diabetes in a child or a young person' },
    urgency: 'routine',
    when: all(below('age', parameters.youngDiabetes), isConcerned),
    editions: [standard, guideline2022, guideline2025],
  }),
  criterion('diabetes.up.recurrentHypoglycemia', {
    label: { zh: '反复发生低血糖', en: 'Recurrent hypoglycemia' },
    urgency: 'urgent',
    when: all(isDiabetic, atLeast('hypoglycemiaEpisodes', parameters.hypoglycemiaEpisodes)),
    editions: [standard, guideline2022, guideline2025],
  }),
  criterion('diabetes.up.notAtGoalForMonths', {
    label: { zh: '血糖、血压或血脂长期不达标', en: 'Glucose, pressure or lipids not at goal for months' },
    urgency: 'routine',
    when: all(isDiabetic, atLeast('monthsNotAtGoal', parameters.monthsNotAtGoal)),
    editions: [standard, guideline2022, guideline2025],
  }),
  criterion('diabetes.up.uncontrolledTwice', {
    label: { zh: '连续随访血糖控制不满意', en: 'Glucose uncontrolled at consecutive follow-ups' },
    urgency: 'routine',
    when: all(isDiabetic, atLeast('glucoseUncontrolledVisits', parameters.uncontrolledVisits)),
    editions: [norm],
  }),
  criterion('diabetes.up.severeOrganDamage', {
    label: {
      zh: '严重靶器官损害:急性心脑血管病、肾功能不全、视力严重下降、下肢缺血、糖尿病足',
      en: 'Severe organ damage: acute heart or brain disease, renal failure, loss of vision, limb ischemia, diabetic foot',
    },
    urgency: 'urgent',
    when: all(
      isDiabetic,
      any(
        newlyDiagnosed('I20.0', 'I21', 'I60', 'I61', 'I63', 'I64', 'N17', 'N18.4', 'N18.5', 'N19', 'E10.5', 'E11.5', 'E14.5'),
        has('suddenVisionLoss', 'claudication', 'footUlcer'),
      ),
    ),
    editions: [standard, guideline2022, guideline2025],
  }),
  criterion('diabetes.up.complicationAssessment', {
    label: {
      zh: '慢性并发症的筛查、方案或评估在基层有困难',
      en: 'Screening, plan or assessment of complications is difficult here',
    },
    urgency: 'routine',
    editions: [standard, guideline2025],
  }),
  criterion('diabetes.up.unstableOrInsulin', {
    label: { zh: '血糖波动大,或需要制定胰岛素方案', en: 'Fluctuating glucose, or an insulin plan is needed' },
    urgency: 'routine',
    editions: [standard, guideline2022, guideline2025],
  }),
]

const down = [
  criterion('diabetes.down.settledAndStable', {
    label: { zh: '诊断明确、方案已定、病情稳定', en: 'Diagnosis and plan settled, condition stable' },
    urgency: 'routine',
    to: 'township',
    when: all(isDiabetic, yes('diagnosisSettled'), yes('planSettled'), yes('conditionStable')),
    editions: [standard],
  }),
  criterion('diabetes.down.acuteEventResolved', {
    label: { zh: '急性并发症已缓解、病情稳定', en: 'Acute complication resolved, condition stable' },
    urgency: 'routine',
    to: 'township',
    when: all(isDiabetic, yes('acuteEventResolved'), yes('conditionStable')),
    editions: [standard],
  }),
  criterion('diabetes.down.complicationsStable', {
    label: { zh: '慢性并发症已评估并稳定', en: 'Chronic complications assessed and stable' },
    urgency: 'routine',
    to: 'township',
    when: all(isDiabetic, yes('complicationsStable')),
    editions: [standard],
  }),
  criterion('diabetes.down.specialistAgrees', {
    label: { zh: '专科医师认为可在基层治疗', en: 'The specialist agrees to primary care' },
    urgency: 'routine',
    to: 'township',
    editions: [standard],
  }),
  criterion('diabetes.down.longTermFollowUp', {
    label: {
      zh: '长期方案已定、血糖达标,需长期随访',
      en: 'Long-term plan settled and glucose at goal: long-term follow-up',
    },
    urgency: 'routine',
    to: 'village',
    when: all(isDiabetic, yes('planSettled'), yes('glucoseAtGoal')),
    editions: [proposal],
  }),
]

export const diabetesCriteria = [...atOnce, ...others, ...down]
