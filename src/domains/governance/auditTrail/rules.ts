import type { Words } from '#kernel/words.ts'

const sexes: Readonly<Record<string, Words>> = {
  male: { zh: '男', en: 'male' },
  female: { zh: '女', en: 'female' },
  unknown: { zh: '性别未知', en: 'sex unknown' },
}

/** 李** 女 1956 年生. */
export function maskedWords(person: { masked_name: string; sex: string; birth_year: number }): Words {
  const sex = sexes[person.sex] ?? { zh: '', en: '' }
  return { zh: `${person.masked_name} ${sex.zh} ${person.birth_year} 年生`, en: `${person.masked_name}, ${sex.en}, born ${person.birth_year}` }
}
