import { type ReactNode, useEffect, useState } from 'react'
import { Button } from '#web/ui/Button.tsx'
import { Icon, type IconName } from '#web/ui/Icon.tsx'
import { ProblemNote, sentenceOf } from '#web/ui/ProblemNote.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import type { AnyProblem } from '#web/wire/problem.ts'
import '#web/ui/states.css'

type StateProps = {
  readonly icon: IconName
  readonly tone?: 'cinnabar' | 'pine'
  readonly title: Text
  readonly children?: ReactNode
  readonly action?: ReactNode
}

function State({ icon, tone, title, children, action }: StateProps) {
  const { t } = useWords()
  return (
    <div className={`state ${tone ?? ''}`}>
      <Icon name={icon} size={28} />
      <p className="title">{t(title)}</p>
      {children && <p className="hint">{children}</p>}
      {action && <div className="action">{action}</div>}
    </div>
  )
}

export type EmptyProps = {
  /** What there is none of, as good news where it is: 没有待处理的转诊. */
  readonly title: Text
  /** What comes next, or why. */
  readonly next?: Text
  readonly action?: ReactNode
  readonly icon?: IconName
}

export function Empty({ title, next, action, icon = 'check' }: EmptyProps) {
  const { t } = useWords()
  return (
    <State icon={icon} title={title} action={action}>
      {next && t(next)}
    </State>
  )
}

export type LoadingProps = { readonly rows?: number; readonly what?: Text }

// A fast answer should not flash grey bars, and a slow one should say that it is still coming.
const quietFor = 200
const slowAfter = 5000

/** Lines where the answer will stand. */
export function Loading({ rows = 4, what = { zh: '内容', en: 'the page' } }: LoadingProps) {
  const { t } = useWords()
  const waited = useWaited()
  const name = { zh: `正在取${t(what)}`, en: `Loading ${t(what)}` }
  if (waited < quietFor) return <output className="loading" aria-label={t(name)} />
  return (
    <output className="loading" aria-label={t(name)}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars have no other identity
        <span key={row} className="bar" style={{ width: `${88 - ((row * 17) % 40)}%` }} />
      ))}
      {waited >= slowAfter && (
        <span className="hint">{t({ zh: '网络较慢,还在取,请稍候', en: 'The network is slow; still loading' })}</span>
      )}
    </output>
  )
}

function useWaited(): number {
  const [waited, setWaited] = useState(0)
  useEffect(() => {
    const timers = [quietFor, slowAfter].map((after) => setTimeout(() => setWaited(after), after))
    return () => timers.forEach(clearTimeout)
  }, [])
  return waited
}

export type ErrorStateProps = { readonly problem: AnyProblem; readonly again?: (() => void) | undefined }

/** In place of a whole screen or part that could not be shown. */
export function ErrorState({ problem, again }: ErrorStateProps) {
  const { t } = useWords()
  if (problem.kind === 'role') return <NoPermission problem={problem} />
  const { title, next } = sentenceOf(problem)
  const retry = again && (
    <Button icon="sync" onClick={again}>
      {t({ zh: '再试一次', en: 'Try again' })}
    </Button>
  )
  return (
    <State icon={problem.kind === 'offline' ? 'offline' : 'alert'} tone="cinnabar" title={title} action={retry}>
      {next && t(next)}
    </State>
  )
}

export type NoPermissionProps = { readonly problem?: AnyProblem; readonly action?: ReactNode }

export function NoPermission({ problem, action }: NoPermissionProps) {
  const { t } = useWords()
  const { title, next } = sentenceOf(problem ?? { kind: 'role', message: undefined })
  return (
    <State icon="lock" title={title} action={action}>
      {next && t(next)}
    </State>
  )
}

type Question<T> = {
  readonly data: T | undefined
  readonly problem: AnyProblem | undefined
  readonly isLoading: boolean
  readonly again: () => void
}

export type AnsweredProps<T> = {
  readonly asked: Question<T>
  readonly rows?: number
  readonly what?: Text
  readonly isEmpty?: (data: T) => boolean
  readonly empty?: ReactNode
  readonly children: (data: T) => ReactNode
}

/**
 * The states every question has: loading, could not be answered, nothing there, the answer. With an old answer and a new
 * problem both are shown: what was known, and that it may be old.
 */
export function Answered<T>({ asked, rows, what, isEmpty, empty, children }: AnsweredProps<T>) {
  const { data, problem, again } = asked
  if (data === undefined) {
    if (problem) return <ErrorState problem={problem} again={again} />
    return <Loading {...(rows ? { rows } : {})} {...(what ? { what } : {})} />
  }
  const isNothing = isEmpty?.(data) ?? (Array.isArray(data) && data.length === 0)
  return (
    <>
      {problem && <ProblemNote problem={problem} again={again} isOld />}
      {isNothing && empty ? empty : children(data)}
    </>
  )
}
