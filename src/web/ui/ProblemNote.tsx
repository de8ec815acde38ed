import { Button } from '#web/ui/Button.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import type { AnyProblem, FieldProblem } from '#web/wire/problem.ts'
import '#web/ui/ProblemNote.css'

export type ProblemNoteProps = {
  readonly problem: AnyProblem | undefined
  readonly again?: (() => void) | undefined
  /** What stands below was known before the problem. */
  readonly isOld?: boolean
  /** Field problems that a form already shows at their fields; the note then only counts them. */
  readonly hasForm?: boolean
}

/** What went wrong, in the person's words, and what to do next. Stands where the act was tried. */
export function ProblemNote({ problem, again, isOld = false, hasForm = false }: ProblemNoteProps) {
  const { t } = useWords()
  if (!problem || problem.kind === 'signedOut') return null
  const { title, next } = sentenceOf(problem)
  const isAmber = isOld || problem.kind === 'offline' || problem.kind === 'busy'
  return (
    <div className={isAmber ? 'problem-note amber' : 'problem-note'} role="alert">
      <Icon name={problem.kind === 'offline' ? 'offline' : 'alert'} />
      <div>
        <p>{t(title)}</p>
        {isOld ? <p className="next">{t(old)}</p> : next && <p className="next">{t(next)}</p>}
        {problem.kind === 'invalid' && !hasForm && <FieldList fields={problem.fields} />}
      </div>
      {again && mayHelp(problem) && (
        <Button tone="text" icon="sync" onClick={again}>
          {t(isStale(problem) ? { zh: '看最新内容', en: 'Show the latest' } : { zh: '再试一次', en: 'Try again' })}
        </Button>
      )}
    </div>
  )
}

function FieldList({ fields }: { fields: readonly FieldProblem[] }) {
  const { t } = useWords()
  return (
    <ul>
      {fields.map((field) => (
        <li key={field.path}>
          {t(field.why)} <span className="next">{t(field.fix)}</span>
        </li>
      ))}
    </ul>
  )
}

const old: Text = { zh: '下面是上次取到的内容,可能已有变化', en: 'Below is what was last known; it may have changed' }

/** The sentence of a problem and its next step. */
export function sentenceOf(problem: AnyProblem): { title: Text; next?: Text } {
  switch (problem.kind) {
    case 'refused':
      return { title: problem.message }
    case 'invalid':
      return {
        title: {
          zh: `有 ${problem.fields.length} 处需要改正`,
          en: `${count(problem.fields.length, 'field')} to correct`,
        },
        next: { zh: '改正后再提交,已填的内容都在', en: 'Correct and submit again; nothing you filled in is lost' },
      }
    case 'notFound':
      return {
        title: problem.message ?? { zh: '没有找到', en: 'Not found' },
        next: { zh: '可能已转到别处,或不在您的范围内', en: 'It may have moved on, or lie outside your reach' },
      }
    case 'role':
      return {
        title: problem.message ?? { zh: '这里不在您的岗位权限内', en: 'This is not open to your post' },
        next: { zh: '确有需要,请联系本机构管理员', en: "If you need it, ask your facility's administrator" },
      }
    case 'signedOut':
      return {
        title: { zh: '登录已过期', en: 'Your session has ended' },
        next: { zh: '请重新登录', en: 'Please sign in again' },
      }
    case 'tooLarge':
      return {
        title: { zh: '内容太大,没有发出', en: 'Too large to send' },
        next: { zh: '请缩小附件或分几次提交', en: 'Make the attachment smaller or send it in parts' },
      }
    case 'busy':
      return {
        title: { zh: '系统正忙', en: 'The system is busy' },
        next: {
          zh: `请 ${problem.retryAfterSeconds} 秒后再试,已提交的内容不会丢失`,
          en: `Try again in ${count(problem.retryAfterSeconds, 'second')}; nothing you sent is lost`,
        },
      }
    case 'offline':
      return {
        title: { zh: '连不上服务器', en: 'The server cannot be reached' },
        next: {
          zh: '请检查网络后再试,已填的内容都在',
          en: 'Check the network and try again; nothing you filled in is lost',
        },
      }
    case 'fault':
      return {
        title: { zh: '系统出了故障,已经记录', en: 'Something broke on our side; it was recorded' },
        next: problem.id
          ? {
              zh: `请再试一次;仍不行时把编号 ${problem.id} 告诉信息科`,
              en: `Try again; if it persists tell IT the number ${problem.id}`,
            }
          : { zh: '请再试一次,或刷新页面', en: 'Try again, or reload the page' },
      }
  }
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

function isStale(problem: AnyProblem): boolean {
  return problem.kind === 'refused' && problem.refusal === 'stale'
}

function mayHelp(problem: AnyProblem): boolean {
  return problem.kind === 'offline' || problem.kind === 'busy' || problem.kind === 'fault' || isStale(problem)
}
