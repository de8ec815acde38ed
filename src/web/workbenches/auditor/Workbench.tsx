import { Redirect, Route, Switch } from 'wouter'
import { PowersScreen } from '#web/oversight/PowersScreen.tsx'
import { SharingScreen } from '#web/oversight/SharingScreen.tsx'
import { DeskShell, type MenuItem } from '#web/ui/desk/DeskShell.tsx'
import { DeskTheme } from '#web/ui/desk/DeskTheme.tsx'
import { TrailScreen } from '#web/workbenches/auditor/TrailScreen.tsx'

const menu: readonly MenuItem[] = [
  { href: '/', name: { zh: '审计日志', en: 'Trail' } },
  { href: '/powers', name: { zh: '权责清单', en: 'Powers' } },
  { href: '/sharing', name: { zh: '数据共享目录', en: 'Sharing' } },
]

/** Who did what, and by which rules they were allowed to. */
export default function Workbench() {
  return (
    <DeskTheme>
      <DeskShell menu={menu}>
        <Switch>
          <Route path="/" component={TrailScreen} />
          <Route path="/powers" component={PowersScreen} />
          <Route path="/sharing" component={SharingScreen} />
          <Route>
            <Redirect to="/" replace />
          </Route>
        </Switch>
      </DeskShell>
    </DeskTheme>
  )
}
