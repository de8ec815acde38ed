import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { now, useNow } from '#web/ui/clock.ts'
import { momentInFull } from '#web/ui/time.ts'
import { type Text, useWords } from '#web/ui/words.ts'
import '#web/ui/PrintSheet.css'

export type PrintSheetProps = {
  readonly title: Text
  readonly facility: Text
  /** What the paper is known by: 转诊单号. */
  readonly number?: string
  readonly children: ReactNode
  /** Who signs: 转出医师, 接诊医师. */
  readonly signatures?: readonly Text[]
}

/**
 * What goes on paper while it is mounted: not the screen, but this sheet. It is not drawn on the screen; call
 * `window.print()` from the button.
 */
export function PrintSheet({ title, facility, number, children, signatures = [] }: PrintSheetProps) {
  const { t, language } = useWords()
  useNow(60)
  const printed = momentInFull(new Date(now()).toISOString(), language)
  return createPortal(
    <article className="print-sheet">
      <header>
        <p>{t(facility)}</p>
        <h1>{t(title)}</h1>
        {number && <p className="number">{number}</p>}
      </header>
      {children}
      <footer>
        {signatures.map((each) => (
          <span key={t(each)} className="signature">
            {t(each)}
          </span>
        ))}
        <span className="printed">{t({ zh: `打印于 ${printed} · 同脉`, en: `Printed ${printed} · Tongmai` })}</span>
      </footer>
    </article>,
    document.body,
  )
}
