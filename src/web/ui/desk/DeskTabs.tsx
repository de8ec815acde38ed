import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { type Text, useWords } from '#web/ui/words.ts'
import '#web/ui/desk/DeskTabs.css'

export type DeskTab = { readonly href: string; readonly name: Text }

export type DeskTabsProps = {
  readonly label: Text
  readonly tabs: readonly DeskTab[]
  readonly children: ReactNode
}

/** Several screens under one place of the menu, above each of them. */
export function DeskTabs({ label, tabs, children }: DeskTabsProps) {
  const { t } = useWords()
  const [here] = useLocation()
  return (
    <div className="desk-tabbed">
      <nav className="desk-tabs" aria-label={t(label)}>
        {tabs.map((tab) => (
          <Link key={tab.href} href={tab.href} aria-current={here === tab.href ? 'page' : undefined}>
            {t(tab.name)}
          </Link>
        ))}
      </nav>
      {children}
    </div>
  )
}
