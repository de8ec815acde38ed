import { checkDigit } from '#registry/resident/rules.ts'

let count = 0
// No character of one list sounds like another or stands in the other list: no two of these names are alike by ear or order.
const first = '东南西北中春夏秋江山'
const second = '甲乙丙丁戊己庚辛壬癸'

/** A person nobody else is taken for: a name and a valid identity number of their own, whoever was born on the same day in the same house. */
export function newcomer<S extends 'male' | 'female'>(birthDate: string, sex: S) {
  const n = count++
  const body = `110105${birthDate.replaceAll('-', '')}${String(((n * 2 + 2) % 998) + (sex === 'male' ? 1 : 0)).padStart(3, '0')}`
  const name = `例${first[Math.floor(n / 10) % 10]}${second[n % 10]}`
  return { name, sex, birthDate, nationalId: body + checkDigit(body) }
}
