import { type FormEvent, useState } from 'react'
import { accessContract } from '#registry/access/contract.ts'
import { Button } from '#web/ui/Button.tsx'
import { Line } from '#web/ui/desk/fields.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { useWords } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'
import { wrongAt } from '#web/wire/fields.ts'

/** The password is made by the server and shown this once. */
export function CreateAccount({ staffId, name, onClose }: { staffId: string; name: string; onClose: () => void }) {
  const { t } = useWords()
  const [login, setLogin] = useState('')
  const command = useCommand(accessContract.createAccount, { changes: ['staff'] })

  function submit(event: FormEvent) {
    event.preventDefault()
    void command.send({ staffId, login: login.trim() })
  }

  if (command.answer) {
    return (
      <div className="once" role="status">
        <p>
          <Icon name="key" /> <b>{t({ zh: `${name} 的账号已开通`, en: `${name} has an account` })}</b>
        </p>
        <p>
          {t({ zh: '账号', en: 'Account' })} <code>{login.trim()}</code>
        </p>
        <p>
          {t({ zh: '密码', en: 'Password' })} <code>{command.answer.password}</code>
        </p>
        <p className="hint">
          {t({
            zh: '密码只显示这一次,请当面交给本人,登录后自行修改',
            en: 'The password is shown this once; hand it over in person',
          })}
        </p>
        <Button onClick={onClose}>{t({ zh: '已记下', en: 'Noted' })}</Button>
      </div>
    )
  }
  return (
    <form className="upright-form" onSubmit={submit} noValidate>
      <Line
        label={{ zh: '登录名', en: 'Login' }}
        hint={{ zh: '小写字母或数字,3 至 40 位', en: 'Small letters and digits, 3 to 40' }}
        wrong={wrongAt(command.problem, 'login')}
        value={login}
        onText={setLogin}
        maxLength={40}
        autoCapitalize="none"
        spellCheck={false}
      />
      <ProblemNote problem={command.problem} hasForm />
      <div className="acts">
        <Button onClick={onClose}>{t({ zh: '先不', en: 'Not now' })}</Button>
        <Button submits tone="primary" isRunning={command.isSending}>
          {t({ zh: '开通账号', en: 'Create' })}
        </Button>
      </div>
    </form>
  )
}
