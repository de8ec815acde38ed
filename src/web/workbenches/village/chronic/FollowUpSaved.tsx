import { Link } from 'wouter'
import type { FollowUpResult } from '#care/chronicCare/contract.ts'
import { ReferOffer } from '#web/chronicCare/result/ReferOffer.tsx'
import { ResultBody } from '#web/chronicCare/result/ResultBody.tsx'
import { diseasesInWords } from '#web/chronicCare/saying.ts'
import { Icon } from '#web/ui/Icon.tsx'
import { PhonePage } from '#web/ui/phone/PhoneShell.tsx'
import { Day, Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useFromTheTop } from '#web/workbenches/village/chronic/useFromTheTop.ts'

/** What was saved, what it means, and what comes next. */
export function FollowUpSaved({ result }: { result: FollowUpResult }) {
  const { t, language } = useWords()
  const { managed, residentId } = result
  useFromTheTop()
  return (
    <PhonePage
      title={{ zh: '随访已保存', en: 'Follow-up saved' }}
      back={`/residents/${residentId}/chronic`}
      foot={
        <>
          <Link href={`/residents/${residentId}/chronic`} className="button">
            {t({ zh: '看管理卡', en: 'The person' })}
          </Link>
          <Link href="/" className="button primary">
            {t({ zh: '回到今天', en: 'Back to today' })}
          </Link>
        </>
      }
    >
      <div className="done-note" role="status">
        <Icon name="check" size={24} />
        <div>
          <p>
            <b>
              {t({
                zh: `${managed.person.name}的${diseasesInWords(managed.diseases, 'zh')}随访已保存`,
                en: `${managed.person.name}: follow-up of ${diseasesInWords(managed.diseases, language).toLowerCase()} saved`,
              })}
            </b>
          </p>
          <p className="muted">
            <Moment at={result.occurredAt} /> ·{' '}
            {t({ zh: '同时记入就诊和慢病管理,不用再填', en: 'written once, as a visit and in the program' })}
          </p>
          <p>
            {t({ zh: '下次随访', en: 'Next follow-up' })}{' '}
            <b>
              <Day on={result.nextDueOn} weekday />
            </b>
            {t({ zh: ',到期会出现在“今天”', en: '; it will appear under Today' })}
          </p>
        </div>
      </div>
      {result.referral && <ReferOffer residentId={residentId} offer={result.referral} />}
      <ResultBody result={result} />
    </PhonePage>
  )
}
