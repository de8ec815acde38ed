import type { DischargePack } from '#care/referral/contract.ts'
import { dayOf, type Moment } from '#kernel/calendar.ts'
import type { CodeLists } from './codes.ts'
import { followUps } from './reasons.ts'
import type { Cast } from './referralCast.ts'

/** What the sender tells of the patient. */
export function summaryFor({ resident, reason }: Cast, codes: CodeLists): { title: string; text: string }[] {
  const standing = resident.conditions.flatMap((c) => (c in followUps ? [codes.diagnosis(followUps[c as keyof typeof followUps].code)] : []))
  return [
    { title: '主诉', text: reason.why },
    { title: '现有诊断', text: standing.join(';') || codes.diagnosis(reason.code) },
  ]
}

/** What travels home with the patient: complete, as sending home asks (S-321). */
export function packFor({ reason }: Cast, on: { codes: CodeLists; dischargedAt: Moment }): DischargePack {
  const medicine = reason.medicine ? on.codes.medicine(reason.medicine) : null
  return {
    diagnosis: on.codes.diagnosis(reason.code),
    findings: reason.findings,
    treatment: reason.treatment,
    medications: medicine ? [{ name: medicine.zh, dose: `${medicine.strength} 每日一次`, change: 'new' }] : [],
    noMedication: medicine === null,
    plan: reason.plan,
    rehabilitation: '',
    followUp: `${dayOf(on.dischargedAt)} 离院,一周内村医上门,14 天登记结果`,
    returnWhen: '症状加重或出现新的不适,随时回本院急诊',
  }
}

export const said = {
  question: '请补充近两周的血压记录和正在服用的药',
  decline: 'noCapacity',
  withdraw: '患者决定先在家观察',
  noShow: '电话联系,患者临时有事未到',
  settle: 'careHere | 已在本地复诊,病情平稳,继续随访',
  outside: '要求到市里的医院进一步检查',
  refused: '本县可以完成这项检查,建议先在县医院就诊',
  firstContact: '已上门,伤口和用药都看过,家属会照护',
  outcome: '恢复良好,按计划服药',
} as const
