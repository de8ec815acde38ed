import { useState } from 'react'
import { addedTitle, partInWords, type SummaryPart } from '#web/referral/refer/draft.ts'
import { Button } from '#web/ui/Button.tsx'
import { useWords } from '#web/ui/words.ts'
import { Added } from '#web/workbenches/village/parts/Added.tsx'
import { Lines } from '#web/workbenches/village/parts/Lines.tsx'
import '#web/workbenches/village/refer/refer.css'

export type SummaryProps = {
  readonly parts: readonly SummaryPart[]
  readonly onChange: (parts: readonly SummaryPart[]) => void
}

/** What the receiver will read, taken from the record: each part may be changed or left out. */
export function Summary({ parts, onChange }: SummaryProps) {
  const { t } = useWords()
  const [edited, edit] = useState<number>()

  function set(index: number, text: string) {
    onChange(parts.map((part, at) => (at === index ? { ...part, text } : part)))
  }

  return (
    <>
      <ul className="added-list">
        {parts.map((part, index) => {
          const title = t(partInWords(part.title))
          return (
            <Added key={part.title} name={title} onRemove={() => onChange(parts.filter((_, at) => at !== index))}>
              {edited === index ? (
                <>
                  <Lines label={title} max={4000} value={part.text} onChange={(text) => set(index, text)} />
                  <Button onClick={() => edit(undefined)}>{t({ zh: '改好了', en: 'Done' })}</Button>
                </>
              ) : (
                <button type="button" className="summary-part" onClick={() => edit(index)}>
                  <b>{title}</b>
                  <span>{part.text ? t({ zh: part.text }) : t({ zh: '点这里填写', en: 'Write here' })}</span>
                </button>
              )}
            </Added>
          )
        })}
      </ul>
      {!parts.some((part) => part.title === addedTitle) && (
        <Button
          tone="text"
          icon="plus"
          onClick={() => {
            onChange([...parts, { title: addedTitle, text: '' }])
            edit(parts.length)
          }}
        >
          {t({ zh: '补充一段', en: 'Add a part' })}
        </Button>
      )}
    </>
  )
}
