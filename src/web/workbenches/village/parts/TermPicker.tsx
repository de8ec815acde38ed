import { useState } from 'react'
import type { TermKind } from '#record/term/contract.ts'
import { type Term, useTerms } from '#web/record/useTerms.ts'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { SearchBox } from '#web/ui/SearchBox.tsx'
import { Loading } from '#web/ui/states.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import '#web/workbenches/village/parts/form.css'

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
  const asked = useTerms(kind, q)

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
          {asked.found.slice(0, 8).map(({ term, shown, beside }) => (
            <li key={term.code}>
              <button type="button" onClick={() => pick(term)}>
                <span>{t(shown)}</span>
                <span className="hint">{beside}</span>
              </button>
            </li>
          ))}
          {asked.found.length === 0 && (
            <li className="none">
              {t({ zh: `没有找到“${q}”,试试另一个名称或首字母`, en: `Nothing for “${q}”; try another name` })}
            </li>
          )}
        </ul>
      )}
    </div>
  )
}
