import { chronicCareContract } from '#care/chronicCare/contract.ts'
import { enrollmentContract } from '#care/enrollment/contract.ts'
import { referralContract } from '#care/referral/contract.ts'
import { diseasesInWords } from '#web/chronicCare/saying.ts'
import type { Text } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'

/** What a death ends for this person, each in a sentence: only what is really open. */
export function useWillEnd(residentId: string): readonly Text[] {
  const refer = useAsk(referralContract.openReferForm, { residentId })
  const enrollment = useAsk(enrollmentContract.openEnrollment, { residentId })
  const chronic = useAsk(chronicCareContract.openFollowUp, { residentId })
  const open = refer.data?.open.length ?? 0
  const team = enrollment.data?.current?.team.name
  const managed = chronic.data?.managed
  return [
    ...(open > 0
      ? [
          {
            zh: `没有结束的 ${open} 个转诊关闭,占用的号和床位释放,各方收到通知`,
            en: `${open} open ${open === 1 ? 'referral is' : 'referrals are'} closed, kept units are released and every side is told`,
          },
        ]
      : []),
    ...(managed?.next
      ? [
          {
            zh: `${diseasesInWords(managed.diseases, 'zh')}管理结束,随访和催访停止`,
            en: `Management of ${diseasesInWords(managed.diseases, 'en')} ends; no follow-up, no calls`,
          },
        ]
      : []),
    ...(team
      ? [{ zh: `与${team}的签约到去世当天为止`, en: `The enrollment with ${team} ends with the day of death` }]
      : []),
    {
      zh: '这位居民的待办关闭,以后不能再转诊、随访和签约;生前的就诊仍可补录',
      en: 'Duties about this person close; no new referral, follow-up or enrollment. An earlier visit can still be recorded',
    },
    {
      zh: '登记人和经过写进档案,登记后不能撤回',
      en: 'Who recorded it and how it is known stay in the record; it cannot be taken back',
    },
  ]
}
