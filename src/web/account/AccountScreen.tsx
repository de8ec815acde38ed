import { useState } from 'react'
import { ChangePassword } from '#web/account/ChangePassword.tsx'
import { Devices } from '#web/account/Devices.tsx'
import { SetUpFactor } from '#web/account/SetUpFactor.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { useIdentity } from '#web/ui/identity.ts'
import { Section } from '#web/ui/Section.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { Toasts } from '#web/ui/Toast.tsx'
import { product, useWords } from '#web/ui/words.ts'
import { stepDone, useMe } from '#web/wire/session.ts'
import '#web/account/account.css'

/** The own account, for every role and every size of screen: password, second factor, devices. */
export function AccountScreen() {
  const { t } = useWords()
  const { person, post, facility } = useIdentity()
  const me = useMe()
  const [doing, does] = useState<'password' | 'factor'>()
  return (
    <main className="account">
      <title>{`${t({ zh: '我的账号', en: 'My account' })} · ${t(product)}`}</title>
      <header>
        <a href="/">
          <Icon name="chevronLeft" /> {t({ zh: '返回工作台', en: 'Back to work' })}
        </a>
        <h1>{t({ zh: '我的账号', en: 'My account' })}</h1>
        <p className="hint">
          {person} · {t(post)} · {t(facility)}
        </p>
      </header>
      <Section title={{ zh: '密码', en: 'Password' }}>
        {doing === 'password' ? (
          <ChangePassword onDone={() => does(undefined)} />
        ) : (
          <Button onClick={() => does('password')}>{t({ zh: '修改密码', en: 'Change the password' })}</Button>
        )}
      </Section>
      <Section title={{ zh: '验证器', en: 'Second factor' }}>
        {me.hasFactor ? (
          <p>
            <Tag tone="pine" icon="check">
              {t({ zh: '已绑定', en: 'Set' })}
            </Tag>{' '}
            <span className="hint">
              {t({ zh: '更换手机请找系统管理员重置', en: 'For a new phone ask an administrator to reset it' })}
            </span>
          </p>
        ) : doing === 'factor' ? (
          <SetUpFactor onDone={() => void stepDone().then(() => does(undefined))} />
        ) : (
          <>
            <p className="hint">
              {t({ zh: '登录时除密码外再要一个手机上的验证码', en: 'A code of your phone beside the password' })}
            </p>
            <Button icon="key" onClick={() => does('factor')}>
              {t({ zh: '绑定验证器', en: 'Set up' })}
            </Button>
          </>
        )}
      </Section>
      <Devices />
      <Toasts />
    </main>
  )
}
