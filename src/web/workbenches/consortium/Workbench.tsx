import { Route, Switch } from 'wouter'
import { dutyContract } from '#registry/duty/contract.ts'
import { chronicRoutes } from '#web/chronicCare/desk/routes.tsx'
import { CockpitScreen } from '#web/cockpit/CockpitScreen.tsx'
import { DutyScreen } from '#web/duty/DutyScreen.tsx'
import { EnrollmentScreen } from '#web/enrollment/EnrollmentScreen.tsx'
import { FacilityScreen } from '#web/facility/FacilityScreen.tsx'
import { PowersScreen } from '#web/oversight/PowersScreen.tsx'
import { SharingScreen } from '#web/oversight/SharingScreen.tsx'
import { RulesScreen } from '#web/rules/RulesScreen.tsx'
import { DeskShell, type MenuItem } from '#web/ui/desk/DeskShell.tsx'
import { DeskTheme } from '#web/ui/desk/DeskTheme.tsx'
import { Nowhere } from '#web/ui/desk/Nowhere.tsx'
import { useAsk } from '#web/wire/ask.ts'
import { useMe } from '#web/wire/session.ts'

/** Who answers for the whole: the consortium's manager and the health bureau. The board first, then what waits for them. */
export default function Workbench() {
  const { role } = useMe()
  const duties = useAsk(dutyContract.myDuties, { limit: 1 }, { live: ['duty'] }).data?.counts
  const menu: readonly MenuItem[] = [
    { href: '/', name: { zh: '运行看板', en: 'Board' } },
    {
      href: '/duties',
      name: { zh: '我的待办', en: 'My duties' },
      count: duties?.open,
      isLate: (duties?.overdue ?? 0) > 0,
    },
    { href: '/enrollment', name: { zh: '家庭医生签约', en: 'Enrollment' } },
    { href: '/chronic', name: { zh: '慢病管理', en: 'Chronic care' } },
    { href: '/facility', name: { zh: '本机构', en: 'Our facility' }, beginsGroup: true },
    { href: '/rules', name: { zh: '规则', en: 'Rules' } },
    { href: '/powers', name: { zh: '权责清单', en: 'Powers' } },
    { href: '/sharing', name: { zh: '数据共享目录', en: 'Sharing' } },
  ]
  return (
    <DeskTheme>
      <DeskShell menu={menu}>
        <Switch>
          <Route path="/" component={CockpitScreen} />
          <Route path="/duties">
            <DutyScreen title={{ zh: '我的待办', en: 'My duties' }} />
          </Route>
          <Route path="/enrollment" component={EnrollmentScreen} />
          {chronicRoutes(role)}
          <Route path="/facility" component={FacilityScreen} />
          <Route path="/rules" component={RulesScreen} />
          <Route path="/powers" component={PowersScreen} />
          <Route path="/sharing" component={SharingScreen} />
          <Route>
            <Nowhere />
          </Route>
        </Switch>
      </DeskShell>
    </DeskTheme>
  )
}
