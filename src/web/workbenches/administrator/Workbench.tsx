import { useMemo } from 'react'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { PowersScreen } from '#web/oversight/PowersScreen.tsx'
import { SharingScreen } from '#web/oversight/SharingScreen.tsx'
import { RegistersScreen } from '#web/registers/RegistersScreen.tsx'
import { UploadScreen } from '#web/registers/UploadScreen.tsx'
import { AccountsScreen } from '#web/staff/AccountsScreen.tsx'
import type { DeskCommand } from '#web/ui/desk/CommandSearch.tsx'
import { DeskShell, type MenuItem } from '#web/ui/desk/DeskShell.tsx'
import { DeskTheme } from '#web/ui/desk/DeskTheme.tsx'
import { ConsortiumScreen } from '#web/workbenches/administrator/ConsortiumScreen.tsx'
import { FacilitiesScreen } from '#web/workbenches/administrator/FacilitiesScreen.tsx'
import { SealingScreen } from '#web/workbenches/administrator/SealingScreen.tsx'
import { StaffScreen } from '#web/workbenches/administrator/StaffScreen.tsx'
import { UpkeepScreen } from '#web/workbenches/administrator/UpkeepScreen.tsx'

const menu: readonly MenuItem[] = [
  { href: '/', name: { zh: '机构与科室', en: 'Facilities' } },
  { href: '/staff', name: { zh: '人员与账号', en: 'Staff and accounts' } },
  { href: '/accounts', name: { zh: '账号与在岗', en: 'Accounts and leave' } },
  { href: '/consortium', name: { zh: '医共体', en: 'Consortium' } },
  { href: '/powers', name: { zh: '权责清单', en: 'Powers' } },
  { href: '/sealing', name: { zh: '密钥与加密', en: 'Keys' } },
  { href: '/upkeep', name: { zh: '运维', en: 'Upkeep' } },
  { href: '/registers', name: { zh: '批量登记', en: 'From spreadsheets' }, beginsGroup: true },
]

/** Eight places are the most a desk has; the catalog is found by Ctrl-K. */
function useCommands(): readonly DeskCommand[] {
  const [, go] = useLocation()
  return useMemo(
    () => [{ key: 'sharing', name: { zh: '数据共享目录', en: 'Catalog of shared data' }, run: () => go('/sharing') }],
    [go],
  )
}

/** Fills an empty platform, by hand or from spreadsheets: who is there, who works where, who may sign in. */
export default function Workbench() {
  const commands = useCommands()
  return (
    <DeskTheme>
      <DeskShell menu={menu} commands={commands}>
        <Switch>
          <Route path="/" component={FacilitiesScreen} />
          <Route path="/staff" component={StaffScreen} />
          <Route path="/accounts" component={AccountsScreen} />
          <Route path="/consortium" component={ConsortiumScreen} />
          <Route path="/powers" component={PowersScreen} />
          <Route path="/sharing" component={SharingScreen} />
          <Route path="/sealing" component={SealingScreen} />
          <Route path="/upkeep" component={UpkeepScreen} />
          <Route path="/registers" component={RegistersScreen} />
          <Route path="/registers/:uploadId">
            {({ uploadId }) => <UploadScreen key={uploadId} uploadId={uploadId} />}
          </Route>
          <Route>
            <Redirect to="/" replace />
          </Route>
        </Switch>
      </DeskShell>
    </DeskTheme>
  )
}
