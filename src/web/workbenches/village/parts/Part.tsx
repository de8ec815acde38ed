import { type ReactNode, useId } from 'react'
import { type Text, useWords } from '#web/ui/words.ts'
import '#web/workbenches/village/parts/form.css'

/** A titled part of a phone's form or page, on white over the whole width. */
export function Part({ title, note, children }: { title: Text; note?: ReactNode; children: ReactNode }) {
  const { t } = useWords()
  const id = useId()
  return (
    <section className="part" aria-labelledby={id}>
      <header>
        <h2 id={id}>{t(title)}</h2>
        {note && <span className="hint">{note}</span>}
      </header>
      <div className="part-body">{children}</div>
    </section>
  )
}
