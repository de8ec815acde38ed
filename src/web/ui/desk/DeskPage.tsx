import type { ReactNode } from 'react'
import { product, type Text, useWords } from '#web/ui/words.ts'
import '#web/ui/desk/DeskPage.css'

export type DeskPageProps = {
  readonly title: Text
  /** Beside the title: the order of a queue, its keys. */
  readonly hint?: ReactNode
  readonly tools?: ReactNode
  /** The card at the right of a queue: it scrolls by itself and keeps its acts in sight. */
  readonly pane?: ReactNode
  readonly paneLabel?: Text
  readonly children: ReactNode
}

/** One screen of a desk: its title and tools, its content, and perhaps the card of what is selected. */
export function DeskPage({ title, hint, tools, pane, paneLabel, children }: DeskPageProps) {
  const { t } = useWords()
  return (
    <div className={pane ? 'desk-page with-pane' : 'desk-page'}>
      <title>{`${t(title)} · ${t(product)}`}</title>
      <div className="desk-content">
        <header>
          <h1>{t(title)}</h1>
          {hint && <div className="hint">{hint}</div>}
          {tools && <div className="tools">{tools}</div>}
        </header>
        {children}
      </div>
      {pane && (
        <section className="desk-pane" aria-label={t(paneLabel ?? { zh: '所选', en: 'Selected' })}>
          {pane}
        </section>
      )}
    </div>
  )
}
