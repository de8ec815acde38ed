import { Route, Switch } from 'wouter'
import { dutyContract } from '#registry/duty/contract.ts'
import { chronicRoutes } from '#web/chronicCare/desk/routes.tsx'
import { CockpitScreen } from '#web/cockpit/CockpitScreen.tsx'
import { DutyScreen } from '#web/duty/DutyScreen.tsx'
import { EnrollmentScreen } from '#web/enrollment/EnrollmentScreen.tsx'
import { FacilityScreen } from '#web/facility/FacilityScreen.tsx'
import { indicatorRoutes } from '#web/indicators/routes.tsx'
import { PowersScreen } from '#web/oversight/PowersScreen.tsx'
import { SharingScreen } from '#web/oversight/SharingScreen.tsx'
import { RulesScreen } from '#web/rules/RulesScreen.tsx'
import { RuleTabs } from '#web/rules/RuleTabs.tsx'
import { DeskShell, type MenuItem } from '#web/ui/desk/DeskShell.tsx'
import { DeskTheme } from '#web/ui/desk/DeskTheme.tsx'
import { Nowhere } from '#web/ui/desk/Nowhere.tsx'
import { useAsk } from '#web/wire/ask.ts'
import { useMe } from '#web/wire/session.ts'

/**
 * Who answers for the whole: the consortium's manager and the bureaus. The cockpit first, then how the month runs and what waits for
 * them. The insurance bureau looks at figures and runs nothing.
 */
export default function Workbench() {
  const { role } = useMe()
  const duties = useAsk(dutyContract.myDuties, { limit: 1 }, { live: ['duty'] }).data?.counts
  const runs = role !== 'insuranceBureau'
  const menu: readonly (MenuItem | false)[] = [
    { href: '/', name: { zh: '驾驶舱', en: 'Cockpit' }, also: '/indicators' },
    runs && { href: '/board', name: { zh: '运行看板', en: 'Board' } },
    { href: '/reports', name: { zh: '报告', en: 'Reports' } },
    {
      href: '/duties',
      name: { zh: '我的待办', en: 'My duties' },
      count: duties?.open,
      isLate: (duties?.overdue ?? 0) > 0,
    },
    runs && { href: '/enrollment', name: { zh: '家庭医生签约', en: 'Enrollment' } },
    runs && { href: '/chronic', name: { zh: '慢病管理', en: 'Chronic care' } },
    { href: '/facility', name: { zh: '本机构', en: 'Our facility' }, beginsGroup: true },
    { href: '/rules', name: { zh: '规则与权责', en: 'Rules and powers' } },
  ]
  return (
    <DeskTheme>
      <DeskShell menu={menu.filter((item) => item !== false)}>
        <Switch>
          {indicatorRoutes(role)}
          <Route path="/duties">
            <DutyScreen title={{ zh: '我的待办', en: 'My duties' }} />
          </Route>
          {runs && <Route path="/board" component={CockpitScreen} />}
          {runs && <Route path="/enrollment" component={EnrollmentScreen} />}
          {runs && chronicRoutes(role)}
          <Route path="/facility" component={FacilityScreen} />
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
