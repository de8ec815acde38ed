import { useMemo } from 'react'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { referralContract } from '#care/referral/contract.ts'
import type { RoleName } from '#registry/access/roles.ts'
import { dutyContract } from '#registry/duty/contract.ts'
import { AdviceScreen } from '#web/advice/AdviceScreen.tsx'
import { BoardScreen } from '#web/capacity/BoardScreen.tsx'
import { DutyScreen } from '#web/duty/DutyScreen.tsx'
import { FacilityScreen } from '#web/facility/FacilityScreen.tsx'
import { facilityFigures } from '#web/indicators/routes.tsx'
import { readsReferrals } from '#web/referral/reach.ts'
import { ResidentsScreen } from '#web/residents/ResidentsScreen.tsx'
import { useFindPeople } from '#web/residents/useFindPeople.ts'
import { RulesScreen } from '#web/rules/RulesScreen.tsx'
import { AccountsScreen } from '#web/staff/AccountsScreen.tsx'
import { FindingsScreen } from '#web/supervision/FindingsScreen.tsx'
import { DeskShell } from '#web/ui/desk/DeskShell.tsx'
import { DeskTheme } from '#web/ui/desk/DeskTheme.tsx'
import { useAsk } from '#web/wire/ask.ts'
import { useMe } from '#web/wire/session.ts'
import { type Counts, menuOf } from '#web/workbenches/referralDesk/menu.ts'
import { HomewardScreen, QueueScreen } from '#web/workbenches/referralDesk/queue/screens.tsx'
import { TemplatesScreen } from '#web/workbenches/referralDesk/templates/TemplatesScreen.tsx'
import { WaitingScreen } from '#web/workbenches/referralDesk/WaitingScreen.tsx'

export default function Workbench() {
  const { role } = useMe()
  const counts = useCounts(role)
  const menu = useMemo(() => menuOf(role, counts), [role, counts])
  const find = useFindPeople()
  const [, go] = useLocation()
  const commands = useMemo(
    () =>
      role === 'hospitalManager'
        ? [
            { key: 'rules', name: { zh: '规则', en: 'Rules' }, run: () => go('/rules') },
            { key: 'findings', name: { zh: '督导问题', en: 'Findings' }, run: () => go('/findings') },
          ]
        : [],
    [role, go],
  )
  return (
    <DeskTheme>
      <DeskShell menu={menu} commands={commands} {...find}>
        <Switch>
          <Route path="/">{firstScreen(role)}</Route>
          <Route path="/queue" component={QueueScreen} />
          <Route path="/homeward" component={HomewardScreen} />
          <Route path="/board" component={BoardScreen} />
          <Route path="/templates" component={TemplatesScreen} />
          <Route path="/waiting" component={WaitingScreen} />
          <Route path="/advice" component={AdviceScreen} />
          <Route path="/residents" component={ResidentsScreen} />
          <Route path="/facility" component={FacilityScreen} />
          {role === 'hospitalManager' && <Route path="/accounts" component={AccountsScreen} />}
          {role === 'hospitalManager' && <Route path="/findings" component={FindingsScreen} />}
          {role === 'hospitalManager' && facilityFigures(role)}
          <Route path="/rules" component={RulesScreen} />
          <Route>
            <Redirect to="/" replace />
          </Route>
        </Switch>
      </DeskShell>
    </DeskTheme>
  )
}

function firstScreen(role: RoleName) {
  if (role === 'capacityManager') return <BoardScreen />
  return role === 'referralDesk' ? <QueueScreen /> : <ManagerDuties />
}

/** What waits for a manager: approvals, reviews, and what others are late with. */
function ManagerDuties() {
  return (
    <DutyScreen
      title={{ zh: '我的待办', en: 'My duties' }}
      mine={{
        name: { zh: '要我审批督办', en: 'for me' },
        kinds: ['approveReferral', 'reviewBreakGlass', 'mendFinding', 'lateDuty'],
      }}
      next={{
        zh: '要审批的县外转诊、要复核的紧急调阅和逾期升级会出现在这里',
        en: 'Approvals, reviews and what is late come here',
      }}
    />
  )
}

function useCounts(role: RoleName): Counts {
  const inbox = useAsk(referralContract.openInbox, { limit: 1 }, { live: ['referral'], when: readsReferrals(role) })
  const duties = useAsk(dutyContract.myDuties, { limit: 1 }, { live: ['duty'], when: role === 'hospitalManager' })
  const { toAnswer = 0, overdue = 0 } = inbox.data?.counts ?? {}
  const { open = 0, overdue: late = 0 } = duties.data?.counts ?? {}
  return useMemo(() => ({ toAnswer, overdue, duties: open, lateDuties: late }), [toAnswer, overdue, open, late])
}
