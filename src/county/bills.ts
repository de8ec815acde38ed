import type { Random } from './random.ts'
import type { Resident } from './residents.ts'
import type { Level } from './treatingPlaces.ts'
import type { PlannedVisit } from './visitPlan.ts'

export type Bill = { readonly kind: string; readonly name: string; readonly amount: number; readonly fundPay: number }

type Price = { readonly from: number; readonly to: number; readonly fundPercent: number }
/** What a visit costs in yuan and what the residents' fund pays of it: orders of magnitude, no county's tariff. */
const prices: Readonly<Record<Level, { visit: Price; stay: Price }>> = {
  village: { visit: { from: 15, to: 70, fundPercent: 60 }, stay: { from: 0, to: 0, fundPercent: 0 } },
  township: { visit: { from: 40, to: 160, fundPercent: 60 }, stay: { from: 1200, to: 3500, fundPercent: 85 } },
  county: { visit: { from: 120, to: 480, fundPercent: 50 }, stay: { from: 3500, to: 12_000, fundPercent: 70 } },
  city: { visit: { from: 250, to: 900, fundPercent: 30 }, stay: { from: 9000, to: 32_000, fundPercent: 52 } },
}

/** Every bill is split to the fen between the fund and the patient. */
export function billFor(
  { kind, level }: PlannedVisit,
  { insurance, random, slim }: { insurance: Resident['insurance']; random: Random; slim: boolean },
): Bill[] {
  const price = prices[level][kind === 'inpatient' ? 'stay' : 'visit']
  const total = random.between(price.from * 100, price.to * 100) * (kind === 'emergency' ? 2 : 1)
  const percent = insurance === 'none' ? 0 : price.fundPercent + (insurance === 'employee' ? 10 : 0)
  const split = (kind: string, name: string, amount: number): Bill => ({ kind, name, amount, fundPay: Math.floor((amount * percent) / 100) })
  if (slim) return [kind === 'inpatient' ? split('stay', '住院费用', total) : split('visit', '门诊费用', total)]
  const medicine = Math.floor(total * (0.3 + 0.3 * random.next()))
  const rest = kind === 'inpatient' ? split('stay', '床位诊疗费', total - medicine) : split('service', '诊查检验费', total - medicine)
  return [split('medicine', '药品费', medicine), rest]
}
