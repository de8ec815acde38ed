import type { FacilityKind } from '#registry/facility/contract.ts'

export const countySizes = ['tiny', 'small', 'county'] as const
export type CountySize = (typeof countySizes)[number]

/** What is built for a size. Rows follow from it and the seed alone. */
export type Plan = {
  /** The first one leads the consortium. */
  readonly hospitals: readonly FacilityKind[]
  readonly townships: number
  readonly villages: number
  readonly residents: number
  /** Residents of each village where they are given; otherwise drawn. */
  readonly villageSizes?: readonly number[]
  /** Of the visits people would make: a county's year is thinned so that it loads in minutes. */
  readonly visitShare: number
  /** Large enough that shares come out to two decimals: levels of care as the published rates want them, the rest made up. */
  readonly calibrated: boolean
  /** Three rows beside a visit and no more: its diagnosis, its charge and one line of the timeline for all of them. */
  readonly slim: boolean
  readonly referrals: { readonly open: number; readonly ended: number }
}

export const plans: Readonly<Record<CountySize, Plan>> = {
  tiny: {
    hospitals: ['countyHospital'],
    townships: 1,
    villages: 3,
    residents: 300,
    villageSizes: [120, 100, 80],
    visitShare: 1,
    calibrated: false,
    slim: false,
    referrals: { open: 5, ended: 1 },
  },
  small: {
    hospitals: ['countyHospital', 'tcmHospital'],
    townships: 6,
    villages: 60,
    residents: 20_000,
    visitShare: 1,
    calibrated: true,
    slim: false,
    referrals: { open: 60, ended: 90 },
  },
  county: {
    hospitals: ['countyHospital', 'tcmHospital', 'maternalChildHospital', 'countyHospital'],
    townships: 31,
    villages: 620,
    residents: 600_000,
    visitShare: 0.71,
    calibrated: true,
    slim: true,
    referrals: { open: 800, ended: 19_200 },
  },
}
