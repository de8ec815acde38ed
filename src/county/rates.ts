/** Shares that were published for a prefecture, in ten-thousandths: what the generator calibrates itself to and what the indicators have to show again. */
export type PublishedRate = {
  /** Of the indicator. */
  readonly id: string
  readonly rate: number
  /** The year the figure is of. */
  readonly year: number
  readonly from: string
  /** Of docs/sources.md. */
  readonly source: string
  readonly status: 'verified'
}

const shaoxing = { year: 2019, from: '2020-01-01', source: 'seed-003', status: 'verified' } as const

export const publishedRates: readonly PublishedRate[] = [
  { id: 'countyVisitRate', rate: 8802, ...shaoxing },
  { id: 'baseShare', rate: 6181, ...shaoxing },
  { id: 'residentsBaseShare', rate: 6181, ...shaoxing },
  { id: 'enrollmentRate', rate: 4167, ...shaoxing },
  { id: 'priorityEnrollmentRate', rate: 8299, ...shaoxing },
]

/** The rate of one indicator in ten-thousandths. */
export function rateOf(id: string): number {
  const found = publishedRates.find((published) => published.id === id)
  if (!found) throw new Error(`no rate of ${id} was published`)
  return found.rate
}

const whole = 10_000

/** How many of a whole number have a property that the rate says: to the nearest. */
export function partOf(total: number, rate: number): number {
  return Math.round((total * rate) / whole)
}

/** How many others there are beside those that the rate counts: 88 inside at 88.00 % make 12 outside. */
export function othersBeside(counted: number, rate: number): number {
  return Math.round((counted * (whole - rate)) / rate)
}

/** The whole of which those counted are the rate. */
export function wholeOf(counted: number, rate: number): number {
  return counted + othersBeside(counted, rate)
}

/** A share as it is printed, in ten-thousandths. */
export function printed(part: number, total: number): number {
  return Math.round((part * whole) / total)
}
