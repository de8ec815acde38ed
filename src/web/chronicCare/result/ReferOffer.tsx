import { Link } from 'wouter'
import type { ReferralOffer } from '#care/chronicCare/contract.ts'
import type { Words } from '#kernel/words.ts'
import { carriedBy } from '#web/chronicCare/result/carried.ts'
import { Source } from '#web/chronicCare/Why.tsx'
import { UrgencyTag } from '#web/referral/UrgencyTag.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { type Text, useWords } from '#web/ui/words.ts'

/** A criterion fired: which, by which values, and the one button that carries all of it into a referral. */
export function ReferOffer({ residentId, offer }: { residentId: string; offer: ReferralOffer }) {
  const { t } = useWords()
  // A criterion may speak of the diagnosis by its code; people read its name.
  const named = (value: Words): Text =>
    /^[A-Z]\d/.test(value.zh) && offer.diagnosis.code.startsWith(value.zh) ? offer.diagnosis.name : value
  return (
    <section className={`refer-offer ${offer.urgency}`} aria-label={t({ zh: '需要转诊', en: 'To be referred' })}>
      <h2>
        <Icon name="alert" /> {t({ zh: '需要转诊', en: 'To be referred' })} <UrgencyTag code={offer.urgency} />
      </h2>
      <ul>
        {offer.criteria.map((each) => (
          <li key={each.criterionId}>
            <b>{t(each.label)}</b>
            {each.because.length > 0 && (
              <span className="muted">
                {' '}
                {each.because
                  .map(({ label, value }) => `${t(label)} ${t(named(value))}`)
                  .join(t({ zh: ';', en: '; ' }))}
              </span>
            )}
            <Source basis={each.basis} />
          </li>
        ))}
      </ul>
      <Link href={`/residents/${residentId}/refer`} state={carriedBy(offer)} className="button primary wide">
        <Icon name="transfer" /> {t({ zh: '转诊', en: 'Refer' })}
      </Link>
      <p className="hint">
        {t({
          zh: '指征、理由、诊断和今天的测量都会带过去,选好号位即可提交;两周后的随访待办会自动打开',
          en: 'Criterion, reason, diagnosis and the readings of today go along; the follow-up in two weeks opens by itself',
        })}
      </p>
    </section>
  )
}
