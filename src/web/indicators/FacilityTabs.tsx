import type { ReactNode } from 'react'
import { DeskTabs } from '#web/ui/desk/DeskTabs.tsx'

/** A manager's figures: the indicators of the facility, and the board of its referrals. */
export function FacilityTabs({ children }: { children: ReactNode }) {
  return (
    <DeskTabs
      label={{ zh: '指标', en: 'Indicators' }}
      tabs={[
        { href: '/indicators', name: { zh: '指标', en: 'Indicators' } },
        { href: '/figures', name: { zh: '运行看板', en: 'Board' } },
      ]}
    >
      {children}
    </DeskTabs>
  )
}
