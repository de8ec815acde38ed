import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import type { TermKind } from '#record/term/contract.ts'
import { type Term, useTerms } from '#web/record/useTerms.ts'
import { Icon } from '#web/ui/Icon.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import '#web/ui/Field.css'
import '#web/record/visit/TermPicker.css'

export type TermPickerProps = {
  readonly label: Text
  readonly kind: TermKind
  readonly onPick: (term: Term) => void
  readonly placeholder?: Text
  /** What was typed may stand without a code: a medicine that is in no list. */
  readonly onFree?: (name: string) => void
  readonly autoFocus?: boolean
}

/** Finds a term by its characters, its pinyin initials or its code, and hands it over; the field is then empty again. */
export function TermPicker({ label, kind, onPick, placeholder, onFree, autoFocus = false }: TermPickerProps) {
  const { t } = useWords()
  const id = useId()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const [isOpen, open] = useState(false)
  const { q, setComposing } = usePaused(typed)
  const { found, isLoading } = useTerms(kind, q)
  const isShown = isOpen && q !== ''

  function take(index: number) {
    const item = found[index]
    if (item) onPick(item.term)
    else if (onFree && typed.trim()) onFree(typed.trim())
    else return
    setTyped('')
    open(false)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && found.length > 0) {
      event.preventDefault()
      setAt((at + step + found.length) % found.length)
    }
    if (event.key === 'Enter' && typed.trim()) {
      event.preventDefault()
      take(at)
    }
    if (event.key === 'Escape') open(false)
  }

  return (
    <div className="field term-picker">
      <label htmlFor={id}>{t(label)}</label>
      <div className="field-line">
        <Icon name="search" size={14} />
        <input
          id={id}
          role="combobox"
          aria-expanded={isShown}
          aria-controls={`${id}list`}
          aria-activedescendant={isShown && found[at] ? `${id}${at}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={t(placeholder ?? { zh: '汉字、拼音首字母或编码', en: 'Name, initials or code' })}
          // biome-ignore lint/a11y/noAutofocus: only where choosing comes first
          autoFocus={autoFocus}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setAt(0)
            open(true)
          }}
          onCompositionStart={() => setComposing(true)}
          onCompositionEnd={() => setComposing(false)}
          onKeyDown={onKeyDown}
          onBlur={() => open(false)}
        />
      </div>
      <div
        id={`${id}list`}
        role="listbox"
        tabIndex={-1}
        aria-label={t({ zh: '找到的', en: 'Found' })}
        className="found"
        hidden={!isShown}
      >
        {found.map((item, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
          <div
            key={item.term.code}
            id={`${id}${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => take(index)}
          >
            <span>{t(item.shown)}</span>
            <span className="hint">{item.beside}</span>
          </div>
        ))}
        {found.length === 0 && !isLoading && <NotListed typed={typed} mayWrite={onFree !== undefined} />}
      </div>
    </div>
  )
}

function NotListed({ typed, mayWrite }: { typed: string; mayWrite: boolean }) {
  const { t } = useWords()
  const free = { zh: `目录里没有;按 Enter 照“${typed}”填写`, en: `Not in the list; Enter writes “${typed}”` }
  const none = { zh: '目录里没有;换个说法或编码再试', en: 'Not in the list; try another word or the code' }
  return (
    <div role="option" tabIndex={-1} aria-selected="false" aria-disabled="true" className="hint">
      {t(mayWrite ? free : none)}
    </div>
  )
}

/** Asks when the person pauses, never in the middle of a Chinese character. */
function usePaused(typed: string) {
  const [q, setQ] = useState('')
  const [isComposing, setComposing] = useState(false)
  useEffect(() => {
    if (isComposing) return
    const timer = setTimeout(() => setQ(typed.trim()), 180)
    return () => clearTimeout(timer)
  }, [typed, isComposing])
  return { q, setComposing }
}
