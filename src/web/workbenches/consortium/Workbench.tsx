import { useMemo } from 'react'
import { Route, Switch, useLocation } from 'wouter'
import { dutyContract } from '#registry/duty/contract.ts'
import { ConsortiumBoardScreen } from '#web/board/ConsortiumBoardScreen.tsx'
import { chronicRoutes } from '#web/chronicCare/desk/routes.tsx'
import { DutyScreen } from '#web/duty/DutyScreen.tsx'
import { ElsewhereScreen } from '#web/elsewhere/ElsewhereScreen.tsx'
import { EnrollmentScreen } from '#web/enrollment/EnrollmentScreen.tsx'
import { FacilityScreen } from '#web/facility/FacilityScreen.tsx'
import { indicatorRoutes } from '#web/indicators/routes.tsx'
import { PowersScreen } from '#web/oversight/PowersScreen.tsx'
import { SharingScreen } from '#web/oversight/SharingScreen.tsx'
import { ReportedScreen } from '#web/reported/ReportedScreen.tsx'
import { RulesScreen } from '#web/rules/RulesScreen.tsx'
import { RuleTabs } from '#web/rules/RuleTabs.tsx'
import type { DeskCommand } from '#web/ui/desk/CommandSearch.tsx'
import { DeskShell, type MenuItem } from '#web/ui/desk/DeskShell.tsx'
import { DeskTheme } from '#web/ui/desk/DeskTheme.tsx'
import { Nowhere } from '#web/ui/desk/Nowhere.tsx'
import { useAsk } from '#web/wire/ask.ts'
import { useMe } from '#web/wire/session.ts'

/** Eight places are the most a desk has; these are found by Ctrl-K. */
function useCommands(): readonly DeskCommand[] {
  const [, go] = useLocation()
  return useMemo(
    () => [
      { key: 'facility', name: { zh: '本机构', en: 'Our facility' }, run: () => go('/facility') },
      { key: 'elsewhere', name: { zh: '县外就医', en: 'Care outside the county' }, run: () => go('/elsewhere') },
    ],
    [go],
  )
}

/**
 * Who answers for the whole: the consortium's manager and the health bureau. The cockpit first, then how the month runs and what
 * waits for them.
 */
export default function Workbench() {
  const { role } = useMe()
  const commands = useCommands()
  const duties = useAsk(dutyContract.myDuties, { limit: 1 }, { live: ['duty'] }).data?.counts
  const menu: readonly MenuItem[] = [
    { href: '/', name: { zh: '驾驶舱', en: 'Cockpit' }, also: '/indicators' },
    { href: '/board', name: { zh: '运行看板', en: 'Board' } },
    { href: '/reports', name: { zh: '报告', en: 'Reports' } },
    {
      href: '/duties',
      name: { zh: '我的待办', en: 'My duties' },
      count: duties?.open,
      isLate: (duties?.overdue ?? 0) > 0,
    },
    { href: '/enrollment', name: { zh: '家庭医生签约', en: 'Enrollment' } },
    { href: '/chronic', name: { zh: '慢病管理', en: 'Chronic care' } },
    { href: '/reported', name: { zh: '上报数据', en: 'Reported figures' }, beginsGroup: true },
    { href: '/rules', name: { zh: '规则与权责', en: 'Rules and powers' } },
  ]
  return (
    <DeskTheme>
      <DeskShell menu={menu} commands={commands}>
        <Switch>
          {indicatorRoutes(role)}
          <Route path="/duties">
            <DutyScreen title={{ zh: '我的待办', en: 'My duties' }} />
          </Route>
          <Route path="/board" component={ConsortiumBoardScreen} />
          <Route path="/enrollment" component={EnrollmentScreen} />
          {chronicRoutes(role)}
          <Route path="/facility" component={FacilityScreen} />
          <Route path="/reported">
            <ReportedScreen elsewhere="/elsewhere" />
          </Route>
          <Route path="/elsewhere">
            <ElsewhereScreen />
          </Route>
          <Route path="/rules">
            <RuleTabs>
              <RulesScreen />
            </RuleTabs>
          </Route>
          <Route path="/rules/powers">
            <RuleTabs>
              <PowersScreen />
            </RuleTabs>
          </Route>
          <Route path="/rules/sharing">
            <RuleTabs>
              <SharingScreen />
            </RuleTabs>
          </Route>
          <Route>
            <Nowhere />
          </Route>
        </Switch>
      </DeskShell>
    </DeskTheme>
  )
}
