import { type CodeOf, coded, type Words } from '#kernel/words.ts'

/** The signs a doctor ticks. The list is answered as a whole: what is not in a given list was asked and denied. */
export const symptom = coded({
  alteredConsciousness: { zh: '意识模糊或丧失', en: 'Clouded or lost consciousness' },
  behaviorChange: { zh: '行为改变', en: 'Change of behavior' },
  convulsion: { zh: '惊厥', en: 'Convulsion' },
  lethargy: { zh: '嗜睡', en: 'Lethargy' },
  headache: { zh: '头痛', en: 'Headache' },
  severeHeadache: { zh: '剧烈头痛', en: 'Severe headache' },
  severeDizziness: { zh: '剧烈头晕', en: 'Severe dizziness' },
  faceDroop: { zh: '口角歪斜', en: 'Drooping face' },
  limbWeakness: { zh: '肢体无力或瘫痪', en: 'Weak or paralyzed limb' },
  speechDifficulty: { zh: '言语障碍', en: 'Difficulty speaking' },
  blurredVision: { zh: '视物模糊', en: 'Blurred vision' },
  suddenVisionLoss: { zh: '视力骤降', en: 'Sudden loss of vision' },
  eyePain: { zh: '眼痛', en: 'Eye pain' },
  palpitation: { zh: '心悸', en: 'Palpitation' },
  chestTightness: { zh: '胸闷', en: 'Tight chest' },
  acuteChestPain: { zh: '急性胸痛', en: 'Acute chest pain' },
  severeChestBackPain: { zh: '持续胸背剧痛', en: 'Lasting severe pain of chest and back' },
  dyspnea: { zh: '呼吸困难', en: 'Difficult breathing' },
  orthopnea: { zh: '喘憋不能平卧', en: 'Cannot lie flat for breathlessness' },
  worseBreathlessness: { zh: '气促加重', en: 'More breathless than before' },
  moreSputum: { zh: '痰量增多', en: 'More sputum' },
  purulentSputum: { zh: '脓性痰', en: 'Purulent sputum' },
  chestIndrawing: { zh: '吸气性胸凹陷', en: 'Chest indrawing' },
  cyanosis: { zh: '发绀', en: 'Cyanosis' },
  legEdema: { zh: '下肢水肿', en: 'Swollen legs' },
  paroxysmalBloodPressure: { zh: '阵发性血压升高', en: 'Blood pressure rises in attacks' },
  sweating: { zh: '多汗', en: 'Sweating' },
  nauseaVomiting: { zh: '恶心呕吐', en: 'Nausea or vomiting' },
  abdominalPain: { zh: '腹痛', en: 'Abdominal pain' },
  severeAbdominalPain: { zh: '急性剧烈腹痛', en: 'Acute severe abdominal pain' },
  abdominalGuarding: { zh: '腹肌紧张', en: 'Abdominal guarding' },
  thirstPolyuria: { zh: '多饮多尿', en: 'Thirst and much urine' },
  fruityBreath: { zh: '呼气有烂苹果味', en: 'Fruity breath' },
  deepBreathing: { zh: '深大呼吸', en: 'Deep labored breathing' },
  flushedSkin: { zh: '皮肤潮红', en: 'Flushed skin' },
  claudication: { zh: '间歇性跛行', en: 'Claudication' },
  footUlcer: { zh: '足部溃疡或坏疽', en: 'Ulcer or gangrene of the foot' },
  unableToDrink: { zh: '不能进食饮水', en: 'Cannot eat or drink' },
  majorTrauma: { zh: '严重创伤', en: 'Major trauma' },
  heavyBleeding: { zh: '大出血', en: 'Heavy bleeding' },
  abnormalBleeding: { zh: '异常出血', en: 'Abnormal bleeding' },
  weightLoss: { zh: '不明原因体重下降', en: 'Unexplained loss of weight' },
  unexplainedMass: { zh: '不明原因肿块', en: 'Unexplained lump' },
})
export type Symptom = CodeOf<typeof symptom>

/** The colors of the maternal risk grading (standards 7.5). */
export const pregnancyRisk = coded({
  low: { zh: '绿色(低风险)', en: 'Green (low)' },
  moderate: { zh: '黄色(一般风险)', en: 'Yellow (moderate)' },
  higher: { zh: '橙色(较高风险)', en: 'Orange (higher)' },
  high: { zh: '红色(高风险)', en: 'Red (high)' },
  infectious: { zh: '紫色(传染病)', en: 'Purple (infectious)' },
})
export type PregnancyRisk = CodeOf<typeof pregnancyRisk>

export const diuretic = coded({
  none: { zh: '未用', en: 'None' },
  lowDose: { zh: '小剂量', en: 'Low dose' },
  fullDose: { zh: '足量', en: 'Full dose' },
})
export type Diuretic = CodeOf<typeof diuretic>

/**
 * What is known when a referral is considered. Every field is optional: a missing one is unknown, never "no".
 * Whether blood pressure or glucose is controlled is decided by chronic care; here its answers are only read.
 */
export type Facts = {
  readonly age?: number
  readonly pregnant?: boolean
  readonly breastfeeding?: boolean
  readonly pregnancyRisk?: PregnancyRisk
  /** mmHg */
  readonly systolic?: number
  readonly diastolic?: number
  /** Difference of systolic pressure between the arms, mmHg. */
  readonly bothArmsDifference?: number
  /** mmol/L */
  readonly fastingGlucose?: number
  readonly randomGlucose?: number
  readonly potassium?: number
  /** Percent, breathing room air. */
  readonly spo2?: number
  readonly temperature?: number
  readonly pulse?: number
  readonly proteinuria?: boolean
  readonly hematuria?: boolean
  readonly diuretic?: Diuretic
  /** How many blood-pressure drugs are taken at full dose. */
  readonly drugsAtFullDose?: number
  /** Consecutive follow-ups, up to the latest, that were not controlled. */
  readonly bloodPressureUncontrolledVisits?: number
  readonly glucoseUncontrolledVisits?: number
  readonly monthsNotAtGoal?: number
  /** In the last three months. */
  readonly hypoglycemiaEpisodes?: number
  /** Points the CAT score rose since the last assessment. */
  readonly catIncrease?: number
  readonly exacerbationsInYear?: number
  /** 0 to 5, of the follow-up of severe mental disorder. */
  readonly dangerLevel?: number
  readonly symptoms?: readonly Symptom[]
  /** ICD-10 codes, standing ones and those of this visit. */
  readonly diagnoses?: readonly string[]
  /** Only what was found at this visit: an infarction of years ago is no reason to call an ambulance. */
  readonly presentDiagnoses?: readonly string[]
  readonly diagnosisSettled?: boolean
  readonly planSettled?: boolean
  readonly tcmPlanSettled?: boolean
  readonly conditionStable?: boolean
  readonly complicationsStable?: boolean
  readonly acuteEventResolved?: boolean
  readonly bloodPressureAtGoal?: boolean
  readonly glucoseAtGoal?: boolean
}
export type Field = keyof Facts

/** The fields in the words of the county, for "because" and for "still unknown". */
export const fieldLabels: Readonly<Record<Field, Words>> = {
  age: { zh: '年龄', en: 'Age' },
  pregnant: { zh: '妊娠', en: 'Pregnant' },
  breastfeeding: { zh: '哺乳期', en: 'Breastfeeding' },
  pregnancyRisk: { zh: '妊娠风险分级', en: 'Pregnancy risk grade' },
  systolic: { zh: '收缩压', en: 'Systolic pressure' },
  diastolic: { zh: '舒张压', en: 'Diastolic pressure' },
  bothArmsDifference: { zh: '双上肢收缩压差', en: 'Difference between the arms' },
  fastingGlucose: { zh: '空腹血糖', en: 'Fasting glucose' },
  randomGlucose: { zh: '随机血糖', en: 'Random glucose' },
  potassium: { zh: '血钾', en: 'Potassium' },
  spo2: { zh: '血氧饱和度', en: 'Oxygen saturation' },
  temperature: { zh: '体温', en: 'Temperature' },
  pulse: { zh: '心率', en: 'Pulse' },
  proteinuria: { zh: '蛋白尿', en: 'Proteinuria' },
  hematuria: { zh: '血尿', en: 'Hematuria' },
  diuretic: { zh: '利尿剂使用', en: 'Diuretic in use' },
  drugsAtFullDose: { zh: '足量降压药种数', en: 'Blood-pressure drugs at full dose' },
  bloodPressureUncontrolledVisits: { zh: '连续血压未控制次数', en: 'Consecutive visits with uncontrolled pressure' },
  glucoseUncontrolledVisits: { zh: '连续血糖未控制次数', en: 'Consecutive visits with uncontrolled glucose' },
  monthsNotAtGoal: { zh: '未达标月数', en: 'Months not at goal' },
  hypoglycemiaEpisodes: { zh: '近三个月低血糖次数', en: 'Hypoglycemia in three months' },
  catIncrease: { zh: 'CAT 评分升高', en: 'Rise of the CAT score' },
  exacerbationsInYear: { zh: '一年内急性加重次数', en: 'Exacerbations in a year' },
  dangerLevel: { zh: '危险性评估等级', en: 'Danger level' },
  symptoms: { zh: '症状体征', en: 'Symptoms and signs' },
  diagnoses: { zh: '诊断', en: 'Diagnoses' },
  presentDiagnoses: { zh: '本次诊断', en: "This visit's diagnoses" },
  diagnosisSettled: { zh: '诊断明确', en: 'Diagnosis settled' },
  planSettled: { zh: '治疗方案已确定', en: 'Treatment plan settled' },
  tcmPlanSettled: { zh: '中医方案已确定', en: 'TCM plan settled' },
  conditionStable: { zh: '病情稳定', en: 'Condition stable' },
  complicationsStable: { zh: '并发症稳定', en: 'Complications stable' },
  acuteEventResolved: { zh: '急性期已过', en: 'Acute event resolved' },
  bloodPressureAtGoal: { zh: '血压达标', en: 'Blood pressure at goal' },
  glucoseAtGoal: { zh: '血糖达标', en: 'Glucose at goal' },
}
