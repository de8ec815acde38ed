import { lazy, Suspense, useEffect } from 'react'
import { healthCardContract } from '#registry/healthCard/contract.ts'
import { useNow } from '#web/ui/clock.ts'
import { Answered, Loading } from '#web/ui/states.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { Block, Page } from '#web/workbenches/resident/Page.tsx'
import { useHere } from '#web/workbenches/resident/people.ts'

const QrPicture = lazy(() => import('#web/ui/QrPicture.tsx').then((module) => ({ default: module.QrPicture })))

/** The card a doctor scans. It draws itself anew, so that a photo of it is of no use later. */
export default function Card() {
  const { t } = useWords()
  const { person } = useHere()
  const asked = useAsk(healthCardContract.showHealthCard, { residentId: person.residentId }, { freshSeconds: 0 })
  const now = useNow(1)
  const left = asked.data ? Math.max(0, Math.floor((Date.parse(asked.data.refreshAt) - now) / 1000)) : undefined
  const { again, isRefreshing } = asked
  useEffect(() => {
    if (left === 0 && !isRefreshing) again()
  }, [left, isRefreshing, again])
  return (
    <Page title={{ zh: '电子健康卡', en: 'Health card' }} back="/me">
      <Answered asked={asked} what={{ zh: '健康卡', en: 'the card' }}>
        {(card) => (
          <Block>
            <div className="health-card">
              <b>{card.name}</b>
              <Suspense fallback={<Loading rows={1} />}>
                <QrPicture
                  value={card.code}
                  label={{ zh: `${card.name}的健康卡`, en: `Health card of ${card.name}` }}
                />
              </Suspense>
              <p className="muted" aria-live="off">
                {t({ zh: `${left ?? 0} 秒后自动换新`, en: `A new one in ${left ?? 0} s` })}
              </p>
              <p className="hint">
                {t({
                  zh: '看病、拿药时给工作人员扫。扫过之后,这家机构可以在短时间内看您的档案,“谁看过”里会记下来。',
                  en: 'Staff scan it. Then that facility may see your record for a short time; “who looked” will say so.',
                })}
              </p>
            </div>
          </Block>
        )}
      </Answered>
    </Page>
  )
}
