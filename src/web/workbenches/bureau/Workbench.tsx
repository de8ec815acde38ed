import { Route, Switch } from 'wouter'
import { ElsewhereScreen } from '#web/elsewhere/ElsewhereScreen.tsx'
import { FacilityScreen } from '#web/facility/FacilityScreen.tsx'
import { indicatorRoutes } from '#web/indicators/routes.tsx'
import { FilesPage } from '#web/registers/RegistersScreen.tsx'
import { UploadScreen } from '#web/registers/UploadScreen.tsx'
import { ReportedScreen } from '#web/reported/ReportedScreen.tsx'
import { DeskShell, type MenuItem } from '#web/ui/desk/DeskShell.tsx'
import { DeskTheme } from '#web/ui/desk/DeskTheme.tsx'
import { Nowhere } from '#web/ui/desk/Nowhere.tsx'
import { useMe } from '#web/wire/session.ts'

const menu: readonly MenuItem[] = [
  { href: '/', name: { zh: '县外就医', en: 'Care elsewhere' } },
  { href: '/registers', name: { zh: '结算文件', en: 'Settlement files' } },
  { href: '/reported', name: { zh: '上报数据', en: 'Reported figures' } },
  { href: '/indicators', name: { zh: '驾驶舱', en: 'Cockpit' }, beginsGroup: true },
  { href: '/reports', name: { zh: '报告', en: 'Reports' } },
  { href: '/facility', name: { zh: '本机构', en: 'Our facility' }, beginsGroup: true },
]

/**
 * The insurance bureau: what was settled outside the county, the files it comes from, the figures it reports, and the
 * county's figures that come of them.
 */
export default function Workbench() {
  const { role } = useMe()
  return (
    <DeskTheme>
      <DeskShell menu={menu}>
        <Switch>
          <Route path="/">
            <ElsewhereScreen files="/registers" />
          </Route>
          <Route path="/registers">
            <FilesPage
              title={{ zh: '结算文件', en: 'Settlement files' }}
              hint={{
                zh: '县外就医的结算明细,CSV 或 Excel;先试读,看过再装载。重复的、更正的、冲正的都认得',
                en: 'Settlements outside the county, CSV or Excel: read first, loaded once you have looked. Copies, corrections and reversals are known',
              }}
            />
          </Route>
          <Route path="/registers/:uploadId">
            {({ uploadId }) => <UploadScreen key={uploadId} uploadId={uploadId} />}
          </Route>
          <Route path="/reported">
            <ReportedScreen />
          </Route>
          {indicatorRoutes(role)}
          <Route path="/facility" component={FacilityScreen} />
          <Route>
            <Nowhere />
          </Route>
        </Switch>
      </DeskShell>
    </DeskTheme>
  )
}
