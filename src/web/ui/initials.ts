/**
 * Pinyin initials without a dictionary: the browser already sorts Chinese by pinyin, so a character's initial is the
 * last of these (the first characters of each initial in that order) which does not come after it. Of a character with
 * several readings only the commonest is known; name others in `keywords`.
 */
const firsts: readonly (readonly [string, string])[] = [
  ['a', '阿'],
  ['b', '八'],
  ['c', '嚓'],
  ['d', '哒'],
  ['e', '妸'],
  ['f', '发'],
  ['g', '旮'],
  ['h', '哈'],
  ['j', '丌'],
  ['k', '咔'],
  ['l', '垃'],
  ['m', '妈'],
  ['n', '拏'],
  ['o', '噢'],
  ['p', '妑'],
  ['q', '七'],
  ['r', '呥'],
  ['s', '仨'],
  ['t', '他'],
  ['w', '屲'],
  ['x', '夕'],
  ['y', '丫'],
  ['z', '帀'],
]

const order = new Intl.Collator('zh-Hans-CN-u-co-pinyin')

function initialOf(character: string): string {
  if (!/\p{Script=Han}/u.test(character)) return character.toLowerCase()
  let initial = ''
  for (const [letter, first] of firsts) {
    if (order.compare(character, first) < 0) break
    initial = letter
  }
  return initial
}

/** 转诊队列 -> zzdl */
export function initialsOf(text: string): string {
  return Array.from(text, initialOf).join('')
}

/** Whether what was typed finds the text: as part of it, or as the beginning of any run of its initials. */
export function found(text: string, typed: string): boolean {
  const wanted = typed.trim().toLowerCase()
  if (wanted === '') return true
  return text.toLowerCase().includes(wanted) || initialsOf(text).replace(/\s/g, '').includes(wanted.replace(/\s/g, ''))
}
