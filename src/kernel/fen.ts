/** Whole 分, the only money in memory. */
export type Fen = bigint

/** For JSON: a whole number of fen. Fails rather than lose a fen. */
export function fenToJson(amount: Fen): number {
  const number = Number(amount)
  if (!Number.isSafeInteger(number)) throw new RangeError(`${amount} fen is beyond what JSON carries exactly`)
  return number
}

export function fenFromJson(amount: number): Fen {
  return BigInt(amount)
}

/** 12345n -> "123.45" */
export function yuan(amount: Fen | number): string {
  const fen = BigInt(amount)
  const sign = fen < 0n ? '-' : ''
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, '0')
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** Splits an amount by whole weights so that the parts add up to it exactly; the remainder goes to the largest fractions, first come first. */
export function share(amount: Fen, weights: readonly bigint[]): Fen[] {
  const total = weights.reduce((a, b) => a + b, 0n)
  if (total <= 0n || weights.some((w) => w < 0n)) throw new RangeError('weights must be whole, not negative and not all zero')
  const parts = weights.map((w) => (amount * w) / total)
  const rests = weights.map((w, i) => ({ i, rest: (amount * w) % total }))
  let left = amount - parts.reduce((a, b) => a + b, 0n)
  const step = left < 0n ? -1n : 1n
  rests.sort((a, b) => Number(b.rest * step > a.rest * step) - Number(b.rest * step < a.rest * step) || a.i - b.i)
  for (const { i } of rests) {
    if (left === 0n) break
    parts[i] = (parts[i] ?? 0n) + step
    left -= step
  }
  return parts
}
