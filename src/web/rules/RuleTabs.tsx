import type { ReactNode } from 'react'
import { DeskTabs } from '#web/ui/desk/DeskTabs.tsx'

/** What holds in the county, who may decide it, and who may see what. */
export function RuleTabs({ children }: { children: ReactNode }) {
  return (
    <DeskTabs
      label={{ zh: '规则与权责', en: 'Rules and powers' }}
      tabs={[
        { href: '/rules', name: { zh: '规则', en: 'Rules' } },
        { href: '/rules/powers', name: { zh: '权责清单', en: 'Powers' } },
        { href: '/rules/sharing', name: { zh: '数据共享目录', en: 'Sharing' } },
      ]}
    >
      {children}
    </DeskTabs>
  )
}
