import { type NextStep, nextStep } from '#care/chronicCare/labels.ts'
import type { Words } from '#kernel/words.ts'
import type { Kind } from '#web/duty/kind.ts'

const because: Readonly<Record<NextStep, Words>> = {
  chronicFollowUp: { zh: '随访到期', en: 'A follow-up is due' },
  chronicRecheck: { zh: '初次测量偏高,等复测', en: 'The first reading was high; measure again' },
  chronicConfirm: { zh: '达到诊断标准,等医生确诊', en: 'The criteria are met; a doctor decides' },
  chronicAfterReferral: { zh: '转诊后两周要随访', en: 'Two weeks after the referral' },
  chronicHomeVisit: { zh: '电话一直没有接通', en: 'The phone was never answered' },
  chronicCorrectPhone: { zh: '登记的号码打不通', en: 'The number on record is wrong' },
  chronicAskAgain: { zh: '上次暂时拒绝随访', en: 'Follow-up was declined last time' },
  chronicFindAgain: { zh: '按定义已失访', en: 'Lost to follow-up by definition' },
  chronicTakeOver: { zh: '患者搬到您的服务范围', en: 'The patient moved to your catchment' },
}

/** The duties of chronic care: what each step asks and why it is there. */
export const chronicKinds: Readonly<Record<string, Kind>> = Object.fromEntries(
  nextStep.codes.map((step): [string, Kind] => [
    step,
    { does: nextStep.labels[step], because: () => because[step], by: 'receiver' },
  ]),
)
