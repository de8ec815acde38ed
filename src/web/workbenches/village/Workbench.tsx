import { Route, Switch } from 'wouter'
import { PhoneAccount } from '#web/ui/phone/PhoneAccount.tsx'
import { PhonePage, PhoneShell, type PhoneTab } from '#web/ui/phone/PhoneShell.tsx'
import { PhoneTheme } from '#web/ui/phone/PhoneTheme.tsx'
import { Empty } from '#web/ui/states.tsx'

const tabs: readonly PhoneTab[] = [
  { href: '/', name: { zh: '今天', en: 'Today' }, icon: 'home' },
  { href: '/me', name: { zh: '我的', en: 'Me' }, icon: 'person' },
]

export default function Workbench() {
  return (
    <PhoneTheme>
      <PhoneShell tabs={tabs}>
        <Switch>
          <Route path="/me">
            <PhonePage title={{ zh: '我的', en: 'Me' }}>
              <PhoneAccount />
            </PhonePage>
          </Route>
          <Route>
            <PhonePage>
              <Empty
                title={{ zh: '今天没有待办', en: 'Nothing to do today' }}
                next={{ zh: '新的待办会自己出现', en: 'New duties appear here by themselves' }}
              />
            </PhonePage>
          </Route>
        </Switch>
      </PhoneShell>
    </PhoneTheme>
  )
}
