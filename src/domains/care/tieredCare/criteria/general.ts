import { criterion, type Edition } from './criterion.ts'
import { parameters } from './parameters.ts'
import { all, any, atLeast, below, diagnosed, has, newlyDiagnosed, oneOf, yes } from './verdict.ts'

// Pregnancy and mental disorder follow the norm (standards 7.5, 7.6); the others are proposals.
const norm: Edition = { from: '2017-01-01', source: 'essential-public-health-2017', status: 'unverified' }
const normRead: Edition = { from: '2017-01-01', source: 'essential-public-health-2017', status: 'verified' }
const proposal: Edition = { from: '2020-01-01', source: 'proposal', status: 'unverified' }

export const generalCriteria = [
  criterion('general.up.acuteChestPain', {
    label: { zh: '急性胸痛', en: 'Acute chest pain' },
    urgency: 'emergency',
    when: any(has('acuteChestPain', 'severeChestBackPain'), newlyDiagnosed('I20.0', 'I21', 'I22', 'I24', 'I26', 'I71')),
    editions: [proposal],
  }),
  criterion('general.up.strokeSuspicion', {
    label: { zh: '疑似脑卒中', en: 'Suspected stroke' },
    urgency: 'emergency',
    when: any(has('faceDroop', 'limbWeakness', 'speechDifficulty'), newlyDiagnosed('I60', 'I61', 'I62', 'I63', 'I64', 'G45')),
    editions: [proposal],
  }),
  criterion('general.up.acuteAbdomen', {
    label: { zh: '急腹症', en: 'Acute abdomen' },
    urgency: 'emergency',
    when: any(has('severeAbdominalPain', 'abdominalGuarding'), newlyDiagnosed('R10.0', 'K35', 'K56', 'K65', 'K85', 'O00')),
    editions: [proposal],
  }),
  criterion('general.up.severeTrauma', {
    label: { zh: '严重创伤', en: 'Severe trauma' },
    urgency: 'emergency',
    when: any(
      has('majorTrauma'),
      newlyDiagnosed('T07', 'S06.9', 'S26', 'S27', 'S36', 'S37'),
      all(newlyDiagnosed('S', 'T0', 'T1'), any(has('heavyBleeding'), below('systolic', parameters.shockSystolic))),
    ),
    editions: [proposal],
  }),
  criterion('general.up.highRiskPregnancy', {
    label: { zh: '高危妊娠', en: 'High-risk pregnancy' },
    urgency: 'urgent',
    when: any(all(yes('pregnant'), oneOf('pregnancyRisk', ['higher', 'high', 'infectious'])), diagnosed('Z35', 'O14', 'O15', 'O44', 'O45')),
    editions: [norm],
  }),
  criterion('general.up.severeInfectionInChild', {
    label: { zh: '儿童重症感染', en: 'Severe infection in a child' },
    urgency: 'emergency',
    when: all(
      below('age', parameters.childAge),
      any(
        has('lethargy', 'convulsion', 'unableToDrink', 'chestIndrawing', 'cyanosis', 'alteredConsciousness'),
        below('spo2', parameters.childLowOxygen),
        newlyDiagnosed('A41', 'G00', 'G03', 'P36'),
      ),
    ),
    editions: [proposal],
  }),
  criterion('general.up.unstableMentalDisorder', {
    label: { zh: '严重精神障碍病情不稳定', en: 'Severe mental disorder, unstable' },
    urgency: 'emergency',
    when: atLeast('dangerLevel', parameters.dangerLevel),
    editions: [normRead],
  }),
  criterion('general.up.suspectedTumor', {
    label: { zh: '疑似肿瘤', en: 'Suspected tumor' },
    urgency: 'urgent',
    when: any(
      has('unexplainedMass', 'weightLoss'),
      newlyDiagnosed('C', 'D0', 'D37', 'D38', 'D39', 'D40', 'D41', 'D42', 'D43', 'D44', 'D45', 'D46', 'D47', 'D48'),
    ),
    editions: [proposal],
  }),
  criterion('general.up.needsExamination', {
    label: { zh: '需要本机构不能开展的检查', en: 'Needs an examination not available here' },
    urgency: 'routine',
    editions: [proposal],
  }),
  criterion('general.up.needsSpecialist', {
    label: { zh: '需要专科医师评估', en: "Needs a specialist's assessment" },
    urgency: 'routine',
    editions: [proposal],
  }),
  criterion('general.down.recovery', {
    label: {
      zh: '急性期已过,可在基层继续治疗和康复',
      en: 'Acute stage over: treatment and recovery go on in primary care',
    },
    urgency: 'routine',
    to: 'township',
    when: all(yes('acuteEventResolved'), yes('planSettled'), yes('conditionStable')),
    editions: [proposal],
  }),
  criterion('general.down.lateStageCare', {
    label: { zh: '老年护理、晚期肿瘤或安宁疗护', en: 'Elder care, late-stage tumor or hospice care' },
    urgency: 'routine',
    to: 'township',
    editions: [proposal],
  }),
  criterion('general.down.residentWishes', {
    label: { zh: '诊断明确、病情稳定,居民愿意就近治疗', en: 'Settled and stable, and the resident wishes care nearby' },
    urgency: 'routine',
    to: 'township',
    editions: [proposal],
  }),
]
