import type { ReactNode } from 'react'
import { change, figure } from '#web/ui/figures.ts'
import { type Text, useWords } from '#web/ui/words.ts'
import '#web/ui/Figure.css'

export type FigureProps = {
  readonly name: Text
  /** Null when it is not known; `unknown` then says what is missing. */
  readonly value: number | null
  readonly digits?: number
  readonly unit?: Text
  readonly period?: Text
  /** What was counted, and of how many. */
  readonly numerator?: number
  readonly denominator?: number
  readonly change?: number | null
  readonly changeSince?: Text
  /** Why there is no figure: 缺少县外结算数据. */
  readonly unknown?: Text
  /** At the upper right: the target with its tone. */
  readonly mark?: ReactNode
  /** At the lower right: a spark line. */
  readonly aside?: ReactNode
  /** Opens into the rows it counted. */
  readonly href?: string
}

/** A number with everything it needs to be believed: unit, period, numerator and denominator, and which way it moves. */
export function Figure(props: FigureProps) {
  const { t } = useWords()
  const { name, value, digits = 0, unit, period, unknown, mark, aside, href } = props
  return (
    <div className="figure">
      <div className="figure-head">
        {href ? <a href={href}>{t(name)}</a> : <span>{t(name)}</span>}
        {mark}
      </div>
      <div className="figure-body">
        <p>
          {value === null ? (
            <b className="unknown">{t({ zh: '未知', en: 'Unknown' })}</b>
          ) : (
            <>
              <b>{figure(value, digits)}</b>
              {unit && <span className="unit"> {t(unit)}</span>} <Change {...props} />
            </>
          )}
        </p>
        {aside}
      </div>
      <p className="hint">
        {value === null ? unknown && t(unknown) : [counted(props), period && t(period)].filter(Boolean).join(' · ')}
      </p>
    </div>
  )
}

function Change({ change: by, changeSince = { zh: '较去年', en: 'on last year' } }: FigureProps) {
  const { t, language } = useWords()
  if (by === undefined || by === null) return null
  const said = change(by, 1)
  return <span className="hint">{language === 'zh' ? `${t(changeSince)} ${said}` : `${said} ${t(changeSince)}`}</span>
}

function counted({ numerator, denominator }: FigureProps): string | undefined {
  if (numerator === undefined) return undefined
  return denominator === undefined ? figure(numerator) : `${figure(numerator)} / ${figure(denominator)}`
}
