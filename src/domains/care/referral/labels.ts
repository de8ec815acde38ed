import { z } from 'zod'
import { text } from '#kernel/capability.ts'
import { type CodeOf, coded, type Words } from '#kernel/words.ts'

export const direction = coded({
  up: { zh: '上转', en: 'Referral' },
  down: { zh: '下转', en: 'Return' },
  lateral: { zh: '平转', en: 'Lateral' },
  outOfCounty: { zh: '转县外', en: 'Out of county' },
})
export type Direction = CodeOf<typeof direction>

/** Inside one consortium, between consortia, outside the county (S-118). */
export const reach = coded({
  within: { zh: '医共体内', en: 'Within the consortium' },
  between: { zh: '医共体间', en: 'Between consortia' },
  outside: { zh: '县外', en: 'Outside' },
})

export const urgency = coded({
  emergency: { zh: '急诊', en: 'Emergency' },
  urgent: { zh: '加急', en: 'Urgent' },
  routine: { zh: '普通', en: 'Routine' },
})
export type Urgency = CodeOf<typeof urgency>

export const status = coded({
  submitted: { zh: '待接收', en: 'Submitted' },
  moreRequested: { zh: '待补充', en: 'More requested' },
  accepted: { zh: '已接收', en: 'Accepted' },
  arrived: { zh: '已到院', en: 'Arrived' },
  treated: { zh: '已诊治', en: 'Treated' },
  discharged: { zh: '已出院', en: 'Discharged' },
  closed: { zh: '已结案', en: 'Closed' },
  declined: { zh: '未接收', en: 'Declined' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  expired: { zh: '已失效', en: 'Expired' },
  noShow: { zh: '未到院', en: 'No show' },
  diedBefore: { zh: '已身故', en: 'Died' },
  redirected: { zh: '已转他处', en: 'Redirected' },
})
export type Status = CodeOf<typeof status>

export const declineReason = coded({
  noCapacity: { zh: '暂无床位或号源', en: 'No capacity' },
  wrongDepartment: { zh: '不属于本科室诊治范围', en: 'Not this department' },
  belongsAtBase: { zh: '基层可以处理,附处理建议', en: 'Can be treated at the base' },
  needsHigherLevel: { zh: '超出本院能力,建议转上级', en: 'Needs a higher level' },
  incomplete: { zh: '资料不足且未能补齐', en: 'Information is missing' },
  patientDeclined: { zh: '患者或家属不愿前来', en: 'Patient does not want to come' },
  notOurResident: { zh: '人不在本辖区(下转)', en: 'Does not live here' },
  other: { zh: '其他(请说明)', en: 'Other (say which)' },
})

export const outcome = coded({
  recovered: { zh: '恢复', en: 'Recovered' },
  improved: { zh: '好转', en: 'Improved' },
  unchanged: { zh: '无变化', en: 'Unchanged' },
  worse: { zh: '加重', en: 'Worse' },
  referredAgain: { zh: '再次转诊', en: 'Referred again' },
  died: { zh: '死亡', en: 'Died' },
  lost: { zh: '失访', en: 'Lost to follow-up' },
})

/** What a person can do on a referral. The server says which of them are possible now, for whoever asks. */
export const action = coded({
  accept: { zh: '接收', en: 'Accept' },
  decline: { zh: '婉拒', en: 'Decline' },
  requestMore: { zh: '请补充资料', en: 'Ask for more' },
  supplyMore: { zh: '补充资料', en: 'Supply more' },
  redirect: { zh: '转他处', en: 'Redirect' },
  approve: { zh: '审批县外转诊', en: 'Approve' },
  withdraw: { zh: '撤回', en: 'Withdraw' },
  arrive: { zh: '登记到院', en: 'Mark arrived' },
  treat: { zh: '登记诊治', en: 'Record treatment' },
  discharge: { zh: '办理出院', en: 'Discharge' },
  sendHome: { zh: '下转回家', en: 'Send home' },
  markNoShow: { zh: '登记未到院', en: 'Mark no show' },
  firstContact: { zh: '登记首次上门', en: 'First contact' },
  recordOutcome: { zh: '登记 14 天结果', en: '14-day outcome' },
  settle: { zh: '安排后续', en: 'Settle' },
})
export type ActionName = CodeOf<typeof action>

export const change = coded({
  new: { zh: '新加', en: 'New' },
  continue: { zh: '继续', en: 'Continue' },
  changed: { zh: '调整', en: 'Changed' },
  stopped: { zh: '停用', en: 'Stopped' },
})

/** Parts of what travels home with the patient, in their order. */
export const packParts = {
  diagnosis: { zh: '出院诊断', en: 'Diagnosis' },
  findings: { zh: '检查结果', en: 'Findings' },
  treatment: { zh: '诊治经过', en: 'Treatment' },
  medications: { zh: '带药', en: 'Medicines' },
  plan: { zh: '后续方案', en: 'Plan' },
  rehabilitation: { zh: '康复与照护', en: 'Rehabilitation' },
  followUp: { zh: '随访安排', en: 'Follow-up' },
  returnWhen: { zh: '何时须回院', en: 'When to come back' },
} as const satisfies Record<string, Words>
export type PackPart = keyof typeof packParts

const long = (max: number) => text(max, 0).default('')

/** What travels home with the patient (S-321, G-08). A field left empty is answered by name, so the doctor sees what is missing. */
export const dischargePack = z.object({
  diagnosis: long(500),
  findings: long(4000),
  treatment: long(4000),
  medications: z
    .array(z.object({ name: text(100), dose: text(100), change: change.schema }))
    .max(50)
    .default([]),
  noMedication: z.boolean().default(false),
  plan: long(4000),
  rehabilitation: long(2000),
  followUp: long(2000),
  returnWhen: long(2000),
})
export type DischargePack = z.infer<typeof dischargePack>
