import { type FormEvent, useState } from 'react'
import { accessContract } from '#registry/access/contract.ts'
import { Front } from '#web/signIn/Front.tsx'
import { PasswordField } from '#web/signIn/PasswordField.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'
import { wrongAt } from '#web/wire/fields.ts'

const empty = { facilityName: '', divisionCode: '', name: '', login: '', password: '' }
type Given = typeof empty

/** The first administrator of an empty platform, by the one-time link that the server printed. */
export function SetUp({ token }: { token: string }) {
  const { t } = useWords()
  const [given, setGiven] = useState<Given>(empty)
  const setUp = useCommand(accessContract.setUpAdministrator)

  function submit(event: FormEvent) {
    event.preventDefault()
    void setUp.send({ token, ...given })
  }

  function line(name: keyof Given) {
    return {
      name,
      value: given[name],
      wrong: wrongAt(setUp.problem, name),
      onChange: (event: { target: { value: string } }) => setGiven({ ...given, [name]: event.target.value }),
    }
  }

  if (setUp.answer) return <Done />
  return (
    <Front title={title}>
      <form className="sheet" onSubmit={submit} noValidate>
        <h2>{t(title)}</h2>
        <Field
          {...line('facilityName')}
          label={{ zh: '管理机构', en: 'Managing facility' }}
          hint={{ zh: '例如:青禾县医共体管理中心', en: 'For example: Qinghe consortium office' }}
          autoFocus
        />
        <Field
          {...line('divisionCode')}
          label={{ zh: '县级行政区划代码', en: 'County division code' }}
          hint={{ zh: '6 位数字', en: 'Six digits' }}
          inputMode="numeric"
          maxLength={6}
        />
        <Field {...line('name')} label={{ zh: '管理员姓名', en: "Administrator's name" }} autoComplete="name" />
        <Field
          {...line('login')}
          label={{ zh: '账号', en: 'Account' }}
          hint={{ zh: '小写字母或数字,3 至 40 位', en: 'Small letters and digits, 3 to 40' }}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
        />
        <PasswordField
          {...line('password')}
          label={{ zh: '密码', en: 'Password' }}
          hint={{ zh: '至少 10 位', en: 'At least 10 characters' }}
          autoComplete="new-password"
        />
        <ProblemNote problem={setUp.problem} hasForm />
        <Button tone="primary" wide submits isRunning={setUp.isSending}>
          {t({ zh: '建立管理员', en: 'Set up' })}
        </Button>
      </form>
    </Front>
  )
}

const title: Text = { zh: '建立第一个管理员', en: 'Set up the first administrator' }

function Done() {
  const { t } = useWords()
  return (
    <Front title={title}>
      <div className="sheet done">
        <h2>{t({ zh: '管理员已建立', en: 'The administrator is set up' })}</h2>
        <p>
          {t({ zh: '这个链接已失效。请用刚才的账号登录。', en: 'This link is used up. Sign in with the account.' })}
        </p>
        <a className="button primary" href="/">
          {t({ zh: '去登录', en: 'Sign in' })}
        </a>
      </div>
    </Front>
  )
}
