import { lazy, Suspense } from 'react'
import { Route, Switch } from 'wouter'
import { PhoneShell, type PhoneTab } from '#web/ui/phone/PhoneShell.tsx'
import { Loading } from '#web/ui/states.tsx'
import Home from '#web/workbenches/resident/Home.tsx'

const Records = lazy(() => import('#web/workbenches/resident/Records.tsx'))
const Bookings = lazy(() => import('#web/workbenches/resident/Bookings.tsx'))
const FamilyDoctor = lazy(() => import('#web/workbenches/resident/FamilyDoctor.tsx'))
const Me = lazy(() => import('#web/workbenches/resident/Me.tsx'))
const Card = lazy(() => import('#web/workbenches/resident/me/Card.tsx'))
const Looks = lazy(() => import('#web/workbenches/resident/me/Looks.tsx'))
const Consents = lazy(() => import('#web/workbenches/resident/me/Consents.tsx'))
const Proxies = lazy(() => import('#web/workbenches/resident/me/Proxies.tsx'))
const Messages = lazy(() => import('#web/workbenches/resident/me/Messages.tsx'))

const tabs: readonly PhoneTab[] = [
  { href: '/', name: { zh: '首页', en: 'Home' }, icon: 'home' },
  { href: '/records', name: { zh: '看病记录', en: 'Record' }, icon: 'history' },
  { href: '/bookings', name: { zh: '预约', en: 'Bookings' }, icon: 'slot' },
  { href: '/me', name: { zh: '我的', en: 'Me' }, icon: 'person' },
]

/** The resident's own phone: what is going on, what was found, what is booked, and what is theirs to decide. */
export default function Workbench() {
  return (
    <PhoneShell tabs={tabs}>
      <Suspense fallback={<Loading />}>
        <Switch>
          <Route path="/records" component={Records} />
          <Route path="/bookings" component={Bookings} />
          <Route path="/family-doctor" component={FamilyDoctor} />
          <Route path="/me" component={Me} />
          <Route path="/me/card" component={Card} />
          <Route path="/me/looks" component={Looks} />
          <Route path="/me/consents" component={Consents} />
          <Route path="/me/proxies" component={Proxies} />
          <Route path="/me/messages" component={Messages} />
          <Route component={Home} />
        </Switch>
      </Suspense>
    </PhoneShell>
  )
}
