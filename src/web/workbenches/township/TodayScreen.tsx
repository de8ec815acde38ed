import { referralContract } from '#care/referral/contract.ts'
import { DutyScreen } from '#web/duty/DutyScreen.tsx'
import { CardPane } from '#web/referral/CardPane.tsx'
import { type BoxShown, InboxRows } from '#web/referral/InboxScreen.tsx'
import { useInAddress } from '#web/ui/desk/address.ts'
import { useAskPages } from '#web/wire/ask.ts'
import { useMe } from '#web/wire/session.ts'

const inVillages: BoxShown = {
  box: 'returning',
  name: { zh: '村卫生室手上', en: 'with the village clinics' },
  empty: { zh: '各村卫生室手上没有回家的人', en: 'The village clinics have nobody coming home' },
}

/** The own duties, overdue first, and beside them what the village clinics below have in hand. */
export function TodayScreen() {
  const { role, facility } = useMe()
  const seesLoops = role !== 'publicHealthWorker'
  const [on, select] = useInAddress('on')
  const asked = useAskPages(
    referralContract.openInbox,
    { box: 'returning', limit: 100 },
    { live: ['referral'], when: seesLoops },
  )
  const items = asked.items.filter((row) => row.to !== facility)
  const chosen = on ?? items[0]?.referralId
  if (!seesLoops) return <DutyScreen title={{ zh: '今天', en: 'Today' }} />
  return (
    <DutyScreen
      title={{ zh: '今天', en: 'Today' }}
      beside={{
        counter: { key: 'beside', name: inVillages.name, count: items.length },
        rows: (
          <InboxRows
            asked={{ ...asked, items, data: asked.data && items }}
            box={inVillages}
            selected={chosen}
            onSelect={select}
          />
        ),
        pane: chosen && <CardPane key={chosen} referralId={chosen} />,
      }}
    />
  )
}
