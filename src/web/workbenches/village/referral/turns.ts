import type { ReferralCard } from '#care/referral/contract.ts'
import { roleInWords, dutyInWords as said } from '#web/referral/sayings.ts'
import type { Text } from '#web/ui/words.ts'

/** What a duty asks, in words; never its code. */
export function dutyInWords(kind: string): Text {
  return kind === 'actOnAdvice' ? { zh: '处理专科答复', en: 'act on the answer' } : said(kind)
}

/** 轮到 县人民医院 转诊中心; 轮到您, where it is the reader's own facility. */
export function turnInWords(next: ReferralCard['next'], own: string): Text | null {
  if (!next) return null
  if (next.facility === own) return { zh: '轮到您', en: 'Your turn' }
  const post = roleInWords(next.role)
  return { zh: `轮到 ${next.facility} ${post.zh}`, en: `Turn of ${next.facility}, ${post.en.toLowerCase()}` }
}
