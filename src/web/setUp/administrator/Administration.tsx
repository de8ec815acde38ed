import { Redirect, Route, Switch } from 'wouter'
import { ConsortiumScreen } from '#web/setUp/administrator/ConsortiumScreen.tsx'
import { FacilitiesScreen } from '#web/setUp/administrator/FacilitiesScreen.tsx'
import { StaffScreen } from '#web/setUp/administrator/StaffScreen.tsx'
import { DeskShell, type MenuItem } from '#web/ui/desk/DeskShell.tsx'
import { DeskTheme } from '#web/ui/desk/DeskTheme.tsx'

const menu: readonly MenuItem[] = [
  { href: '/', name: { zh: '机构与科室', en: 'Facilities' } },
  { href: '/staff', name: { zh: '人员与账号', en: 'Staff and accounts' } },
  { href: '/consortium', name: { zh: '医共体', en: 'Consortium' } },
]

/** Fills an empty platform by hand: who is there, who works where, who may sign in. */
export function Administration() {
  return (
    <DeskTheme>
      <DeskShell menu={menu}>
        <Switch>
          <Route path="/" component={FacilitiesScreen} />
          <Route path="/staff" component={StaffScreen} />
          <Route path="/consortium" component={ConsortiumScreen} />
          <Route>
            <Redirect to="/" replace />
          </Route>
        </Switch>
      </DeskShell>
    </DeskTheme>
  )
}
