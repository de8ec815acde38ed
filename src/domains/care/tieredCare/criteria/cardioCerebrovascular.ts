import { criterion, type Edition } from './criterion.ts'
import { parameters } from './parameters.ts'
import { all, any, atLeast, diagnosed, has, no, yes } from './verdict.ts'

// S-320 asks for a rule set; no national one is known (standards 8), so these are proposals for the county to settle.
const proposal: Edition = { from: '2020-01-01', source: 'proposal', status: 'unverified' }

const isStroke = diagnosed('I60', 'I61', 'I62', 'I63', 'I64', 'I69', 'G45')
const isCoronary = diagnosed('I20', 'I21', 'I22', 'I24', 'I25', 'I50', 'Z95.1', 'Z95.5')
const isConcerned = any(isStroke, isCoronary)

export const cardioCerebrovascularCriteria = [
  criterion('cardioCerebrovascular.up.newNeurologicalSigns', {
    label: {
      zh: '新出现口角歪斜、肢体无力、言语障碍或意识改变',
      en: 'New drooping face, weak limb, difficult speech or change of consciousness',
    },
    urgency: 'emergency',
    when: all(isConcerned, has('faceDroop', 'limbWeakness', 'speechDifficulty', 'alteredConsciousness')),
    editions: [proposal],
  }),
  criterion('cardioCerebrovascular.up.recurrentChestPain', {
    label: { zh: '再发急性胸痛', en: 'Acute chest pain again' },
    urgency: 'emergency',
    when: all(isCoronary, has('acuteChestPain', 'severeChestBackPain')),
    editions: [proposal],
  }),
  criterion('cardioCerebrovascular.up.heartFailureWorse', {
    label: { zh: '心力衰竭加重', en: 'Heart failure getting worse' },
    urgency: 'urgent',
    when: all(isCoronary, has('orthopnea', 'legEdema', 'worseBreathlessness')),
    editions: [proposal],
  }),
  criterion('cardioCerebrovascular.up.bleeding', {
    label: { zh: '抗栓治疗期间异常出血', en: 'Abnormal bleeding on antithrombotic treatment' },
    urgency: 'urgent',
    when: all(isConcerned, has('abnormalBleeding', 'heavyBleeding')),
    editions: [proposal],
  }),
  criterion('cardioCerebrovascular.up.riskNotControlled', {
    label: { zh: '血压连续不达标', en: 'Pressure not at goal again and again' },
    urgency: 'routine',
    when: all(
      isConcerned,
      any(
        atLeast('bloodPressureUncontrolledVisits', parameters.uncontrolledVisits),
        all(no('bloodPressureAtGoal'), atLeast('monthsNotAtGoal', parameters.monthsNotAtGoal)),
      ),
    ),
    editions: [proposal],
  }),
  criterion('cardioCerebrovascular.up.specialistRehabilitation', {
    label: { zh: '功能障碍加重或需要专科康复评估', en: 'Function getting worse or specialist rehabilitation needed' },
    urgency: 'routine',
    editions: [proposal],
  }),
  criterion('cardioCerebrovascular.up.interventionAssessment', {
    label: { zh: '需要评估介入或手术治疗', en: 'Intervention or surgery to be assessed' },
    urgency: 'routine',
    editions: [proposal],
  }),
  criterion('cardioCerebrovascular.down.acuteEventResolved', {
    label: { zh: '急性期治疗结束、生命体征稳定', en: 'Acute treatment over, vital signs stable' },
    urgency: 'routine',
    to: 'township',
    when: all(isConcerned, yes('acuteEventResolved'), yes('conditionStable')),
    editions: [proposal],
  }),
  criterion('cardioCerebrovascular.down.rehabilitation', {
    label: { zh: '卒中恢复期,需在基层继续康复', en: 'Recovering from stroke: rehabilitation goes on in primary care' },
    urgency: 'routine',
    to: 'township',
    when: all(isStroke, yes('acuteEventResolved'), yes('planSettled')),
    editions: [proposal],
  }),
  criterion('cardioCerebrovascular.down.complicationsStable', {
    label: { zh: '并发症治疗后稳定', en: 'Complications stable after treatment' },
    urgency: 'routine',
    to: 'township',
    when: all(isConcerned, yes('complicationsStable')),
    editions: [proposal],
  }),
  criterion('cardioCerebrovascular.down.secondaryPrevention', {
    label: {
      zh: '二级预防方案已定、病情稳定,需长期随访',
      en: 'Secondary prevention settled, stable: long-term follow-up',
    },
    urgency: 'routine',
    to: 'village',
    when: all(isConcerned, yes('planSettled'), yes('conditionStable')),
    editions: [proposal],
  }),
]
