import { capacityKind, holdStatus, pool } from '#care/booking/contract.ts'
import type { ReferralCard } from '#care/referral/contract.ts'
import { iconOf, unitBegins } from '#web/capacity/unit.ts'
import { useNow } from '#web/ui/clock.ts'
import { Due } from '#web/ui/Due.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { Part } from '#web/workbenches/village/parts/Part.tsx'

/** What is kept for the patient and until when, or the place in the line. */
export function Holding({ card }: { card: ReferralCard }) {
  const { t, language } = useWords()
  const now = useNow(60)
  const { holding, waiting } = card
  if (!holding && !waiting) return null
  return (
    <Part title={{ zh: '号位', en: 'The unit' }}>
      {holding && (
        <div className="holding">
          <Icon name={iconOf(holding.kind)} size={20} />
          <div>
            <p>
              <b>{unitBegins(holding, { language, now })}</b> {t(capacityKind.labels[holding.kind])}{' '}
              <Tag tone={toneOf(holding.status)}>{t(holdStatus.labels[holding.status])}</Tag>
            </p>
            <p className="muted">
              <Moment at={holding.startsAt} weekday /> · {holding.resource} · {t(pool.labels[holding.pool])}
            </p>
            {holding.status === 'held' && holding.expiresAt && (
              <p>
                {t({ zh: '为患者保留,', en: 'Kept for the patient, ' })} <Due at={holding.expiresAt} />
                <span className="hint">
                  {' '}
                  {t({ zh: '至', en: 'until' })} <Moment at={holding.expiresAt} />
                </span>
              </p>
            )}
          </div>
        </div>
      )}
      {waiting && (
        <div className="holding">
          <Icon name="clock" size={20} />
          <div>
            <p>
              <b>{t({ zh: `候补第 ${waiting.place} 位`, en: `No. ${waiting.place} on the wait-list` })}</b>
            </p>
            <p className="muted">
              {t({ zh: '有空位时自动占用,并写进经过', en: 'The next free unit is kept and noted below' })} ·{' '}
              <Moment at={waiting.since} />
            </p>
          </div>
        </div>
      )}
    </Part>
  )
}

function toneOf(status: NonNullable<ReferralCard['holding']>['status']) {
  if (status === 'held') return 'amber'
  return status === 'confirmed' || status === 'used' ? 'pine' : 'plain'
}
