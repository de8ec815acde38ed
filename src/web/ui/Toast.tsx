import { useEffect, useState, useSyncExternalStore } from 'react'
import { Icon } from '#web/ui/Icon.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import '#web/ui/Toast.css'

export type ToastSaid = {
  /** What happened: 已接收,床位保留到 明日 08:00. */
  readonly text: Text
  readonly tone?: 'pine' | 'cinnabar'
  /** Takes the act back. Offered instead of asking first. */
  readonly undo?: () => void
}

type Shown = ToastSaid & { readonly id: number }

const listeners = new Set<() => void>()
let shown: readonly Shown[] = []
let made = 0

function become(next: readonly Shown[]): void {
  shown = next
  for (const each of listeners) each()
}

/** Says what happened, at the foot of the screen, for a while. The last three stay. */
export function toast(said: ToastSaid): void {
  become([...shown, { ...said, id: ++made }].slice(-3))
}

function put(id: number): void {
  become(shown.filter((each) => each.id !== id))
}

/** Where toasts appear. The shells have it; a page needs one only outside them. */
export function Toasts() {
  const { t } = useWords()
  const all = useSyncExternalStore(listen, () => shown)
  return (
    <div className="toasts" role="status" aria-label={t({ zh: '通知', en: 'Notices' })}>
      {all.map((each) => (
        <ToastLine key={each.id} said={each} />
      ))}
    </div>
  )
}

function ToastLine({ said }: { said: Shown }) {
  const { t } = useWords()
  const [isHeld, hold] = useState(false)
  useEffect(() => {
    if (isHeld) return
    const timer = setTimeout(() => put(said.id), said.undo ? 10_000 : 5000)
    return () => clearTimeout(timer)
  }, [isHeld, said])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: reading or reaching for undo holds it, nothing is pressed here
    <div
      className={`toast ${said.tone ?? 'pine'}`}
      onPointerEnter={() => hold(true)}
      onPointerLeave={() => hold(false)}
      onFocus={() => hold(true)}
      onBlur={() => hold(false)}
    >
      <Icon name={said.tone === 'cinnabar' ? 'alert' : 'check'} />
      <span>{t(said.text)}</span>
      {said.undo && (
        <button
          type="button"
          className="undo"
          onClick={() => {
            put(said.id)
            said.undo?.()
          }}
        >
          <Icon name="undo" size={14} /> {t({ zh: '撤回', en: 'Undo' })}
        </button>
      )}
      <button type="button" onClick={() => put(said.id)} aria-label={t({ zh: '关闭', en: 'Close' })}>
        <Icon name="close" size={14} />
      </button>
    </div>
  )
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
