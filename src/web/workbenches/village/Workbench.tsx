import { lazy, Suspense } from 'react'
import { Redirect, Route, Switch } from 'wouter'
import { dutyContract } from '#registry/duty/contract.ts'
import { useSyncState } from '#web/offline/useDevice.ts'
import { PhonePage, PhoneShell, type PhoneTab } from '#web/ui/phone/PhoneShell.tsx'
import { PhoneTheme } from '#web/ui/phone/PhoneTheme.tsx'
import { Loading } from '#web/ui/states.tsx'
import { useAskPages } from '#web/wire/ask.ts'
import Today from '#web/workbenches/village/Today.tsx'
import '#web/workbenches/village/village.css'

const Residents = lazy(() => import('#web/workbenches/village/Residents.tsx'))
const RegisterResident = lazy(() => import('#web/workbenches/village/residents/RegisterResident.tsx'))
const RecordPage = lazy(() => import('#web/workbenches/village/residents/RecordPage.tsx'))
const DeathPage = lazy(() => import('#web/workbenches/village/residents/DeathPage.tsx'))
const OwnPhone = lazy(() => import('#web/workbenches/village/residents/OwnPhone.tsx'))
const RecordVisit = lazy(() => import('#web/workbenches/village/visit/RecordVisit.tsx'))
const VisitPage = lazy(() => import('#web/workbenches/village/visit/VisitPage.tsx'))
const ReferUp = lazy(() => import('#web/workbenches/village/refer/ReferUp.tsx'))
const AskAdvice = lazy(() => import('#web/workbenches/village/advice/AskAdvice.tsx'))
const AdvicePage = lazy(() => import('#web/workbenches/village/advice/AdvicePage.tsx'))
const Enrollment = lazy(() => import('#web/workbenches/village/Enrollment.tsx'))
const Enroll = lazy(() => import('#web/workbenches/village/enrollment/Enroll.tsx'))
const AgreementPage = lazy(() => import('#web/workbenches/village/enrollment/AgreementPage.tsx'))
const FulfillmentPage = lazy(() => import('#web/workbenches/village/enrollment/FulfillmentPage.tsx'))
const Referrals = lazy(() => import('#web/workbenches/village/Referrals.tsx'))
const ReferralPage = lazy(() => import('#web/workbenches/village/referral/ReferralPage.tsx'))
const WaitingPage = lazy(() =>
  import('#web/offline/WaitingPage.tsx').then((module) => ({ default: module.WaitingPage })),
)
const ThingPage = lazy(() => import('#web/offline/ThingPage.tsx').then((module) => ({ default: module.ThingPage })))
const FollowUpPage = lazy(() => import('#web/workbenches/village/chronic/FollowUpPage.tsx'))
const ScreeningPage = lazy(() => import('#web/workbenches/village/chronic/ScreeningPage.tsx'))
const ChronicPage = lazy(() => import('#web/workbenches/village/chronic/ChronicPage.tsx'))
const CallListPage = lazy(() => import('#web/workbenches/village/chronic/CallListPage.tsx'))
const Me = lazy(() => import('#web/workbenches/village/Me.tsx'))

/** The village doctor's phone: four places, and under them a person, a visit, a referral. */
export default function Workbench() {
  // The same question as Today's own, so it is asked once.
  const duties = useAskPages(dutyContract.myDuties, { limit: 50 }, { live: ['duty'] })
  const sync = useSyncState(duties.items.filter((duty) => duty.kind === 'thingToSettle').length)
  const tabs: readonly PhoneTab[] = [
    { href: '/', name: { zh: '今天', en: 'Today' }, icon: 'home', count: duties.first?.counts.overdue ?? 0 },
    { href: '/residents', name: { zh: '居民', en: 'Residents' }, icon: 'people' },
    { href: '/enrollment', name: { zh: '签约', en: 'Enrollment' }, icon: 'pen' },
    { href: '/me', name: { zh: '我的', en: 'Me' }, icon: 'person' },
  ]
  return (
    <PhoneTheme>
      <PhoneShell tabs={tabs} sync={sync}>
        <Suspense fallback={<Opening />}>
          <Switch>
            <Route path="/" component={Today} />
            <Route path="/residents" component={Residents} />
            <Route path="/residents/new" component={RegisterResident} />
            <Route path="/residents/:residentId">
              {({ residentId }) => <RecordPage key={residentId} residentId={residentId} />}
            </Route>
            <Route path="/residents/:residentId/phone">
              {({ residentId }) => <OwnPhone residentId={residentId} />}
            </Route>
            <Route path="/residents/:residentId/visit">
              {({ residentId }) => <RecordVisit residentId={residentId} />}
            </Route>
            <Route path="/residents/:residentId/visits/:visitId">{(at) => <VisitPage {...at} />}</Route>
            <Route path="/residents/:residentId/refer">{({ residentId }) => <ReferUp residentId={residentId} />}</Route>
            <Route path="/residents/:residentId/ask">{({ residentId }) => <AskAdvice residentId={residentId} />}</Route>
            <Route path="/residents/:residentId/enroll">{({ residentId }) => <Enroll residentId={residentId} />}</Route>
            <Route path="/residents/:residentId/fulfillment">
              {({ residentId }) => <FulfillmentPage residentId={residentId} />}
            </Route>
            <Route path="/enrollment" component={Enrollment} />
            <Route path="/agreements/:agreementId">
              {({ agreementId }) => <AgreementPage key={agreementId} agreementId={agreementId} />}
            </Route>
            <Route path="/residents/:residentId/death">
              {({ residentId }) => <DeathPage key={residentId} residentId={residentId} />}
            </Route>
            <Route path="/residents/:residentId/follow-up">
              {({ residentId }) => <FollowUpPage key={residentId} residentId={residentId} />}
            </Route>
            <Route path="/residents/:residentId/screening">
              {({ residentId }) => <ScreeningPage key={residentId} residentId={residentId} />}
            </Route>
            <Route path="/residents/:residentId/chronic">
              {({ residentId }) => <ChronicPage residentId={residentId} />}
            </Route>
            <Route path="/calls" component={CallListPage} />
            <Route path="/referrals" component={Referrals} />
            <Route path="/referrals/:referralId">{({ referralId }) => <ReferralPage referralId={referralId} />}</Route>
            <Route path="/advice/:adviceId">{({ adviceId }) => <AdvicePage adviceId={adviceId} />}</Route>
            <Route path="/waiting" component={WaitingPage} />
            <Route path="/waiting/:thingId">{({ thingId }) => <ThingPage thingId={thingId} />}</Route>
            <Route path="/me" component={Me} />
            <Route>
              <Redirect to="/" replace />
            </Route>
          </Switch>
        </Suspense>
      </PhoneShell>
    </PhoneTheme>
  )
}

function Opening() {
  return (
    <PhonePage>
      <div className="note-box">
        <Loading rows={6} />
      </div>
    </PhonePage>
  )
}
