import type { ActionName, ReferralCard } from '#care/referral/contract.ts'
import type { Words } from '#kernel/words.ts'
import { unitTime } from '#web/capacity/unit.ts'
import { toast } from '#web/ui/Toast.tsx'

/** What happened, in the words of the county, for the foot of the screen. */
function doneInWords(name: ActionName, card: ReferralCard): Words {
  const who = card.person.name
  const from = card.from.facility
  switch (name) {
    case 'accept':
      return acceptedInWords(card)
    case 'decline':
      return { zh: `已婉拒 ${who},已退回 ${from}`, en: `Declined ${who}; back to ${from}` }
    case 'requestMore':
      return { zh: `已请 ${from} 补充 ${who} 的资料`, en: `Asked ${from} for more about ${who}` }
    case 'supplyMore':
      return { zh: `已补充,轮到 ${card.to.facility}`, en: `Supplied; it is the turn of ${card.to.facility}` }
    case 'redirect':
      return { zh: `${who} 已转往他处,资料一并带过去`, en: `${who} was redirected with everything` }
    case 'approve':
      return card.approval.approvedAt
        ? {
            zh: `已同意 ${who} 转往 ${card.externalPlace ?? '县外'}`,
            en: `Approved ${who} to ${card.externalPlace ?? 'outside'}`,
          }
        : { zh: `未同意 ${who} 转县外,已退回 ${from}`, en: `Not approved; ${who} is back with ${from}` }
    case 'withdraw':
      return { zh: `已撤回 ${who} 的转诊,号位已放回`, en: `Withdrawn; the unit is free again` }
    case 'arrive':
      return { zh: `${who} 已到院,轮到专科医生`, en: `${who} has arrived` }
    case 'treat':
      return { zh: `已登记 ${who} 的诊治`, en: `Treatment of ${who} recorded` }
    case 'discharge':
      return { zh: `${who} 已出院,请写出院信息包下转`, en: `${who} was discharged; send home with the pack next` }
    case 'sendHome':
      return { zh: `${who} 已下转回家,基层会上门接住`, en: `${who} was sent home; the base takes over` }
    case 'markNoShow':
      return { zh: `已登记 ${who} 未到院,退回 ${from}`, en: `${who} did not come; back to ${from}` }
    case 'firstContact':
      return {
        zh: `已登记 ${who} 的首次上门,接下来是 14 天结果`,
        en: `First contact with ${who} recorded; the 14-day outcome comes next`,
      }
    case 'recordOutcome':
      return { zh: `${who} 这条线已闭环`, en: `The loop of ${who} is closed` }
    case 'settle':
      return { zh: `${who} 的后续已安排`, en: `${who} is settled` }
  }
}

function acceptedInWords(card: ReferralCard): Words {
  const { holding, person } = card
  if (card.direction === 'down') {
    return {
      zh: `已接收 ${person.name},接下来是首次上门`,
      en: `${person.name} is accepted; the first contact comes next`,
    }
  }
  const zh = `已接收 ${person.name}`
  const en = `Accepted ${person.name}`
  if (holding?.status !== 'confirmed') return { zh: `${zh},已通知 ${card.from.facility}`, en }
  return {
    zh: `${zh},${holding.resource} ${unitTime(holding, 'zh')} 已确认`,
    en: `${en}; ${holding.resource} ${unitTime(holding, 'en')} confirmed`,
  }
}

/** Says at the foot of the screen what the act did. */
export function tellDone(name: ActionName, card: ReferralCard): void {
  toast({ text: doneInWords(name, card) })
}
