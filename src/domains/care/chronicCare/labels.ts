import { z } from 'zod'
import { day, moment } from '#kernel/capability.ts'
import { type CodeOf, coded } from '#kernel/words.ts'

/** What is reported: the class of the norm, by which rates and the next date are counted (standards 7.1, 7.2). */
export const reportClass = coded({
  controlled: { zh: '控制满意', en: 'Controlled' },
  firstFail: { zh: '首次控制不满意', en: 'Not controlled, first time' },
  repeatedFail: { zh: '连续控制不满意,需转诊', en: 'Not controlled again: refer' },
  emergency: { zh: '危急,紧急转诊', en: 'Emergency: refer at once' },
})
export type ReportClass = CodeOf<typeof reportClass>

export const followUpMode = coded({
  clinic: { zh: '门诊随访', en: 'At the clinic' },
  home: { zh: '上门随访', en: 'At home' },
  phone: { zh: '电话随访', en: 'By phone' },
})
export type FollowUpMode = CodeOf<typeof followUpMode>

/** Who measured and where: each has thresholds of its own. Ambulatory values are means. */
export const readingSource = coded({
  office: { zh: '诊室测量', en: 'Office' },
  home: { zh: '家庭自测', en: 'Measured at home' },
  ambulatory: { zh: '动态监测 24 小时均值', en: 'Ambulatory, mean of 24 hours' },
  ambulatoryDay: { zh: '动态监测白天均值', en: 'Ambulatory, mean of the day' },
  ambulatoryNight: { zh: '动态监测夜间均值', en: 'Ambulatory, mean of the night' },
})
export type ReadingSource = CodeOf<typeof readingSource>

/** A person in chronic care, whatever the number of diseases. */
export const managedStatus = coded({
  suspected: { zh: '疑似,待复测确诊', en: 'Suspected, to be confirmed' },
  managed: { zh: '管理中', en: 'Managed' },
  refused: { zh: '暂时拒绝管理', en: 'Declines for now' },
  lost: { zh: '失访', en: 'Lost to follow-up' },
  transferring: { zh: '迁出,待新机构接管', en: 'Moved, to be taken over' },
  moved: { zh: '已迁出本县', en: 'Moved out of the county' },
  died: { zh: '已死亡', en: 'Died' },
  ended: { zh: '已结束管理', en: 'Ended' },
})
export type ManagedStatus = CodeOf<typeof managedStatus>

/** One disease of a person. */
export const programStatus = coded({
  suspected: { zh: '疑似', en: 'Suspected' },
  managed: { zh: '已确诊管理', en: 'Managed' },
  excluded: { zh: '已排除', en: 'Excluded' },
})
export type ProgramStatus = CodeOf<typeof programStatus>

export const dueState = coded({
  overdue: { zh: '已逾期', en: 'Overdue' },
  today: { zh: '今天到期', en: 'Due today' },
  soon: { zh: '一周内到期', en: 'Due within a week' },
  later: { zh: '未到期', en: 'Due later' },
})
export type DueState = CodeOf<typeof dueState>

export const callOutcome = coded({
  agreed: { zh: '同意来随访', en: 'Agreed to come' },
  noAnswer: { zh: '无人接听', en: 'No answer' },
  wrongNumber: { zh: '号码有误', en: 'Wrong number' },
  refused: { zh: '拒绝随访', en: 'Refused' },
  moved: { zh: '已搬走', en: 'Moved away' },
  died: { zh: '家属告知已去世', en: 'Died, as the family says' },
})
export type CallOutcome = CodeOf<typeof callOutcome>

/** What is to be filled in: a reading is measured anew each time, a finding is asked anew, an answer may stay as it was. */
export const fieldKind = coded({
  reading: { zh: '测量值', en: 'Reading' },
  finding: { zh: '本次情况', en: 'Since last time' },
  answer: { zh: '生活方式与依从性', en: 'Habits and adherence' },
})
export type FieldKind = CodeOf<typeof fieldKind>

export const adviceKind = coded({
  goal: { zh: '目标', en: 'Goal' },
  titration: { zh: '用药调整参考', en: 'Titration, for information' },
  drugClass: { zh: '药物选择参考', en: 'Choice of drugs, for information' },
  monitoring: { zh: '检查监测', en: 'Monitoring' },
  lifestyle: { zh: '生活方式', en: 'Habits' },
})
export type AdviceKind = CodeOf<typeof adviceKind>

export const screeningOutcome = coded({
  clear: { zh: '未见异常', en: 'Nothing found' },
  highRisk: { zh: '高危人群', en: 'High risk' },
  suspected: { zh: '疑似,需复测', en: 'Suspected, to be measured again' },
  confirmed: { zh: '达到诊断标准', en: 'Meets the criteria of diagnosis' },
  excluded: { zh: '复测正常,排除', en: 'Excluded by measuring again' },
  unknown: { zh: '资料不足', en: 'Cannot be said yet' },
})
export type ScreeningOutcome = CodeOf<typeof screeningOutcome>

/** Why something is to be done at this visit. */
export const promptKind = coded({
  screen: { zh: '该筛查', en: 'Screening is due' },
  recheck: { zh: '该复测', en: 'Measure again' },
  confirm: { zh: '待医生确诊', en: 'A doctor confirms' },
  followUp: { zh: '该随访', en: 'Follow-up is due' },
  askAgain: { zh: '再次邀请', en: 'Invite again' },
})
export type PromptKind = CodeOf<typeof promptKind>

export const panelFilter = coded({
  managed: { zh: '年内管理', en: 'Managed this year' },
  standardManaged: { zh: '规范管理', en: 'Managed by the standard' },
  notStandard: { zh: '未达规范', en: 'Not by the standard' },
  controlled: { zh: '控制达标', en: 'Controlled' },
  notControlled: { zh: '控制未达标', en: 'Not controlled' },
  overdue: { zh: '随访逾期', en: 'Follow-up overdue' },
  lost: { zh: '失访', en: 'Lost to follow-up' },
  suspected: { zh: '疑似待确诊', en: 'Suspected' },
})
export type PanelFilter = CodeOf<typeof panelFilter>

/** What the loop waits for next, as the duty names it. */
export const nextStep = coded({
  chronicFollowUp: { zh: '慢病随访', en: 'Chronic follow-up' },
  chronicRecheck: { zh: '疑似慢病复测', en: 'Measure a suspected patient again' },
  chronicConfirm: { zh: '慢病确诊', en: 'Confirm a chronic disease' },
  chronicAfterReferral: { zh: '转诊后两周随访', en: 'Follow-up two weeks after referral' },
  chronicHomeVisit: { zh: '上门随访(电话未通)', en: 'Home visit: the phone is not answered' },
  chronicCorrectPhone: { zh: '更正联系电话', en: 'Correct the phone number' },
  chronicAskAgain: { zh: '再次邀请随访', en: 'Invite again' },
  chronicFindAgain: { zh: '寻找失访患者', en: 'Find a patient lost to follow-up' },
  chronicTakeOver: { zh: '接管迁入的慢病患者', en: 'Take over a patient who moved here' },
})
export type NextStep = CodeOf<typeof nextStep>

export const words = z.object({ zh: z.string(), en: z.string() })
const askedField = z.object({ field: z.string(), label: words })
/** What may be wrong with what was measured and told, for follow-ups and screenings alike. */
export const valueRefusals = {
  unknownField: { zh: '表单里没有这些项目', en: 'The form does not have these fields', data: z.object({ fields: z.array(z.string()) }) },
  fieldsMissing: { zh: '还有必填项目没有填写', en: 'Something necessary is missing', data: z.object({ fields: z.array(askedField) }) },
  unitQuestion: {
    zh: '数值像是用了别的单位,请确认',
    en: 'A value looks like another unit; please say which was meant',
    data: z.object({
      fields: z.array(
        z.object({
          field: z.string(),
          value: z.number(),
          unit: z.string(),
          meant: z.object({ unit: z.string(), value: z.number(), shown: words }),
          question: words,
        }),
      ),
    }),
  },
  impossibleValue: {
    zh: '有数值不可能,请核对后重填',
    en: 'A value is impossible; compare and enter it again',
    data: z.object({
      fields: z.array(
        z.object({
          field: z.string(),
          value: z.number().nullable(),
          low: z.number().nullable(),
          high: z.number().nullable(),
          unit: z.string(),
          why: words,
          fix: words,
        }),
      ),
    }),
  },
  pleaseConfirm: {
    zh: '有数值少见,请确认无误',
    en: 'A value is unusual; please confirm it',
    data: z.object({
      fields: z.array(z.object({ field: z.string(), value: z.number(), low: z.number(), high: z.number(), unit: z.string(), question: words })),
    }),
  },
  inFuture: { zh: '时间在未来,请核对设备时钟', en: "The time is in the future; check the device's clock", data: z.object({ now: moment }) },
  tooLate: { zh: '补录已超期限,请写明原因', en: 'Recorded too late; please write why', data: z.object({ days: z.int() }) },
  bornLater: { zh: '时间早于出生日期', en: 'The time is before the birth' },
  died: { zh: '已登记死亡;补录生前的随访请写明原因', en: 'The death is on record; to record something earlier, write why' },
  noDoctor: { zh: '当前账号没有对应的医生', en: 'This account belongs to no doctor' },
  alreadyRecorded: { zh: '这条记录已保存', en: 'This is on record already' },
} as const

/** What only the doctor who sends somebody home can judge, beside what was measured; the words are those of the criteria. */
export const judgedAtDischarge = z.enum([
  'diagnosisSettled',
  'planSettled',
  'tcmPlanSettled',
  'conditionStable',
  'complicationsStable',
  'acuteEventResolved',
  'bloodPressureAtGoal',
  'glucoseAtGoal',
])
export type JudgedAtDischarge = z.infer<typeof judgedAtDischarge>

const range = z.object({ low: z.number(), high: z.number() })
/** One thing of the merged form. Readings are never prefilled: `last` is to be looked at. */
export const formField = z.object({
  name: z.string(),
  kind: fieldKind.schema,
  label: words,
  unit: z.string().nullable(),
  shownUnit: words.nullable(),
  /** Units that are asked about and converted. */
  otherUnits: z.array(z.string()),
  decimals: z.int(),
  possible: range.nullable(),
  usual: range.nullable(),
  options: z.array(z.object({ code: z.string(), label: words })).nullable(),
  /** What "nothing new" means; null where it has to be answered. */
  none: z.string().nullable(),
  /** Whether the answer of last time may be taken over in one tap. */
  carriesOver: z.boolean(),
  isRequired: z.boolean(),
  diseases: z.array(z.string()),
  last: z.object({ value: z.union([z.string(), z.number()]), shown: words, on: day }).nullable(),
})

/** The rule behind a sentence: an id of docs/sources.md, and since when it is in force. */
export const ruleBasis = z.object({ source: z.string(), from: day, status: z.enum(['verified', 'unverified', 'local']) })
export type RuleBasis = z.infer<typeof ruleBasis>
export const reason = z.object({ text: words, basis: ruleBasis })
export type Reason = z.infer<typeof reason>

export const adviceLine = z.object({
  disease: z.string(),
  kind: adviceKind.schema,
  text: words,
  /** Why it is said to this person. */
  because: words,
  basis: ruleBasis,
  edition: words,
  /** The report says controlled, the guideline's goal is not met. */
  isGap: z.boolean(),
})
export type AdviceLine = z.infer<typeof adviceLine>
export const lifestylePoints = z.object({ condition: words, diet: z.array(words), exercise: z.array(words), basis: ruleBasis })
export type LifestylePoints = z.infer<typeof lifestylePoints>

/** What opens the referral prefilled: the criteria that fired and what goes along. */
export const referralOffer = z.object({
  urgency: z.enum(['emergency', 'urgent', 'routine']),
  criteria: z.array(
    z.object({
      criterionId: z.string(),
      label: words,
      urgency: z.enum(['emergency', 'urgent', 'routine']),
      because: z.array(z.object({ label: words, value: words })),
      basis: ruleBasis,
    }),
  ),
  diagnosis: z.object({ code: z.string(), name: z.string() }),
  reason: z.string(),
  /** Of what was measured and said today, for the summary of the referral. */
  summary: z.array(z.object({ title: z.string(), text: z.string() })),
})
export type ReferralOffer = z.infer<typeof referralOffer>
