import { Redirect, Route, Switch } from 'wouter'
import { dutyContract } from '#registry/duty/contract.ts'
import { DutyScreen } from '#web/duty/DutyScreen.tsx'
import { PowersScreen } from '#web/oversight/PowersScreen.tsx'
import { SharingScreen } from '#web/oversight/SharingScreen.tsx'
import { DeskShell, type MenuItem } from '#web/ui/desk/DeskShell.tsx'
import { DeskTheme } from '#web/ui/desk/DeskTheme.tsx'
import { useAsk } from '#web/wire/ask.ts'
import { GlassScreen } from '#web/workbenches/auditor/GlassScreen.tsx'
import { TrailScreen } from '#web/workbenches/auditor/TrailScreen.tsx'

/** Who did what, by which rules they were allowed to, and what follows where they were not. */
export default function Workbench() {
  const duties = useAsk(dutyContract.myDuties, { limit: 1 }, { live: ['duty'] }).data?.counts
  const menu: readonly MenuItem[] = [
    { href: '/', name: { zh: '审计日志', en: 'Trail' } },
    { href: '/break-glass', name: { zh: '紧急调阅', en: 'Break-glass' } },
    {
      href: '/duties',
      name: { zh: '我的待办', en: 'My duties' },
      count: duties?.open,
      isLate: (duties?.overdue ?? 0) > 0,
    },
    { href: '/powers', name: { zh: '权责清单', en: 'Powers' }, beginsGroup: true },
    { href: '/sharing', name: { zh: '数据共享目录', en: 'Sharing' } },
  ]
  return (
    <DeskTheme>
      <DeskShell menu={menu}>
        <Switch>
          <Route path="/" component={TrailScreen} />
          <Route path="/break-glass" component={GlassScreen} />
          <Route path="/duties">
            <DutyScreen
              title={{ zh: '我的待办', en: 'My duties' }}
              next={{
                zh: '被认定没有必要的紧急调阅会出现在这里,请追究',
                en: 'A break-glass that was found unjustified comes here',
              }}
            />
          </Route>
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
