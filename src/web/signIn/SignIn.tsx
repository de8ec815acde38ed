import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Button } from '#web/ui/Button.tsx'
import { Field } from '#web/ui/Field.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { LanguageSwitch } from '#web/ui/LanguageSwitch.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { product, type Text, useWords } from '#web/ui/words.ts'
import type { AnyProblem } from '#web/wire/problem.ts'
import { signIn } from '#web/wire/session.ts'
import '#web/signIn/SignIn.css'

export type SignInProps = {
  /** Whoever was here before the session ran out; their page waits below. */
  readonly returning?: string | undefined
}

const loop: readonly { readonly name: Text; readonly does: Text }[] = [
  { name: { zh: '村卫生室', en: 'Village clinic' }, does: { zh: '首诊、签约、随访', en: 'first contact, follow-up' } },
  { name: { zh: '乡镇卫生院', en: 'Township center' }, does: { zh: '接诊、检查、转诊', en: 'care, tests, referral' } },
  {
    name: { zh: '县级医院', en: 'County hospital' },
    does: { zh: '专科、住院、诊断', en: 'specialists, beds, reading' },
  },
  { name: { zh: '回到家', en: 'Home again' }, does: { zh: '下转、用药、康复', en: 'return, medicine, recovery' } },
]

export function SignIn({ returning }: SignInProps) {
  const { t } = useWords()
  return (
    <div className="sign-in phone">
      <title>{`${t({ zh: '登录', en: 'Sign in' })} · ${t(product)}`}</title>
      <header>
        <LanguageSwitch />
      </header>
      <main>
        <div className="sign-in-name">
          <h1>
            <Mark size={44} />
            <span>
              {t(product)}
              <small>{t({ zh: 'Tongmai', en: '同脉' })}</small>
            </span>
          </h1>
          <p>{t({ zh: '县域医共体,一条脉。', en: 'One county, one pulse.' })}</p>
          <ol aria-label={t({ zh: '一条线走到底', en: 'A line that closes' })}>
            {loop.map((step) => (
              <li key={t(step.name)}>
                <b>{t(step.name)}</b>
                <span>{t(step.does)}</span>
              </li>
            ))}
          </ol>
        </div>
        <SignInForm returning={returning} />
      </main>
    </div>
  )
}

type Wrong = { readonly login?: Text; readonly password?: Text }

function SignInForm({ returning }: SignInProps) {
  const { t } = useWords()
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [isShown, show] = useState(false)
  const [hasCapitals, setCapitals] = useState(false)
  const [isRunning, setRunning] = useState(false)
  const [wrong, setWrong] = useState<Wrong>({})
  const [problem, setProblem] = useState<AnyProblem>()
  const form = useRef<HTMLFormElement>(null)

  useEffect(() => {
    if (wrong.login || wrong.password) form.current?.querySelector<HTMLInputElement>('[aria-invalid]')?.focus()
  }, [wrong])

  async function submit(event: FormEvent) {
    event.preventDefault()
    const missing = missingIn({ login: login.trim(), password })
    setWrong(missing)
    setProblem(undefined)
    if (missing.login || missing.password) return
    setRunning(true)
    const said = await signIn({ login: login.trim(), password })
    setRunning(false)
    if (!said) return
    setProblem(said.kind === 'signedOut' ? notTheRightPair : said)
    form.current?.querySelector<HTMLInputElement>('[autocomplete="current-password"]')?.select()
  }

  return (
    <form ref={form} className="sheet" onSubmit={(event) => void submit(event)} noValidate>
      <h2>
        {returning
          ? t({ zh: `${returning},请重新登录`, en: `${returning}, please sign in again` })
          : t({ zh: '登录', en: 'Sign in' })}
      </h2>
      {returning && (
        <p className="hint">
          {t({
            zh: '离开太久,登录已过期。登录后回到刚才的页面,已填的内容都在。',
            en: 'You were away for long. You will return to where you were; nothing is lost.',
          })}
        </p>
      )}
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
      <Field
        label={{ zh: '密码', en: 'Password' }}
        name="password"
        type={isShown ? 'text' : 'password'}
        autoComplete="current-password"
        value={password}
        wrong={wrong.password}
        {...(hasCapitals ? { hint: { zh: '大写锁定已打开', en: 'Caps Lock is on' } } : {})}
        onChange={(event) => setPassword(event.target.value)}
        onKeyUp={(event) => setCapitals(event.getModifierState('CapsLock'))}
        after={
          <button
            type="button"
            className="reveal"
            aria-pressed={isShown}
            aria-label={t({ zh: '显示密码', en: 'Show password' })}
            onClick={() => show(!isShown)}
          >
            <Icon name={isShown ? 'eyeOff' : 'eye'} />
          </button>
        }
      />
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
    </form>
  )
}

/** A server that only says 401 has said that the pair is wrong. */
const notTheRightPair: AnyProblem = {
  kind: 'refused',
  refusal: 'wrongPassword',
  message: { zh: '账号或密码不对', en: 'The account or the password is not right' },
  data: undefined,
}

function missingIn(given: { login: string; password: string }): Wrong {
  return {
    ...(given.login === '' ? { login: { zh: '请填写账号', en: 'Fill in the account' } } : {}),
    ...(given.password === '' ? { password: { zh: '请填写密码', en: 'Fill in the password' } } : {}),
  }
}
