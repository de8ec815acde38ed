import { checkDigit } from '#registry/resident/rules.ts'

/** How two identity numbers stand to each other. `repaired`: the same person's, but for the check character or the old 15 digits. */
export type NumberLevel = 'same' | 'repaired' | 'oneDigit' | 'swapped' | 'otherValid' | 'otherDoubtful' | 'missing'

const shape = /^(\d{15}|\d{17}[\dX]?)$/

/** The 18 characters that were meant: an old number of 15 digits gets its century, a lost check character comes back. Null for what is no number. */
export function wholeNumber(number: string | null | undefined): string | null {
  if (!number || !shape.test(number) || /^(\d)\1+$/.test(number)) return null
  if (number.length === 15) return withCheck(`${number.slice(0, 6)}19${number.slice(6)}`)
  return number.length === 17 ? withCheck(number) : number
}

function withCheck(digits: string): string {
  return digits + checkDigit(digits)
}

export function isValidNumber(number: string): boolean {
  return number.length === 18 && number[17] === checkDigit(number)
}

export function compareNumbers(first: string | null, second: string | null): NumberLevel {
  const [a, b] = [wholeNumber(first), wholeNumber(second)]
  if (!a || !b) return 'missing'
  if (a === b) return first === second ? 'same' : 'repaired'
  if (a.slice(0, 17) === b.slice(0, 17)) return 'repaired'
  // Two numbers that are both right cannot differ in one digit or a swap: the check character would not fit.
  if (isValidNumber(a) && isValidNumber(b)) return 'otherValid'
  const places = differences(a, b)
  if (places.length === 1) return 'oneDigit'
  const [i = 0, j = 0] = places
  return places.length === 2 && j === i + 1 && a[i] === b[j] && a[j] === b[i] ? 'swapped' : 'otherDoubtful'
}

function differences(a: string, b: string): number[] {
  const places: number[] = []
  for (let i = 0; i < 18 && places.length < 3; i++) if (a[i] !== b[i]) places.push(i)
  return places
}

/**
 * Every number that this one may have been, itself first: old form, check character, one digit, two neighbours swapped.
 * `every` also gives what a right number may have been mistyped as, for finding whoever was stored with a mistake: about 180.
 */
export function numberVariants(number: string, { every }: { every: boolean }): string[] {
  const whole = wholeNumber(number)
  if (!whole) return number ? [number] : []
  // No slip leads from one right number to another.
  if (!every && isValidNumber(number)) return [number]
  const found = new Set([number, whole, withCheck(whole.slice(0, 17))])
  if (whole.slice(6, 8) === '19') found.add(whole.slice(0, 6) + whole.slice(8, 17))
  for (const near of neighbours(whole)) if (every || isValidNumber(near)) found.add(near)
  if (every) found.add(whole.slice(0, 17))
  return [...found]
}

function* neighbours(number: string): Generator<string> {
  for (let i = 0; i < 18; i++) {
    for (const digit of i < 17 ? '0123456789' : '0123456789X') {
      if (digit !== number[i]) yield number.slice(0, i) + digit + number.slice(i + 1)
    }
  }
  for (let i = 0; i < 16; i++) {
    if (number[i] !== number[i + 1]) yield number.slice(0, i) + number[i + 1] + number[i] + number.slice(i + 2)
  }
}
