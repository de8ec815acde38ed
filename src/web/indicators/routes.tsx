import { Route } from 'wouter'
import type { RoleName } from '#registry/access/roles.ts'
import { ConsortiumBoardScreen } from '#web/board/ConsortiumBoardScreen.tsx'
import { IndicatorScreen } from '#web/indicators/definition/IndicatorScreen.tsx'
import { FacilityTabs } from '#web/indicators/FacilityTabs.tsx'
import { IndicatorsScreen } from '#web/indicators/IndicatorsScreen.tsx'
import { cockpitPath, seesCounty } from '#web/indicators/reach.ts'
import { ReportScreen } from '#web/indicators/report/ReportScreen.tsx'
import { ReportsScreen } from '#web/indicators/report/ReportsScreen.tsx'

/** The screens of figures, at the addresses of the workbench of this role. */
export function indicatorRoutes(role: RoleName) {
  return [
    <Route key="cockpit" path={cockpitPath(role)} component={IndicatorsScreen} />,
    <Route key="indicator" path="/indicators/:id" component={IndicatorScreen} />,
    ...(seesCounty(role)
      ? [
          <Route key="reports" path="/reports" component={ReportsScreen} />,
          <Route key="report" path="/reports/:reportId" component={ReportScreen} />,
        ]
      : []),
  ]
}

/** A manager of a facility has the board of its referrals beside the indicators. */
export function facilityFigures(role: RoleName) {
  return [
    <Route key="cockpit" path="/indicators">
      <FacilityTabs>
        <IndicatorsScreen />
      </FacilityTabs>
    </Route>,
    <Route key="board" path="/figures">
      <FacilityTabs>
        <ConsortiumBoardScreen />
      </FacilityTabs>
    </Route>,
    ...indicatorRoutes(role),
  ]
}
