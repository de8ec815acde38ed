import { Route } from 'wouter'
import { ReferScreen } from '#web/workbenches/specialist/refer/ReferScreen.tsx'
import { RecordScreen } from '#web/workbenches/specialist/residents/RecordScreen.tsx'
import { ResidentsScreen } from '#web/workbenches/specialist/residents/ResidentsScreen.tsx'
import { VisitDetailScreen } from '#web/workbenches/specialist/visit/VisitDetailScreen.tsx'
import { VisitScreen } from '#web/workbenches/specialist/visit/VisitScreen.tsx'

/** Search, record, visit and referral of one person: the same at every desk that treats. */
export function recordRoutes() {
  return [
    <Route key="visit" path="/residents/:residentId/visit">
      {({ residentId }) => <VisitScreen key={residentId} residentId={residentId} />}
    </Route>,
    <Route key="refer" path="/residents/:residentId/refer">
      {({ residentId }) => <ReferScreen key={residentId} residentId={residentId} />}
    </Route>,
    <Route key="detail" path="/residents/:residentId/visits/:visitId">
      {({ residentId, visitId }) => <VisitDetailScreen residentId={residentId} visitId={visitId} />}
    </Route>,
    <Route key="record" path="/residents/:residentId">
      {({ residentId }) => <RecordScreen key={residentId} residentId={residentId} />}
    </Route>,
    <Route key="search" path="/residents">
      <ResidentsScreen />
    </Route>,
  ]
}
