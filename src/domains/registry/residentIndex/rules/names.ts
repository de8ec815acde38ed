import { soundsOf, surnameLengthOf, writtenForm } from '#registry/resident/rules.ts'
import { comparedForm } from './variants.ts'

/** How two names agree, from the best to the worst. `placeholder`: a newborn still called after the mother. */
export type NameLevel = 'same' | 'variant' | 'sameSound' | 'reordered' | 'oneCharacter' | 'givenOnly' | 'surnameOnly' | 'placeholder' | 'different'

/** A name made ready once for many comparisons. */
export type NameTraits = {
  readonly written: string
  readonly compared: string
  readonly surname: string
  readonly given: string
  /** Sounds without tones, one for each character. */
  readonly sounds: readonly string[]
  /** The child of whom: 张丽之女 -> mother 张丽, which 女. Null for everybody with a name of their own. */
  readonly childOf: { readonly mother: string; readonly which: string } | null
}

/** 张丽之子, 张丽之大女, 张丽双胎之二, 张丽婴 */
const placeholder = /^(.{2,4}?)(?:之|的)?((?:大|小|长|次|双胎之?|双)?(?:子|女|婴|毛毛|宝宝|[一二大小])[一二大小]?)$/u
const isPlaceholder = /之|的|婴|毛毛|宝宝|双胎/u

/** Prepares a name: width, spaces, dots and variants of characters taken away, sounds read. */
export function nameTraitsOf(name: string): NameTraits {
  const written = writtenForm(name)
  const compared = comparedForm(written)
  const long = surnameLengthOf(compared)
  const child = isPlaceholder.test(compared) && compared.length > 3 ? placeholder.exec(compared) : null
  return {
    written,
    compared,
    surname: compared.slice(0, long),
    given: compared.slice(long),
    sounds: soundsOf(compared),
    childOf: child ? { mother: child[1] ?? '', which: child[2] ?? '' } : null,
  }
}

/** Letters of a name by its sound, for finding who may be meant: 张伟 and 章炜 have the same. */
export function soundKeyOf(name: NameTraits): string {
  return name.sounds.join(' ')
}

export function compareNames(a: NameTraits, b: NameTraits): NameLevel {
  if (a.childOf || b.childOf) return compareChildren(a, b)
  if (a.compared === b.compared) return a.written === b.written ? 'same' : 'variant'
  const unlike = unlikeSounds(a.sounds, b.sounds)
  if (unlike === 0) return 'sameSound'
  if (a.surname === b.surname) {
    if (sorted(a.given) === sorted(b.given)) return 'reordered'
    return isOneCharacterOff(a.given, b.given) ? 'oneCharacter' : 'surnameOnly'
  }
  if (a.given === b.given && a.given.length > 1) return 'givenOnly'
  return 'different'
}

/** The child of another mother, or the other of two children of one, is somebody else; anything more nobody can tell from a name. */
function compareChildren(a: NameTraits, b: NameTraits): NameLevel {
  if (!a.childOf || !b.childOf) return 'placeholder'
  return a.childOf.mother === b.childOf.mother && a.childOf.which === b.childOf.which ? 'placeholder' : 'different'
}

function unlikeSounds(a: readonly string[], b: readonly string[]): number {
  if (a.length !== b.length) return Math.max(a.length, b.length)
  let unlike = 0
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) unlike++
  return unlike
}

function sorted(text: string): string {
  return [...text].sort().join('')
}

/** One of two characters differs, or one is missing: 建国 and 建华, 建国 and 国. */
function isOneCharacterOff(a: string, b: string): boolean {
  const [x, y] = [[...a], [...b]]
  if (x.length === y.length) return x.length > 1 && x.filter((char, i) => char !== y[i]).length === 1
  const [short, long] = x.length < y.length ? [x, y] : [y, x]
  return long.length - short.length === 1 && short.length > 0 && short.every((char) => long.includes(char))
}
