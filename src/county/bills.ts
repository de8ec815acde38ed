import type { Charge } from '#record/visit/rules/visit.ts'
import type { Random } from './random.ts'
import type { Resident } from './residents.ts'
import type { Level } from './treatingPlaces.ts'
import type { PlannedVisit } from './visitPlan.ts'

export type Price = { readonly from: number; readonly to: number; readonly fundPercent: number }
/** What a visit costs in yuan and what the residents' fund pays of it: orders of magnitude, no county's tariff. */
export const prices: Readonly<Record<Level, { visit: Price; stay: Price }>> = {
  village: { visit: { from: 15, to: 70, fundPercent: 60 }, stay: { from: 0, to: 0, fundPercent: 0 } },
  township: { visit: { from: 40, to: 160, fundPercent: 60 }, stay: { from: 1200, to: 3500, fundPercent: 85 } },
  county: { visit: { from: 120, to: 480, fundPercent: 50 }, stay: { from: 3500, to: 12_000, fundPercent: 70 } },
  city: { visit: { from: 250, to: 900, fundPercent: 30 }, stay: { from: 9000, to: 32_000, fundPercent: 52 } },
}

type On = { readonly insurance: Resident['insurance']; readonly random: Random; readonly slim: boolean }

/** Every bill is split to the fen between the fund and the patient. */
export function billsFor({ kind, level }: Pick<PlannedVisit, 'kind' | 'level'>, { insurance, random, slim }: On): Charge[] {
  const stays = kind === 'inpatient'
  const price = prices[level][stays ? 'stay' : 'visit']
  const total = random.between(price.from * 100, price.to * 100) * (kind === 'emergency' ? 2 : 1)
  const percent = insurance === 'none' ? 0 : price.fundPercent + (insurance === 'employee' ? 10 : 0)
  const bill = (kind: Charge['kind'], name: string, amount: number): Charge => {
    const fundPay = Math.floor((amount * percent) / 100)
    return { kind, name, amount, fundPay, selfPay: amount - fundPay }
  }
  if (slim) return [stays ? bill('treatment', '住院费用', total) : bill('consultation', '门诊费用', total)]
  const medicine = Math.floor(total * (0.3 + 0.3 * random.next()))
  const rest = stays ? bill('bed', '床位诊疗费', total - medicine) : bill('consultation', '诊察费', total - medicine)
  return [bill('westernMedicine', '西药费', medicine), rest]
}
