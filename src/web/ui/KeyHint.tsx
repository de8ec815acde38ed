import { Fragment } from 'react'
import { type Text, useWords } from '#web/ui/words.ts'
import '#web/ui/KeyHint.css'

export type KeyHintProps = { readonly keys: readonly string[]; readonly does?: Text }

/** The keys that do something: [↑] [↓] 选择. */
export function KeyHint({ keys, does }: KeyHintProps) {
  const { t } = useWords()
  return (
    <span className="key-hint">
      {keys.map((key) => (
        <Fragment key={key}>
          <kbd>{key}</kbd>{' '}
        </Fragment>
      ))}
      {does && t(does)}
    </span>
  )
}
