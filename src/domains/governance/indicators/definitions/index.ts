import type { Indicator } from './indicator.ts'
import { national } from './national.ts'
import { publicHealth } from './publicHealth.ts'
import { rates } from './rates.ts'
import { waiting } from './waiting.ts'

/** Every indicator. One record more, and it stands in the cockpit, the reports, the command and the export. */
export const indicators: readonly Indicator[] = [...national, ...rates, ...publicHealth, ...waiting]

export function findIndicator(id: string): Indicator | undefined {
  return indicators.find((i) => i.id === id)
}
