import { type FormEvent, useEffect, useRef, useState } from 'react'
import { portalContract } from '#registry/portal/contract.ts'
import { Front } from '#web/signIn/Front.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'

export type SignInProps = { readonly pass?: string | undefined; readonly onArrived: () => void }

const title: Text = { zh: '居民登录', en: "Residents' sign-in" }

/** Name and phone, then the six digits; or the picture the clinic showed. */
export function SignIn({ pass, onArrived }: SignInProps) {
  const [isByPass, setByPass] = useState(pass !== undefined)
  return (
    <Front title={title}>
      {isByPass && pass ? (
        <ByPass pass={pass} onArrived={onArrived} onOther={() => setByPass(false)} />
      ) : (
        <ByCode onArrived={onArrived} />
      )}
    </Front>
  )
}

function ByPass({ pass, onArrived, onOther }: { pass: string; onArrived: () => void; onOther: () => void }) {
  const { t } = useWords()
  const enter = useCommand(portalContract.enterByPass, { onDone: onArrived })
  return (
    <div className="sheet">
      <h2>{t({ zh: '用机构的登录码登录', en: "Sign in with the clinic's picture" })}</h2>
      <p className="muted">
        {t({
          zh: '这是村医刚才给您看的码,只能用一次。请确认这是您自己的手机。',
          en: 'Your doctor just showed you this; it works once. Please make sure this is your own phone.',
        })}
      </p>
      <ProblemNote problem={enter.problem} again={() => void enter.send({ pass })} />
      <Button tone="primary" wide isRunning={enter.isSending} onClick={() => void enter.send({ pass })}>
        {t({ zh: '是我的手机,登录', en: 'It is mine: sign in' })}
      </Button>
      <Button tone="text" onClick={onOther}>
        {t({ zh: '改用短信验证码', en: 'Use a text message instead' })}
      </Button>
    </div>
  )
}

function ByCode({ onArrived }: { onArrived: () => void }) {
  const [asked, setAsked] = useState<{ codeId: string; phone: string }>()
  if (asked) return <TypeCode {...asked} onArrived={onArrived} onBack={() => setAsked(undefined)} />
  return <AskCode onAsked={setAsked} />
}

function AskCode({ onAsked }: { onAsked: (asked: { codeId: string; phone: string }) => void }) {
  const { t } = useWords()
  const [who, setWho] = useState('')
  const [phone, setPhone] = useState('')
  const [isTried, tried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const ask = useCommand(portalContract.requestCode, { onDone: ({ codeId }) => onAsked({ codeId, phone }) })
  const noName: Text | undefined = who.trim().length < 2 ? { zh: '请填写姓名', en: 'Fill in your name' } : undefined
  const noPhone: Text | undefined = /^1\d{10}$/.test(phone.replaceAll(/\D/g, ''))
    ? undefined
    : { zh: '手机号是 11 位数字', en: 'A mobile number has 11 digits' }

  function submit(event: FormEvent) {
    event.preventDefault()
    tried(true)
    if (noName || noPhone) return form.current?.querySelector('input')?.focus()
    void ask.send({ who: who.trim(), phone: phone.trim() })
  }

  return (
    <form ref={form} className="sheet" onSubmit={submit} noValidate>
      <h2>{t(title)}</h2>
      <Field
        label={{ zh: '姓名(或身份证号)', en: 'Name (or identity number)' }}
        name="who"
        autoComplete="name"
        value={who}
        wrong={isTried ? noName : undefined}
        onChange={(event) => setWho(event.target.value)}
      />
      <Field
        label={{ zh: '手机号', en: 'Mobile phone' }}
        hint={{ zh: '登记档案时留的号码,家人的也可以', en: 'The one in your record; a family phone will do' }}
        name="phone"
        inputMode="tel"
        autoComplete="tel"
        value={phone}
        wrong={isTried ? noPhone : undefined}
        onChange={(event) => setPhone(event.target.value)}
      />
      <ProblemNote problem={ask.problem} />
      <Button tone="primary" wide submits isRunning={ask.isSending}>
        {t({ zh: '发验证码', en: 'Send me a code' })}
      </Button>
      <p className="hint">
        {t({
          zh: '收不到短信?请村医打开您的档案,点“登录码”,用手机扫一下就能进。',
          en: 'No text message? Your village doctor can show a picture; scan it with this phone.',
        })}
      </p>
      <a href="/">{t({ zh: '医务人员从这里登录', en: 'Staff sign in here' })}</a>
    </form>
  )
}

type Typing = {
  readonly codeId: string
  readonly phone: string
  readonly onArrived: () => void
  readonly onBack: () => void
}

function TypeCode({ codeId, phone, onArrived, onBack }: Typing) {
  const { t } = useWords()
  const [code, setCode] = useState('')
  const [tail, setTail] = useState('')
  const enter = useCommand(portalContract.enterByCode, { onDone: onArrived })
  const first = useRef<HTMLDivElement>(null)
  useEffect(() => first.current?.querySelector('input')?.focus(), [])
  const isTwo = enter.problem?.kind === 'refused' && enter.problem.refusal === 'whichOne'
  const [needsTail, needTail] = useState(false)
  useEffect(() => {
    if (isTwo) needTail(true)
  }, [isTwo])

  function submit(event: FormEvent) {
    event.preventDefault()
    if (/^\d{6}$/.test(code)) void enter.send({ codeId, code, ...(/^\d{3}[\dXx]$/.test(tail) ? { tail } : {}) })
  }

  return (
    <form className="sheet" onSubmit={submit} noValidate>
      <h2>{t({ zh: '填短信里的 6 位数字', en: 'Type the six digits' })}</h2>
      <p className="muted">
        {t({
          zh: `如果 ${phone} 和这个姓名在本县有档案,短信马上就到,5 分钟内有效。`,
          en: `If ${phone} and this name are on record here, a text message arrives at once. It is valid for five minutes.`,
        })}
      </p>
      <div ref={first}>
        <Field
          label={{ zh: '验证码', en: 'Code' }}
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          value={code}
          onChange={(event) => setCode(event.target.value.replaceAll(/\D/g, ''))}
        />
      </div>
      {needsTail && (
        <Field
          label={{ zh: '身份证号后四位', en: 'Last four of your identity number' }}
          name="tail"
          maxLength={4}
          value={tail}
          onChange={(event) => setTail(event.target.value.toUpperCase())}
        />
      )}
      <ProblemNote problem={enter.problem} />
      <Button tone="primary" wide submits isRunning={enter.isSending} disabled={code.length < 6}>
        {t({ zh: '登录', en: 'Sign in' })}
      </Button>
      <p className="hint">{t({ zh: '谁问您要验证码都不要说。', en: 'Tell this code to nobody.' })}</p>
      <Button tone="text" onClick={onBack}>
        {t({ zh: '没收到,重新填写', en: 'It did not come: go back' })}
      </Button>
    </form>
  )
}
