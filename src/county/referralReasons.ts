import type { DepartmentKind } from '#registry/facility/contract.ts'
import type { Condition } from './conditions.ts'
import type { Sex } from './names.ts'

/** Why the base sends somebody on, and what the hospital makes of it. */
export type ReferralReason = {
  readonly department: DepartmentKind
  readonly code: string
  readonly criterion: string
  readonly why: string
  readonly unit: 'slot' | 'bed'
  readonly who: { readonly condition?: Condition; readonly from?: number; readonly until?: number; readonly sex?: Sex }
  readonly findings: string
  readonly treatment: string
  readonly medicine: string | null
  readonly plan: string
}

export const referralReasons: readonly ReferralReason[] = [
  {
    department: 'cardiology',
    code: 'I10.x00x002',
    criterion: 'hypertension.up.uncontrolledTwice',
    why: '血压连续两次未控制,已加量两周',
    unit: 'slot',
    who: { condition: 'hypertension' },
    findings: '动态血压平均 151/93 mmHg;心脏彩超示左室轻度肥厚',
    treatment: '调整为氨氯地平联合缬沙坦',
    medicine: '缬沙坦',
    plan: '每周测血压两次,两周后复查,目标低于 140/90 mmHg',
  },
  {
    department: 'endocrinology',
    code: 'E11.900',
    criterion: 'diabetes.up.uncontrolledTwice',
    why: '空腹血糖连续两次超过 10 mmol/L',
    unit: 'bed',
    who: { condition: 'diabetes' },
    findings: '糖化血红蛋白 9.1 %;尿微量白蛋白轻度升高;眼底未见出血',
    treatment: '短期胰岛素强化后改为口服药',
    medicine: '二甲双胍',
    plan: '每日测空腹血糖一周,之后每周两次;三个月后复查糖化血红蛋白',
  },
  {
    department: 'respiratory',
    code: 'J44.100',
    criterion: 'copd.up.acuteExacerbation',
    why: '咳痰增多、气促加重 3 天',
    unit: 'bed',
    who: { condition: 'copd' },
    findings: '血氧饱和度 90 %;胸片双肺过度充气',
    treatment: '吸氧、雾化,抗感染 7 天',
    medicine: '噻托溴铵',
    plan: '坚持吸入药物,每周上门看吸入方法,一个月后复查肺功能',
  },
  {
    department: 'cardiology',
    code: 'I25.103',
    criterion: 'cardioCerebrovascular.up.recurrentChestPain',
    why: '活动后胸闷加重 1 周',
    unit: 'bed',
    who: { from: 50 },
    findings: '心电图 V4–V6 ST 段压低;冠脉造影前降支狭窄 60 %',
    treatment: '抗血小板、调脂、控制心率',
    medicine: '阿司匹林',
    plan: '按时服药,两周内避免重体力活动,一个月后心内科复查',
  },
  {
    department: 'neurology',
    code: 'I63.900',
    criterion: 'cardioCerebrovascular.up.newNeurologicalSigns',
    why: '右侧肢体无力、言语不清 1 天',
    unit: 'bed',
    who: { from: 55 },
    findings: '头颅磁共振左侧基底节急性梗死',
    treatment: '抗血小板、调脂,早期康复',
    medicine: '阿托伐他汀钙',
    plan: '继续康复训练,每周随访血压,一个月后神经内科复查',
  },
  {
    department: 'generalSurgery',
    code: 'K80.200',
    criterion: 'general.up.needsSpecialist',
    why: '右上腹痛反复 1 月,超声示胆囊结石',
    unit: 'bed',
    who: { from: 25 },
    findings: '胆囊多发结石,最大 1.2 cm;胆总管不扩张',
    treatment: '腹腔镜下胆囊切除术,恢复顺利',
    medicine: null,
    plan: '低脂饮食,术后一周拆线,一个月后复查',
  },
  {
    department: 'orthopedics',
    code: 'M17.900',
    criterion: 'general.up.needsSpecialist',
    why: '膝痛半年,保守治疗无效',
    unit: 'slot',
    who: { from: 50 },
    findings: '膝关节间隙变窄,Kellgren-Lawrence 3 级',
    treatment: '关节腔注射,康复指导',
    medicine: '双氯芬酸钠',
    plan: '股四头肌锻炼,控制体重,三个月后复查',
  },
  {
    department: 'pediatrics',
    code: 'J18.000',
    criterion: 'general.up.severeInfectionInChild',
    why: '反复发热 4 天,呼吸增快',
    unit: 'bed',
    who: { until: 12 },
    findings: '胸片右下肺斑片影;白细胞 16.2',
    treatment: '抗感染 7 天,体温正常 4 天',
    medicine: '阿莫西林',
    plan: '继续口服 3 天,一周后村里复查',
  },
  {
    department: 'obstetricsGynecology',
    code: 'Z34.900',
    criterion: 'general.up.highRiskPregnancy',
    why: '孕 32 周,血压偏高,需产科评估',
    unit: 'slot',
    who: { sex: 'female', from: 20, until: 45, condition: 'pregnant' },
    findings: '尿蛋白阴性,胎儿发育与孕周相符',
    treatment: '门诊观察,自测血压',
    medicine: null,
    plan: '每周测血压,两周后产科复查',
  },
  {
    department: 'internalMedicine',
    code: 'J18.900',
    criterion: 'general.up.needsSpecialist',
    why: '发热、咳嗽 5 天,口服药无效',
    unit: 'bed',
    who: { from: 18 },
    findings: '胸片左下肺炎;C 反应蛋白 68',
    treatment: '静脉抗感染 6 天',
    medicine: '左氧氟沙星',
    plan: '继续口服 5 天,一周后复查胸片',
  },
]
