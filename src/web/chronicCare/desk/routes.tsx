import { Route } from 'wouter'
import type { RoleName } from '#registry/access/roles.ts'
import { CallListScreen } from '#web/chronicCare/desk/CallListScreen.tsx'
import { ComparedScreen } from '#web/chronicCare/desk/ComparedScreen.tsx'
import { PanelScreen } from '#web/chronicCare/desk/PanelScreen.tsx'
import { callsPeople } from '#web/chronicCare/reach.ts'

/** Chronic care at a desk, each place for whom it is. */
export function chronicRoutes(role: RoleName) {
  return [
    <Route key="panel" path="/chronic" component={PanelScreen} />,
    ...(callsPeople(role) ? [<Route key="calls" path="/chronic/calls" component={CallListScreen} />] : []),
    <Route key="compared" path="/chronic/compared" component={ComparedScreen} />,
  ]
}
