import { type ReactNode, useId } from 'react'
import { type Text, useWords } from '#web/ui/words.ts'
import '#web/chronicCare/chronicCare.css'

export type BlockProps = {
  readonly title: Text
  readonly note?: ReactNode
  /** At the right of the title: the one tap that answers the whole block. */
  readonly act?: ReactNode
  /** Something in it still has to be answered. */
  readonly isMissing?: boolean
  readonly children?: ReactNode
}

/** A titled part of a form or page: over the whole width on a phone, on its sheet at a desk. */
export function Block({ title, note, act, isMissing = false, children }: BlockProps) {
  const { t } = useWords()
  const id = useId()
  return (
    <section className={isMissing ? 'chronic-block missing' : 'chronic-block'} aria-labelledby={id}>
      <header>
        <h2 id={id}>{t(title)}</h2>
        {note && <span className="hint">{note}</span>}
        {act}
      </header>
      {children && <div className="chronic-body">{children}</div>}
    </section>
  )
}
