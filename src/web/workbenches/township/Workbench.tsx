import type { ReactNode } from 'react'
import { Route, Switch, useLocation } from 'wouter'
import { adviceContract } from '#care/advice/contract.ts'
import { referralContract } from '#care/referral/contract.ts'
import type { RoleName } from '#registry/access/roles.ts'
import { dutyContract } from '#registry/duty/contract.ts'
import { AdviceScreen } from '#web/advice/AdviceScreen.tsx'
import { chronicRoutes } from '#web/chronicCare/desk/routes.tsx'
import { seesPanel } from '#web/chronicCare/reach.ts'
import { EnrollmentScreen } from '#web/enrollment/EnrollmentScreen.tsx'
import { seesEnrollment } from '#web/enrollment/parts.ts'
import { FacilityScreen } from '#web/facility/FacilityScreen.tsx'
import { seesOwnFigures } from '#web/indicators/reach.ts'
import { facilityFigures, indicatorRoutes } from '#web/indicators/routes.tsx'
import { DevicesScreen } from '#web/offline/DevicesScreen.tsx'
import { mayOpenRecords, mayTreat } from '#web/record/reach.ts'
import { recordRoutes } from '#web/record/routes.tsx'
import { type BoxShown, InboxScreen } from '#web/referral/InboxScreen.tsx'
import { RegistersScreen } from '#web/registers/RegistersScreen.tsx'
import { UploadScreen } from '#web/registers/UploadScreen.tsx'
import { PairsScreen } from '#web/residents/PairsScreen.tsx'
import { reviewsPairs } from '#web/residents/reach.ts'
import { useFindPeople } from '#web/residents/useFindPeople.ts'
import { AccountsScreen } from '#web/staff/AccountsScreen.tsx'
import { FindingsScreen } from '#web/supervision/FindingsScreen.tsx'
import { readsFindings } from '#web/supervision/reach.ts'
import { DeskShell, type MenuItem } from '#web/ui/desk/DeskShell.tsx'
import { DeskTheme } from '#web/ui/desk/DeskTheme.tsx'
import { Nowhere } from '#web/ui/desk/Nowhere.tsx'
import { useAsk, useAskPages } from '#web/wire/ask.ts'
import { useMe } from '#web/wire/session.ts'
import { TodayScreen } from '#web/workbenches/township/TodayScreen.tsx'

const boxes: readonly [BoxShown, ...BoxShown[]] = [
  {
    box: 'returning',
    name: { zh: '回家的人', en: 'coming home' },
    empty: { zh: '没有正在回家的人', en: 'Nobody is coming home' },
  },
  {
    box: 'toSettle',
    name: { zh: '退回或待补充', en: 'came back or asked' },
    tone: 'cinnabar',
    empty: { zh: '没有退回来的', en: 'Nothing came back' },
  },
  { box: 'sent', name: { zh: '已转出', en: 'sent' }, empty: { zh: '没有在途的转诊', en: 'Nothing sent is under way' } },
]

export default function Workbench() {
  const { role } = useMe()
  const find = useFindPeople()
  const menu = useMenu()
  const [, go] = useLocation()
  const commands = searched(role).map(({ href, name }) => ({ key: href, name, run: () => go(href) }))
  return (
    <DeskTheme>
      <DeskShell menu={menu} commands={commands} {...find}>
        <Switch>
          <Route path="/">
            <TodayScreen />
          </Route>
          <Route path="/facility">
            <FacilityScreen />
          </Route>
          {only(
            seesEnrollment(role),
            <Route path="/enrollment">
              <EnrollmentScreen />
            </Route>,
          )}
          {only(
            seesReferrals(role),
            <Route path="/referrals">
              <InboxScreen title={{ zh: '转诊', en: 'Referrals' }} boxes={boxes} />
            </Route>,
          )}
          {role === 'townshipManager' ? facilityFigures(role) : only(seesOwnFigures(role), indicatorRoutes(role))}
          {only(
            mayTreat(role),
            <Route path="/advice">
              <AdviceScreen />
            </Route>,
          )}
          {only(
            role === 'townshipManager',
            <Route path="/accounts">
              <AccountsScreen />
            </Route>,
          )}
          {only(
            readsFindings(role),
            <Route path="/findings">
              <FindingsScreen />
            </Route>,
          )}
          {only(
            reviewsPairs(role),
            <Route path="/pairs">
              <PairsScreen />
            </Route>,
          )}
          {only(
            seesDevices(role),
            <Route path="/devices">
              <DevicesScreen />
            </Route>,
          )}
          {only(seesPanel(role), chronicRoutes(role))}
          {only(mayOpenRecords(role), recordRoutes())}
          {only(role === 'townshipManager', <Route path="/registers" component={RegistersScreen} />)}
          {only(
            role === 'townshipManager',
            <Route path="/registers/:uploadId">
              {({ uploadId }) => <UploadScreen key={uploadId} uploadId={uploadId} />}
            </Route>,
          )}
          <Route>
            <Nowhere />
          </Route>
        </Switch>
      </DeskShell>
    </DeskTheme>
  )
}

/** Public health looks after people, not loops. */
function seesReferrals(role: RoleName): boolean {
  return role !== 'publicHealthWorker' && role !== 'publicHealthSupervisor'
}

/** Who answers for the clinics below. */
function seesDevices(role: RoleName): boolean {
  return role !== 'publicHealthSupervisor'
}

function only(isOpen: boolean, route: ReactNode) {
  return isOpen ? route : null
}

const facilityPlace: MenuItem = { href: '/facility', name: { zh: '机构', en: 'Facility' }, beginsGroup: true }
const pairsPlace: MenuItem = { href: '/pairs', name: { zh: '重复档案', en: 'Duplicates' } }

const figuresPlace: MenuItem = { href: '/indicators', name: { zh: '指标', en: 'Indicators' }, also: '/figures' }

const devicesPlace: MenuItem = { href: '/devices', name: { zh: '离线设备', en: 'Devices' } }

/** Eight places at most: what these seldom open they find in the search of the desk, and pairs among their duties as well. */
function searched(role: RoleName): readonly MenuItem[] {
  if (role === 'townshipManager') return [facilityPlace, pairsPlace, devicesPlace]
  return role === 'familyDoctor' ? [facilityPlace, figuresPlace] : []
}

/** Each role finds only what it may open. */
function useMenu(): readonly MenuItem[] {
  const { role } = useMe()
  const seesLoops = seesReferrals(role)
  const duties = useAskPages(dutyContract.myDuties, { limit: 100 }, { live: ['duty'] }).first?.counts
  const inbox = useAsk(
    referralContract.openInbox,
    { box: 'returning', limit: 50 },
    { live: ['referral'], when: seesLoops },
  ).data?.counts
  const advice = useAskPages(
    adviceContract.listAdvice,
    { box: 'open', limit: 50 },
    { live: ['advice'], when: mayTreat(role) },
  ).items
  const today: MenuItem = {
    href: '/',
    name: { zh: '今天', en: 'Today' },
    count: duties?.open,
    isLate: (duties?.overdue ?? 0) > 0,
  }
  const referrals: MenuItem = {
    href: '/referrals',
    name: { zh: '转诊', en: 'Referrals' },
    count: inbox && inbox.returning + inbox.toSettle,
  }
  const asked: MenuItem = {
    href: '/advice',
    name: { zh: '咨询', en: 'Advice' },
    count: advice.filter((each) => each.status === 'answered').length,
  }
  return [
    today,
    ...(seesLoops ? [referrals] : []),
    ...(mayTreat(role) ? [asked] : []),
    ...(mayOpenRecords(role) ? [{ href: '/residents', name: { zh: '居民', en: 'Residents' }, beginsGroup: true }] : []),
    ...(seesEnrollment(role)
      ? [{ href: '/enrollment', name: { zh: '签约', en: 'Enrollment' }, beginsGroup: !mayOpenRecords(role) }]
      : []),
    ...(seesPanel(role)
      ? [{ href: '/chronic', name: { zh: '慢病', en: 'Chronic care' }, beginsGroup: !mayOpenRecords(role) }]
      : []),
    ...(reviewsPairs(role) && !searched(role).includes(pairsPlace) ? [pairsPlace] : []),
    ...(readsFindings(role) ? [{ href: '/findings', name: { zh: '督导问题', en: 'Findings' } }] : []),
    ...(seesOwnFigures(role) && !searched(role).includes(figuresPlace) ? [figuresPlace] : []),
    ...(seesDevices(role) && !searched(role).includes(devicesPlace) ? [devicesPlace] : []),
    ...(searched(role).includes(facilityPlace) ? [] : [facilityPlace]),
    ...(role === 'townshipManager'
      ? [
          { href: '/accounts', name: { zh: '账号与在岗', en: 'Accounts and leave' } },
          { href: '/registers', name: { zh: '批量登记', en: 'From spreadsheets' } },
        ]
      : []),
  ]
}
