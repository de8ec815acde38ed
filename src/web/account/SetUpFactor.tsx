import { QRCode } from 'antd'
import { type FormEvent, useEffect, useState } from 'react'
import { accessContract } from '#registry/access/contract.ts'
import { Button } from '#web/ui/Button.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { Loading } from '#web/ui/states.tsx'
import { useWords } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'

/** Scan, type the first code, keep the recovery codes. */
export function SetUpFactor({ onDone }: { onDone: () => void }) {
  const { t } = useWords()
  const [code, setCode] = useState('')
  const started = useCommand(accessContract.startFactor)
  const confirmed = useCommand(accessContract.confirmFactor)
  const { send } = started
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens
  useEffect(() => void send({}), [])

  function submit(event: FormEvent) {
    event.preventDefault()
    void confirmed.send({ code })
  }

  if (confirmed.answer) return <Recovery codes={confirmed.answer.recoveryCodes} onDone={onDone} />
  const answer = started.answer
  return (
    <form className="factor" onSubmit={submit} noValidate>
      <ProblemNote problem={started.problem} again={() => void send({})} />
      {!answer && started.isSending && <Loading rows={3} />}
      {answer && (
        <>
          <p>
            {t({
              zh: '用手机上的验证器(如微信小程序“腾讯身份验证器”、Microsoft Authenticator)扫码:',
              en: 'Scan this with an authenticator on your phone:',
            })}
          </p>
          <div className="factor-code" role="img" aria-label={t({ zh: '绑定二维码', en: 'Code to scan' })}>
            <span aria-hidden="true">
              <QRCode value={answer.uri} type="svg" size={176} bordered={false} />
            </span>
          </div>
          <p className="hint">
            {t({ zh: '无法扫码时手工输入密钥:', en: 'Cannot scan? Type this key:' })}{' '}
            <code>{answer.secret.match(/.{1,4}/g)?.join(' ')}</code>
          </p>
          <Field
            label={{ zh: '验证器显示的 6 位数字', en: 'Six digits it shows' }}
            name="totp"
            autoComplete="one-time-code"
            inputMode="numeric"
            maxLength={7}
            autoFocus
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
          <ProblemNote problem={confirmed.problem} />
          <Button tone="primary" wide submits isRunning={confirmed.isSending} disabled={code.length < 6}>
            {t({ zh: '绑定', en: 'Confirm' })}
          </Button>
        </>
      )}
    </form>
  )
}

function Recovery({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const { t } = useWords()
  return (
    <div className="factor" role="status">
      <p>
        <b>{t({ zh: '验证器已绑定', en: 'The second factor is set' })}</b>
      </p>
      <p>
        {t({
          zh: '请抄下或打印这些恢复码。手机不在身边时,每个可代替验证码用一次。它们只显示这一次。',
          en: 'Write these down or print them. Each stands in for a code once, when the phone is not at hand. They are shown this once.',
        })}
      </p>
      <ul className="factor-recovery">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <Button tone="primary" wide onClick={onDone}>
        {t({ zh: '已抄下,继续', en: 'Written down, go on' })}
      </Button>
    </div>
  )
}
