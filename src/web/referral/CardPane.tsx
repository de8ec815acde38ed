import { Link } from 'wouter'
import { mayTreat } from '#web/record/reach.ts'
import { ReferralPane } from '#web/referral/ReferralPane.tsx'
import { useReferral } from '#web/referral/useReferral.ts'
import { Icon } from '#web/ui/Icon.tsx'
import { useWords } from '#web/ui/words.ts'
import { useMe } from '#web/wire/session.ts'
import '#web/referral/CardPane.css'

/** The card both sides see; for those who treat, with the way into the record and on to somewhere else. */
export function CardPane({ referralId }: { referralId: string }) {
  const { role } = useMe()
  return (
    <ReferralPane key={referralId} referralId={referralId}>
      {mayTreat(role) && <Onward referralId={referralId} />}
    </ReferralPane>
  )
}

function Onward({ referralId }: { referralId: string }) {
  const { t } = useWords()
  const { data: card } = useReferral(referralId)
  if (!card) return null
  const { residentId, diagnosis, status } = card
  const words = new URLSearchParams({ code: diagnosis.code, name: diagnosis.name })
  const isBack = status === 'declined' || status === 'expired' || status === 'noShow'
  if (isBack) words.set('instead', referralId)
  return (
    <p className="card-onward">
      <Link href={`/residents/${residentId}`}>
        <Icon name="document" size={14} /> {t({ zh: '打开健康档案', en: 'Open the record' })}
      </Link>
      <Link href={`/residents/${residentId}/refer?${words}`}>
        <Icon name="transfer" size={14} />{' '}
        {isBack ? t({ zh: '改转别处', en: 'Refer elsewhere' }) : t({ zh: '再转诊', en: 'Refer on' })}
      </Link>
    </p>
  )
}
