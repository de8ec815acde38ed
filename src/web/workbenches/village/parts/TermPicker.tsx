import { useState } from 'react'
import { type TermKind, termContract } from '#record/term/contract.ts'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { SearchBox } from '#web/ui/SearchBox.tsx'
import { Loading } from '#web/ui/states.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import '#web/workbenches/village/parts/form.css'

export type Term = { readonly code: string; readonly name: string; readonly details: Readonly<Record<string, string>> }

export type TermPickerProps = {
  readonly kind: TermKind
  /** 诊断:编码、名称或拼音首字母. */
  readonly label: Text
  readonly onPick: (term: Term) => void
}

/** Finds a diagnosis or a medicine by code, name or pinyin initials; what is picked leaves the box empty for the next. */
export function TermPicker({ kind, label, onPick }: TermPickerProps) {
  const { t } = useWords()
  const [q, search] = useState('')
  const [round, next] = useState(0)
  const asked = useAsk(
    termContract.searchTerms,
    { kind, q, limit: 8 },
    { when: q !== '', keepPrevious: true, freshSeconds: 600 },
  )

  function pick(term: Term) {
    onPick(term)
    search('')
    next(round + 1)
  }

  return (
    <div className="term-picker">
      <SearchBox key={round} label={label} onSearch={search} isSearching={asked.isRefreshing} />
      {q !== '' && asked.isLoading && <Loading rows={2} what={{ zh: '编码', en: 'the code list' }} />}
      {q !== '' && <ProblemNote problem={asked.problem} again={asked.again} />}
      {q !== '' && asked.data && (
        <ul className="term-list">
          {asked.data.items.map((term) => (
            <li key={term.code}>
              <button type="button" onClick={() => pick({ code: term.code, name: term.zh, details: term.details })}>
                <span>{t({ zh: term.zh, en: term.en ?? term.zh })}</span>
                <span className="hint">
                  {kind === 'medication'
                    ? [term.details.form, term.details.strength].filter(Boolean).join(' ')
                    : term.code}
                </span>
              </button>
            </li>
          ))}
          {asked.data.items.length === 0 && (
            <li className="none">
              {t({ zh: `没有找到“${q}”,试试另一个名称或首字母`, en: `Nothing for “${q}”; try another name` })}
            </li>
          )}
        </ul>
      )}
    </div>
  )
}
