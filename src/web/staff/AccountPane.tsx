import { useState } from 'react'
import { accessContract } from '#registry/access/contract.ts'
import { role } from '#registry/access/roles.ts'
import { Movements } from '#web/staff/Movements.tsx'
import { type AccountRow, StateTag } from '#web/staff/StateTag.tsx'
import { Button } from '#web/ui/Button.tsx'
import { ConfirmRepeat } from '#web/ui/ConfirmRepeat.tsx'
import { Line } from '#web/ui/desk/fields.tsx'
import { Facts } from '#web/ui/Facts.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { Section } from '#web/ui/Section.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'
import { useMe } from '#web/wire/session.ts'

/** One person's account: its state, what may be done about it, and whether they are here. */
export function AccountPane({ account }: { account: AccountRow }) {
  const { t } = useWords()
  return (
    <div className="account-pane">
      <h2>
        {account.name} <StateTag state={account.state} />
      </h2>
      <Facts
        facts={[
          { name: { zh: '登录名', en: 'Login' }, value: account.login },
          {
            name: { zh: '岗位', en: 'Posts' },
            value: account.posts.map((p) => `${p.facility} ${t(role.labels[p.role])}`).join(t({ zh: ';', en: '; ' })),
          },
          {
            name: { zh: '验证器', en: 'Second factor' },
            value: account.hasFactor ? t({ zh: '已绑定', en: 'Set' }) : t({ zh: '未绑定', en: 'Not set' }),
          },
          {
            name: { zh: '最近使用', en: 'Last used' },
            value: account.lastUsedAt ? <Moment at={account.lastUsedAt} /> : t({ zh: '从未登录', en: 'never' }),
          },
        ]}
      />
      {account.isYours ? (
        <>
          <AccountActs account={account} />
          <Movements staffId={account.staffId} name={account.name} />
        </>
      ) : (
        <p className="hint">{t({ zh: '这个账号由系统管理员管理', en: 'An administrator keeps this account' })}</p>
      )}
    </div>
  )
}

function AccountActs({ account }: { account: AccountRow }) {
  const { t } = useWords()
  const { accountId } = account
  const changes = { changes: ['staff'] }
  const reset = useCommand(accessContract.resetPassword, changes)
  const unlock = useCommand(accessContract.unlockAccount, changes)
  const enable = useCommand(accessContract.enableAccount, changes)
  if (reset.answer) return <NewPassword name={account.name} password={reset.answer.password} onClose={reset.clear} />
  return (
    <Section form="plain" title={{ zh: '账号', en: 'Account' }}>
      <ProblemNote problem={reset.problem ?? unlock.problem ?? enable.problem} />
      <div className="account-acts">
        <Button icon="key" isRunning={reset.isSending} onClick={() => void reset.send({ accountId })}>
          {t({ zh: '重置密码', en: 'Reset password' })}
        </Button>
        {account.state === 'blocked' && (
          <Button isRunning={unlock.isSending} onClick={() => void unlock.send({ accountId })}>
            {t({ zh: '解除等待', en: 'Unlock' })}
          </Button>
        )}
        <ResetFactor account={account} />
        {account.state === 'disabled' ? (
          <Button isRunning={enable.isSending} onClick={() => void enable.send({ accountId })}>
            {t({ zh: '启用账号', en: 'Enable' })}
          </Button>
        ) : (
          <Disable account={account} />
        )}
      </div>
    </Section>
  )
}

function NewPassword({ name, password, onClose }: { name: string; password: string; onClose: () => void }) {
  const { t } = useWords()
  return (
    <div className="once" role="status">
      <p>
        <Icon name="key" /> <b>{t({ zh: `${name} 的新密码`, en: `New password of ${name}` })}</b>
      </p>
      <code>{password}</code>
      <p className="hint">
        {t({
          zh: '只显示这一次,请当面交给本人。登录后须先改密码;已登录的设备都已退出。',
          en: 'Shown this once; hand it over in person. It must be changed first, and every device was signed out.',
        })}
      </p>
      <Button onClick={onClose}>{t({ zh: '已记下', en: 'Noted' })}</Button>
    </div>
  )
}

function Disable({ account }: { account: AccountRow }) {
  const { t } = useWords()
  const [isOpen, open] = useState(false)
  const command = useCommand(accessContract.disableAccount, {
    changes: ['staff'],
    onDone() {
      open(false)
      toast({ text: { zh: `${account.name} 的账号已停用`, en: `${account.name} is disabled` } })
    },
  })
  return (
    <>
      <Button tone="danger" onClick={() => open(true)}>
        {t({ zh: '停用账号', en: 'Disable' })}
      </Button>
      <ConfirmRepeat
        isOpen={isOpen}
        tone="danger"
        title={{ zh: `停用 ${account.name} 的账号`, en: `Disable the account of ${account.name}` }}
        act={{ zh: '停用账号', en: 'Disable' }}
        willHappen={[
          { zh: '所有设备立即退出,不能再登录', en: 'Every device is signed out at once' },
          { zh: '手上的待办立即交给代班人或同岗位的人', en: 'Open duties go over at once' },
        ]}
        isRunning={command.isSending}
        problem={command.problem}
        onCancel={() => open(false)}
        onConfirm={() => void command.send({ accountId: account.accountId })}
      />
    </>
  )
}

function ResetFactor({ account }: { account: AccountRow }) {
  const { t } = useWords()
  const me = useMe()
  const [isOpen, open] = useState(false)
  const [reason, setReason] = useState('')
  const command = useCommand(accessContract.resetFactor, {
    changes: ['staff'],
    onDone() {
      open(false)
      toast({ text: { zh: '验证器已重置', en: 'The second factor is reset' } })
    },
  })
  if (me.role !== 'administrator' || !account.hasFactor) return null
  return (
    <>
      <Button onClick={() => open(true)}>{t({ zh: '重置验证器', en: 'Reset second factor' })}</Button>
      <ConfirmRepeat
        isOpen={isOpen}
        title={{ zh: `重置 ${account.name} 的验证器`, en: `Reset the second factor of ${account.name}` }}
        act={{ zh: '重置验证器', en: 'Reset' }}
        willHappen={[
          { zh: '所有设备退出,下次登录重新绑定', en: 'Signed out everywhere; set up anew at the next sign-in' },
          { zh: '旧的恢复码作废', en: 'The old recovery codes are void' },
        ]}
        isRunning={command.isSending}
        problem={command.problem}
        onCancel={() => open(false)}
        onConfirm={() => void command.send({ accountId: account.accountId, reason: reason.trim() })}
      >
        <Line label={{ zh: '原因', en: 'Reason' }} value={reason} onText={setReason} maxLength={200} />
      </ConfirmRepeat>
    </>
  )
}
