import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Front } from '#web/signIn/Front.tsx'
import { PasswordField } from '#web/signIn/PasswordField.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import type { AnyProblem } from '#web/wire/problem.ts'
import { signIn } from '#web/wire/session.ts'

export type SignInProps = {
  /** Whoever was here before the session ran out; their page waits below. */
  readonly returning?: string | undefined
}

type Wrong = { readonly login?: Text; readonly password?: Text }

export function SignIn({ returning }: SignInProps) {
  const { t } = useWords()
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [asksCode, askCode] = useState(false)
  const [isRunning, setRunning] = useState(false)
  const [wrong, setWrong] = useState<Wrong>({})
  const [problem, setProblem] = useState<AnyProblem>()
  const form = useRef<HTMLFormElement>(null)

  useEffect(() => {
    if (wrong.login || wrong.password) form.current?.querySelector<HTMLInputElement>('[aria-invalid]')?.focus()
  }, [wrong])

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (isRunning) return
    const missing = missingIn({ login: login.trim(), password })
    setWrong(missing)
    setProblem(undefined)
    if (missing.login || missing.password) return
    setRunning(true)
    const said = await signIn({ login: login.trim(), password, ...(code ? { totp: code } : {}) })
    setRunning(false)
    if (!said) return
    const refusal = said.kind === 'refused' ? said.refusal : undefined
    // The password was right: what is missing is no mistake, so nothing is shown in red.
    if (refusal === 'codeNeeded') return askCode(true)
    setProblem(said)
    if (refusal === 'wrongCode') return setCode('')
    form.current?.querySelector<HTMLInputElement>('[autocomplete="current-password"]')?.select()
  }

  return (
    <Front title={{ zh: '登录', en: 'Sign in' }}>
      <form ref={form} className="sheet" onSubmit={(event) => void submit(event)} noValidate>
        <Heading returning={returning} />
        <Field
          label={{ zh: '账号', en: 'Account' }}
          name="login"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          value={login}
          wrong={wrong.login}
          onChange={(event) => setLogin(event.target.value)}
        />
        <PasswordField
          label={{ zh: '密码', en: 'Password' }}
          name="password"
          autoComplete="current-password"
          value={password}
          wrong={wrong.password}
          onChange={(event) => setPassword(event.target.value)}
        />
        {asksCode && (
          <Field
            label={{ zh: '验证码', en: 'Code' }}
            hint={{
              zh: '验证器上的 6 位数字,或一个恢复码',
              en: 'Six digits of your authenticator, or a recovery code',
            }}
            name="totp"
            autoComplete="one-time-code"
            inputMode="numeric"
            maxLength={20}
            autoFocus
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        )}
        <ProblemNote problem={problem} />
        <Button tone="primary" wide submits isRunning={isRunning}>
          {isRunning ? t({ zh: '正在登录', en: 'Signing in' }) : t({ zh: '登录', en: 'Sign in' })}
        </Button>
        <p className="hint">
          {t({
            zh: '忘记密码或账号被停用,请找本机构管理员。',
            en: "Lost your password or account? Ask your facility's administrator.",
          })}
        </p>
        {!returning && (
          <a href="/resident">{t({ zh: '我是居民,看自己的档案', en: 'I am a resident: my own record' })}</a>
        )}
      </form>
    </Front>
  )
}

function Heading({ returning }: SignInProps) {
  const { t } = useWords()
  if (!returning) return <h2>{t({ zh: '登录', en: 'Sign in' })}</h2>
  return (
    <>
      <h2>{t({ zh: `${returning},请重新登录`, en: `${returning}, please sign in again` })}</h2>
      <p className="hint">
        {t({
          zh: '离开太久,登录已过期。登录后回到刚才的页面,已填的内容都在。',
          en: 'You were away for long. You will return to where you were; nothing is lost.',
        })}
      </p>
    </>
  )
}

function missingIn(given: { login: string; password: string }): Wrong {
  return {
    ...(given.login === '' ? { login: { zh: '请填写账号', en: 'Fill in the account' } } : {}),
    ...(given.password === '' ? { password: { zh: '请填写密码', en: 'Fill in the password' } } : {}),
  }
}
