import { ChangePassword } from '#web/account/ChangePassword.tsx'
import { SetUpFactor } from '#web/account/SetUpFactor.tsx'
import { Front } from '#web/signIn/Front.tsx'
import { Button } from '#web/ui/Button.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import { signOut, stepDone, useMe } from '#web/wire/session.ts'
import '#web/account/account.css'

const titles: Readonly<Record<'changePassword' | 'setUpFactor', Text>> = {
  changePassword: { zh: '先设自己的密码', en: 'First, a password of your own' },
  setUpFactor: { zh: '先绑定验证器', en: 'First, a second factor' },
}
const reasons: Readonly<Record<'changePassword' | 'setUpFactor', Text>> = {
  changePassword: {
    zh: '这个密码是别人设的,改成只有您知道的再开始工作。',
    en: 'Somebody else made this password. Change it to one only you know.',
  },
  setUpFactor: {
    zh: '您的岗位能看到或改变很多人的信息,登录时除密码外还要一个验证码。',
    en: 'Your post reaches much of the county; it signs in with a code beside the password.',
  },
}

/** What has to be done before anything else is open. */
export function FirstStep({ step }: { step: 'changePassword' | 'setUpFactor' }) {
  const { t } = useWords()
  const { name } = useMe()
  return (
    <Front title={titles[step]}>
      <section className="sheet">
        <h2>{t(titles[step])}</h2>
        <p className="hint">
          {name} · {t(reasons[step])}
        </p>
        {step === 'changePassword' ? (
          <ChangePassword isForced onDone={() => void stepDone()} />
        ) : (
          <SetUpFactor onDone={() => void stepDone()} />
        )}
        <Button tone="text" onClick={() => void signOut()}>
          {t({ zh: '退出登录', en: 'Sign out' })}
        </Button>
      </section>
    </Front>
  )
}
