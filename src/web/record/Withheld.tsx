import { type FieldSet, fieldSet } from '#registry/sharing/labels.ts'
import { useWords } from '#web/ui/words.ts'

/** What the sharing catalog keeps back here: left out is not the same as empty. */
export function Withheld({ sets }: { sets: readonly FieldSet[] }) {
  const { t } = useWords()
  if (sets.length === 0) return null
  return (
    <p className="hint">
      {t({ zh: '按数据共享目录,这里不显示:', en: 'Not shared here by the catalog: ' })}
      {sets.map((set) => t(fieldSet.labels[set])).join(t({ zh: '、', en: ', ' }))}
    </p>
  )
}
