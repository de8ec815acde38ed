import { capacityKind, type Holding, holdStatus, pool } from '#care/booking/contract.ts'
import type { ReferralCard } from '#care/referral/contract.ts'
import { iconOf, unitTime } from '#web/capacity/unit.ts'
import { useNow } from '#web/ui/clock.ts'
import { Icon } from '#web/ui/Icon.tsx'
import { Tag, type Tone } from '#web/ui/Tag.tsx'
import { lastingInWords } from '#web/ui/time.ts'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'

/** What is kept for the patient, counting down; or the place in the line. */
export function Held({ card }: { card: ReferralCard }) {
  const { t, language } = useWords()
  const { holding, waiting } = card
  if (!holding && !waiting) return null
  const isOurs = holding && (holding.status === 'held' || holding.status === 'confirmed' || holding.status === 'used')
  return (
    <section className="referral-part" aria-label={t(title)}>
      <h2>{t(isOurs ? title : waiting ? { zh: '候补', en: 'Wait-list' } : { zh: '占用', en: 'Unit' })}</h2>
      {holding && (
        <div className="referral-held">
          <div>
            <b>
              <Icon name={iconOf(holding.kind)} /> {holding.resource} {unitTime(holding, language)}
            </b>
            <span className="muted">
              {t(capacityKind.labels[holding.kind])} · {t(pool.labels[holding.pool])}
              {language === 'zh' ? ` · 第 ${holding.unit} 号` : ` · no. ${holding.unit}`}
            </span>
          </div>
          <HoldTag holding={holding} />
        </div>
      )}
      {waiting && (
        <div className="referral-held">
          <div>
            <b>{language === 'zh' ? `候补第 ${waiting.place} 位` : `No. ${waiting.place} on the wait-list`}</b>
            <span className="muted">
              {t({ zh: '自', en: 'since' })} <Moment at={waiting.since} />
              {t({ zh: ' 起,到号自动确认并通知双方', en: '; confirmed by itself, both sides are told' })}
            </span>
          </div>
          <Tag tone="amber" icon="clock">
            {t({ zh: '候补', en: 'Waiting' })}
          </Tag>
        </div>
      )}
    </section>
  )
}

const title = { zh: '已替您占好', en: 'Kept for you' }

const holdTones: Partial<Record<Holding['status'], Tone>> = { confirmed: 'pine', used: 'pine', held: 'amber' }

/** Held units run out: how long this one is still kept. */
export function HoldTag({ holding }: { holding: Pick<Holding, 'status' | 'expiresAt'> }) {
  const { t, language } = useWords()
  const present = useNow(holding.expiresAt ? 15 : 60)
  if (holding.status !== 'held' || !holding.expiresAt) {
    return <Tag tone={holdTones[holding.status] ?? 'plain'}>{t(holdStatus.labels[holding.status])}</Tag>
  }
  const left = Date.parse(holding.expiresAt) - present
  if (left <= 0) return <Tag tone="cinnabar">{t({ zh: '保留已到时', en: 'Ran out' })}</Tag>
  const lasting = lastingInWords(left, language)
  return (
    <Tag tone={left < 3_600_000 ? 'amber' : 'pulse'} icon="clock">
      {language === 'zh' ? `保留还剩 ${lasting}` : `kept for ${lasting}`}
    </Tag>
  )
}
