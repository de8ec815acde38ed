import { useMemo } from 'react'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { referralContract } from '#care/referral/contract.ts'
import type { RoleName } from '#registry/access/roles.ts'
import { dutyContract } from '#registry/duty/contract.ts'
import { residentContract } from '#registry/resident/contract.ts'
import { now } from '#web/ui/clock.ts'
import { DeskShell } from '#web/ui/desk/DeskShell.tsx'
import { DeskTheme } from '#web/ui/desk/DeskTheme.tsx'
import { ageInWords } from '#web/ui/time.ts'
import { useAsk } from '#web/wire/ask.ts'
import { call } from '#web/wire/call.ts'
import { useMe } from '#web/wire/session.ts'
import { BoardScreen } from '#web/workbenches/referralDesk/board/BoardScreen.tsx'
import { TemplatesScreen } from '#web/workbenches/referralDesk/board/TemplatesScreen.tsx'
import { DutiesScreen } from '#web/workbenches/referralDesk/duties/DutiesScreen.tsx'
import { FacilityScreen } from '#web/workbenches/referralDesk/house/FacilityScreen.tsx'
import { RulesScreen } from '#web/workbenches/referralDesk/house/RulesScreen.tsx'
import { AdviceScreen } from '#web/workbenches/referralDesk/lists/AdviceScreen.tsx'
import { ResidentsScreen } from '#web/workbenches/referralDesk/lists/ResidentsScreen.tsx'
import { WaitingScreen } from '#web/workbenches/referralDesk/lists/WaitingScreen.tsx'
import { type Counts, menuOf, readsReferrals } from '#web/workbenches/referralDesk/menu.ts'
import { HomewardScreen, QueueScreen } from '#web/workbenches/referralDesk/queue/screens.tsx'

export default function Workbench() {
  const { role } = useMe()
  const counts = useCounts(role)
  const menu = useMemo(() => menuOf(role, counts), [role, counts])
  const find = usePeople(role)
  return (
    <DeskTheme>
      <DeskShell menu={menu} {...(find ? { find } : {})}>
        <Switch>
          <Route path="/">{firstScreen(role)}</Route>
          <Route path="/queue" component={QueueScreen} />
          <Route path="/homeward" component={HomewardScreen} />
          <Route path="/board" component={BoardScreen} />
          <Route path="/templates" component={TemplatesScreen} />
          <Route path="/waiting" component={WaitingScreen} />
          <Route path="/advice" component={AdviceScreen} />
          <Route path="/residents" component={ResidentsScreen} />
          <Route path="/facility" component={FacilityScreen} />
          <Route path="/rules" component={RulesScreen} />
          <Route>
            <Redirect to="/" replace />
          </Route>
        </Switch>
      </DeskShell>
    </DeskTheme>
  )
}

function firstScreen(role: RoleName) {
  if (role === 'capacityManager') return <BoardScreen />
  return role === 'referralDesk' ? <QueueScreen /> : <DutiesScreen />
}

function useCounts(role: RoleName): Counts {
  const inbox = useAsk(referralContract.openInbox, { limit: 1 }, { live: ['referral'], when: readsReferrals(role) })
  const isManager = role === 'hospitalManager' || role === 'consortiumManager'
  const duties = useAsk(dutyContract.myDuties, { limit: 1 }, { live: ['duty'], when: isManager })
  const { toAnswer = 0, overdue = 0 } = inbox.data?.counts ?? {}
  const { open = 0, overdue: late = 0 } = duties.data?.counts ?? {}
  return useMemo(() => ({ toAnswer, overdue, duties: open, lateDuties: late }), [toAnswer, overdue, open, late])
}

/** People in Ctrl-K: by name, pinyin initials or a whole number. Only for whom residents are open. */
function usePeople(role: RoleName) {
  const [, navigate] = useLocation()
  return useMemo(() => {
    if (role !== 'referralDesk') return undefined
    return {
      name: { zh: '居民', en: 'Residents' },
      async ask(q: string, signal: AbortSignal) {
        const found = await call(residentContract.findResidents, { q, limit: 8 }, { signal })
        return found.items.map((person) => ({
          key: person.residentId,
          name: person.name,
          detail: {
            zh: `${person.sex === 'male' ? '男' : '女'} ${ageInWords(person.birthDate, { now: now(), language: 'zh' })} ${person.village}`,
            en: `${ageInWords(person.birthDate, { now: now(), language: 'en' })}, ${person.village}`,
          },
          run: () => navigate(`/residents?q=${encodeURIComponent(q)}&who=${person.residentId}`),
        }))
      },
    }
  }, [role, navigate])
}
