import { useState } from 'react'
import { accessContract } from '#registry/access/contract.ts'
import { Button } from '#web/ui/Button.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'

export type ChangePasswordProps = {
  readonly onDone: () => void
  /** Where there is no way around it. */
  readonly isForced?: boolean
}

/** The own password: the current one, the next one twice. */
export function ChangePassword({ onDone, isForced = false }: ChangePasswordProps) {
  const { t } = useWords()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const [isTried, tried] = useState(false)
  const command = useCommand(accessContract.changePassword, {
    onDone: () => {
      toast({ text: { zh: '密码已修改,下次用新密码登录', en: 'Changed; sign in with the new one next time' } })
      onDone()
    },
  })
  const refused = command.problem?.kind === 'refused' ? command.problem : undefined
  const short: Text | undefined = next.length < 10 ? { zh: '至少 10 位', en: 'At least 10 characters' } : undefined
  const differs: Text | undefined = again !== next ? { zh: '两次输入不一样', en: 'The two differ' } : undefined

  function send() {
    tried(true)
    if (!short && !differs && current !== '') void command.send({ current, next })
  }

  return (
    <form
      className="stack-form"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <Field
        label={{ zh: '当前密码', en: 'Current password' }}
        type="password"
        autoComplete="current-password"
        value={current}
        wrong={
          refused?.refusal === 'wrongPassword'
            ? refused.message
            : isTried && current === ''
              ? { zh: '请填写当前密码', en: 'Fill in the current one' }
              : undefined
        }
        onChange={(event) => setCurrent(event.target.value)}
      />
      <Field
        label={{ zh: '新密码', en: 'New password' }}
        type="password"
        autoComplete="new-password"
        value={next}
        hint={{
          zh: '至少 10 位,不能与账号或旧密码相同',
          en: 'At least 10 characters, not the account and not the old one',
        }}
        wrong={refused?.refusal === 'tooWeak' ? refused.message : isTried ? short : undefined}
        onChange={(event) => setNext(event.target.value)}
      />
      <Field
        label={{ zh: '再输一次新密码', en: 'New password again' }}
        type="password"
        autoComplete="new-password"
        value={again}
        wrong={isTried ? differs : undefined}
        onChange={(event) => setAgain(event.target.value)}
      />
      {!refused && <ProblemNote problem={command.problem} again={send} />}
      {isForced ? (
        <Button tone="primary" wide submits isRunning={command.isSending}>
          {t({ zh: '改好,开始工作', en: 'Change it and begin' })}
        </Button>
      ) : (
        <div className="acts">
          <Button onClick={onDone}>{t({ zh: '先不改', en: 'Not now' })}</Button>
          <Button tone="primary" submits isRunning={command.isSending}>
            {t({ zh: '修改', en: 'Change' })}
          </Button>
        </div>
      )}
    </form>
  )
}
