import { type KeyboardEvent, type Ref, useEffect, useEffectEvent, useId, useRef, useState } from 'react'
import { Icon } from '#web/ui/Icon.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import '#web/ui/SearchBox.css'

export type SearchBoxProps = {
  /** What may be typed: 姓名、拼音首字母、身份证号. Also its accessible name. */
  readonly label: Text
  readonly initial?: string
  /** Called when the person pauses, presses Enter or clears; never in the middle of a Chinese character. */
  readonly onSearch: (typed: string) => void
  readonly pauseMilliseconds?: number
  readonly isSearching?: boolean
  readonly autoFocus?: boolean
  readonly ref?: Ref<HTMLInputElement>
}

export function SearchBox(props: SearchBoxProps) {
  const { label, initial = '', onSearch, pauseMilliseconds = 250, isSearching = false, autoFocus = false, ref } = props
  const { t } = useWords()
  const id = useId()
  const [typed, setTyped] = useState(initial)
  const [isComposing, setComposing] = useState(false)
  const asked = useRef(initial)
  const search = useEffectEvent((wanted: string) => {
    if (wanted === asked.current) return
    asked.current = wanted
    onSearch(wanted)
  })

  useEffect(() => {
    if (isComposing) return
    const timer = setTimeout(() => search(typed.trim()), pauseMilliseconds)
    return () => clearTimeout(timer)
  }, [typed, isComposing, pauseMilliseconds])

  function type(next: string) {
    setTyped(next)
    if (next === '' && asked.current !== '') {
      asked.current = ''
      onSearch('')
    }
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape' && typed !== '') {
      event.stopPropagation()
      type('')
    }
    if (event.key === 'Enter' && typed.trim() !== asked.current) {
      asked.current = typed.trim()
      onSearch(asked.current)
    }
  }

  return (
    <search className="search-box">
      <label htmlFor={id} className="said">
        {t(label)}
      </label>
      <Icon name="search" />
      <input
        ref={ref}
        id={id}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        autoComplete="off"
        spellCheck={false}
        placeholder={t(label)}
        value={typed}
        // biome-ignore lint/a11y/noAutofocus: only where searching is what the screen is for
        autoFocus={autoFocus}
        aria-busy={isSearching}
        onChange={(event) => type(event.target.value)}
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={() => setComposing(false)}
        onKeyDown={onKeyDown}
      />
      {typed !== '' && (
        <button type="button" onClick={() => type('')} aria-label={t({ zh: '清空', en: 'Clear' })}>
          <Icon name="close" size={14} />
        </button>
      )}
    </search>
  )
}
