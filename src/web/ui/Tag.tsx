import type { ReactNode } from 'react'
import { Icon, type IconName } from '#web/ui/Icon.tsx'
import '#web/ui/Tag.css'

/** `pulse` acts or is present, `cinnabar` is late or urgent, `amber` waits, `pine` is closed or in target, `plain` is a fact. */
export type Tone = 'pulse' | 'cinnabar' | 'amber' | 'pine' | 'plain'

export type TagProps = { readonly tone?: Tone; readonly icon?: IconName; readonly children: ReactNode }

/** A few words set apart. The words say it; the tone only underlines. */
export function Tag({ tone = 'plain', icon, children }: TagProps) {
  return (
    <span className={`tag ${tone}`}>
      {icon && <Icon name={icon} size={14} />}
      {children}
    </span>
  )
}
