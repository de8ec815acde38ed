import { Route } from 'wouter'
import { FollowUpScreen } from '#web/chronicCare/desk/FollowUpScreen.tsx'
import { RecordScreen } from '#web/record/RecordScreen.tsx'
import { VisitDetailScreen } from '#web/record/visit/VisitDetailScreen.tsx'
import { VisitScreen } from '#web/record/visit/VisitScreen.tsx'
import { ReferScreen } from '#web/referral/refer/ReferScreen.tsx'
import { DeathScreen } from '#web/residents/death/DeathScreen.tsx'
import { ResidentsScreen } from '#web/residents/ResidentsScreen.tsx'

/** Search, record, visit and referral of one person: the same at every desk that treats. */
export function recordRoutes() {
  return [
    <Route key="visit" path="/residents/:residentId/visit">
      {({ residentId }) => <VisitScreen key={residentId} residentId={residentId} />}
    </Route>,
    <Route key="refer" path="/residents/:residentId/refer">
      {({ residentId }) => <ReferScreen key={residentId} residentId={residentId} />}
    </Route>,
    <Route key="followUp" path="/residents/:residentId/follow-up">
      {({ residentId }) => <FollowUpScreen key={residentId} residentId={residentId} />}
    </Route>,
    <Route key="death" path="/residents/:residentId/death">
      {({ residentId }) => <DeathScreen key={residentId} residentId={residentId} />}
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
