import { Route, Switch } from 'wouter'
import { adviceContract } from '#care/advice/contract.ts'
import { referralContract } from '#care/referral/contract.ts'
import { dutyContract } from '#registry/duty/contract.ts'
import { AdviceScreen } from '#web/advice/AdviceScreen.tsx'
import { BoardScreen } from '#web/capacity/BoardScreen.tsx'
import { DutyScreen } from '#web/duty/DutyScreen.tsx'
import { recordRoutes } from '#web/record/routes.tsx'
import { type BoxShown, InboxScreen } from '#web/referral/InboxScreen.tsx'
import { useFindPeople } from '#web/residents/useFindPeople.ts'
import { DeskShell, type MenuItem } from '#web/ui/desk/DeskShell.tsx'
import { DeskTheme } from '#web/ui/desk/DeskTheme.tsx'
import { Nowhere } from '#web/ui/desk/Nowhere.tsx'
import { useAsk, useAskPages } from '#web/wire/ask.ts'

const boxes: readonly [BoxShown, ...BoxShown[]] = [
  {
    box: 'inCustody',
    name: { zh: '在院', en: 'in the hospital' },
    empty: { zh: '没有转诊来的在院病人', en: 'Nobody referred is in the hospital' },
  },
  {
    box: 'expected',
    name: { zh: '待到院', en: 'expected' },
    empty: { zh: '没有待到院的病人', en: 'Nobody is expected' },
  },
  {
    box: 'toSettle',
    name: { zh: '退回待安排', en: 'came back' },
    tone: 'cinnabar',
    empty: { zh: '没有退回来的', en: 'Nothing came back' },
  },
  {
    box: 'sent',
    name: { zh: '本院转出', en: 'sent by us' },
    empty: { zh: '本院没有在途的转出', en: 'Nothing sent is under way' },
  },
]

export default function Workbench() {
  const find = useFindPeople()
  const menu = useMenu()
  return (
    <DeskTheme>
      <DeskShell menu={menu} {...find}>
        <Switch>
          <Route path="/">
            <DutyScreen title={{ zh: '我的待办', en: 'My duties' }} />
          </Route>
          <Route path="/patients">
            <InboxScreen title={{ zh: '在院病人', en: 'Patients' }} boxes={boxes} />
          </Route>
          <Route path="/advice">
            <AdviceScreen />
          </Route>
          <Route path="/capacity">
            <BoardScreen />
          </Route>
          {recordRoutes()}
          <Route>
            <Nowhere />
          </Route>
        </Switch>
      </DeskShell>
    </DeskTheme>
  )
}

function useMenu(): readonly MenuItem[] {
  const duties = useAskPages(dutyContract.myDuties, { limit: 100 }, { live: ['duty'] }).first?.counts
  const inbox = useAsk(referralContract.openInbox, { box: 'inCustody', limit: 1 }, { live: ['referral'] }).data?.counts
  const advice = useAskPages(adviceContract.listAdvice, { box: 'open', limit: 50 }, { live: ['advice'] }).items
  return [
    { href: '/', name: { zh: '我的待办', en: 'My duties' }, count: duties?.open, isLate: (duties?.overdue ?? 0) > 0 },
    { href: '/patients', name: { zh: '在院病人', en: 'Patients' }, count: inbox && inbox.inCustody + inbox.toSettle },
    {
      href: '/advice',
      name: { zh: '咨询', en: 'Advice' },
      count: advice.filter((each) => each.status === 'asked').length,
    },
    { href: '/residents', name: { zh: '病历', en: 'Records' }, beginsGroup: true },
    { href: '/capacity', name: { zh: '号源', en: 'Slots and beds' } },
  ]
}
