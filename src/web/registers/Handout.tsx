import { registersContract } from '#interop/registers/contract.ts'
import type { Output } from '#kernel/capability.ts'
import { csvOf } from '#kernel/csv.ts'
import type { Upload } from '#web/registers/shown.ts'
import { Button } from '#web/ui/Button.tsx'
import { download } from '#web/ui/download.ts'
import { PrintSheet } from '#web/ui/PrintSheet.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { Section } from '#web/ui/Section.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { useWords } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'
import { useMe } from '#web/wire/session.ts'

type Line = Output<typeof registersContract.takeHandout>['items'][number]

/** The one-time passwords: shown once, to be printed or saved, then gone from the server. */
export function Handout({ upload }: { upload: Upload }) {
  const { t } = useWords()
  const { facility } = useMe()
  const { uploadId, handout } = upload
  const take = useCommand(registersContract.takeHandout, { changes: ['registers'] })
  const renew = useCommand(registersContract.renewHandout, {
    changes: ['registers'],
    onDone: () => toast({ text: { zh: '正在生成新密码,稍后可领取', en: 'New passwords are being made' } }),
  })
  const lines = take.answer?.items
  const problem = take.problem ?? renew.problem
  return (
    <Section
      title={{ zh: '账号发放单', en: 'Logins to hand out' }}
      count={lines ? lines.length : handout.waiting}
      note={
        lines ? t({ zh: '密码只显示这一次,请立即打印或保存', en: 'Shown this once: print or save it now' }) : undefined
      }
      tools={
        lines && (
          <>
            <Button icon="print" tone="primary" onClick={() => window.print()}>
              {t({ zh: '打印', en: 'Print' })}
            </Button>
            <Button icon="download" onClick={() => save(lines)}>
              {t({ zh: '保存为 CSV', en: 'Save as CSV' })}
            </Button>
          </>
        )
      }
    >
      {problem && <ProblemNote problem={problem as never} />}
      {lines ? (
        <>
          <Lines lines={lines} />
          <PrintSheet
            title={{ zh: '账号发放单', en: 'Logins to hand out' }}
            facility={facility}
            signatures={[{ zh: '发放人', en: 'Handed out by' }]}
          >
            <Lines lines={lines} isPaper />
          </PrintSheet>
        </>
      ) : handout.waiting > 0 ? (
        <p>
          {t({
            zh: `为 ${handout.waiting} 人开通了账号。一次性密码只能领取一次,领取后服务器不再保存;本人登录后应自己改密码。`,
            en: `${handout.waiting} people have logins. The one-time passwords can be taken once and are then gone; everybody changes theirs after signing in.`,
          })}{' '}
          <Button tone="primary" icon="key" isRunning={take.isSending} onClick={() => void take.send({ uploadId })}>
            {t({ zh: '领取发放单', en: 'Take the sheet' })}
          </Button>
        </p>
      ) : (
        <p>
          {t({
            zh: `${handout.issued} 个账号的发放单已领取。`,
            en: `The sheet of ${handout.issued} logins was taken. `,
          })}
          <Button tone="text" isRunning={renew.isSending} onClick={() => void renew.send({ uploadId })}>
            {t({ zh: '单子丢了:为还未登录的人重新生成', en: 'It was lost: make new ones for who never signed in' })}
          </Button>
        </p>
      )}
    </Section>
  )
}

function Lines({ lines, isPaper = false }: { lines: readonly Line[]; isPaper?: boolean }) {
  const { t } = useWords()
  return (
    <table className="handout">
      <thead>
        <tr>
          <th scope="col">{t({ zh: '机构', en: 'Facility' })}</th>
          <th scope="col">{t({ zh: '姓名', en: 'Name' })}</th>
          <th scope="col">{t({ zh: '岗位', en: 'Post' })}</th>
          <th scope="col">{t({ zh: '登录名', en: 'Login' })}</th>
          <th scope="col">{t({ zh: '一次性密码', en: 'One-time password' })}</th>
          {isPaper && <th scope="col">{t({ zh: '签收', en: 'Signature' })}</th>}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.login}>
            <td>{line.workplace}</td>
            <td>{line.name}</td>
            <td>{t(line.role)}</td>
            <td>
              <code>{line.login}</code>
            </td>
            <td>
              <code>{line.password}</code>
            </td>
            {isPaper && <td />}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Made in the browser: the passwords are nowhere else any more. */
function save(lines: readonly Line[]): void {
  const rows = lines.map((l) => [l.workplace, l.name, l.role.zh, l.login, l.password])
  download('账号发放单.csv', csvOf(['机构', '姓名', '岗位', '登录名', '一次性密码'], rows))
}
