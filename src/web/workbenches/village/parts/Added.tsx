import type { ReactNode } from 'react'
import { Icon } from '#web/ui/Icon.tsx'
import { useWords } from '#web/ui/words.ts'
import '#web/workbenches/village/parts/form.css'

/** One thing that was added and may be taken out again. */
export function Added({ name, onRemove, children }: { name: string; onRemove: () => void; children: ReactNode }) {
  const { t } = useWords()
  return (
    <li className="added">
      <div>{children}</div>
      <button
        type="button"
        className="remove"
        onClick={onRemove}
        aria-label={t({ zh: `去掉 ${name}`, en: `Remove ${name}` })}
      >
        <Icon name="close" size={16} />
      </button>
    </li>
  )
}
