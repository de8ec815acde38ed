import { type ReactNode, useId } from 'react'
import { type Text, useWords } from '#web/ui/words.ts'
import '#web/ui/Section.css'

export type SectionProps = {
  readonly title: Text
  /** How many are in it, beside the title. */
  readonly count?: number
  /** One more thing worth knowing: 最久 6 天. */
  readonly note?: ReactNode
  readonly tools?: ReactNode
  /** `sheet`: on white paper with its line. `plain`: on the ground. */
  readonly form?: 'sheet' | 'plain'
  /** `cinnabar` where the section itself is the bad news: 逾期 2. */
  readonly tone?: 'cinnabar'
  readonly children: ReactNode
}

/** A titled part of a screen. */
export function Section({ title, count, note, tools, form = 'sheet', tone, children }: SectionProps) {
  const { t } = useWords()
  const id = useId()
  return (
    <section className={`section ${form}`} aria-labelledby={id}>
      <header>
        <h2 id={id} className={tone}>
          {t(title)}
          {count !== undefined && <span className="count"> {count}</span>}
        </h2>
        {note && <span className="hint">{note}</span>}
        {tools && <div className="tools">{tools}</div>}
      </header>
      {children}
    </section>
  )
}
