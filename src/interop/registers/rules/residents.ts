import { birthDateIn, sexIn } from '#registry/resident/rules.ts'
import type { Mark } from '../labels.ts'
import type { Place, Places } from './places.ts'
import type { Problem, ReadRow } from './read.ts'

export type Sex = 'male' | 'female' | 'unknown'

/** A person as the row says, complete and without contradiction. */
export type RowPerson = {
  readonly nationalId: string | undefined
  readonly name: string
  readonly sex: Sex
  readonly birthDate: string
  readonly phone: string | undefined
  readonly home: Place
  readonly village: string
  readonly address: string | undefined
  readonly grid: string | undefined
  readonly household: string | undefined
  readonly relation: string | undefined
  readonly insurance: string | undefined
  readonly priorityGroups: readonly string[] | undefined
}

export type Judged = { readonly person: RowPerson; readonly marks: readonly Mark[] } | { readonly problems: readonly Problem[] }

/** Puts together what a row says: the number is the judge of birth date and sex, the village finds the home facility. */
export function judgeResident({ values, problems: read, marks: before }: ReadRow, on: { places: Places; reach: ReadonlySet<string> | null }): Judged {
  const problems: Problem[] = [...read]
  const marks: Mark[] = [...before]
  const text = (key: string) => values[key] as string | undefined
  const nationalId = text('nationalId')
  const inNumber = nationalId ? { birthDate: birthDateIn(nationalId), sex: sexIn(nationalId) } : undefined
  const birthDate = text('birthDate') ?? inNumber?.birthDate
  const sex = (text('sex') ?? inNumber?.sex) as Sex | undefined
  const isWrong = (field: string) => problems.some((p) => p.field === field)
  if (inNumber) {
    if (birthDate !== inNumber.birthDate) problems.push({ code: 'birthDiffers', field: 'birthDate' })
    if (sex !== inNumber.sex && sex !== 'unknown') problems.push({ code: 'sexDiffers', field: 'sex' })
    if (!text('birthDate') || !text('sex')) marks.push('fromNumber')
  } else if (!isWrong('nationalId')) {
    if (!birthDate && !isWrong('birthDate')) problems.push({ code: 'missing', field: 'birthDate' })
    if (!sex && !isWrong('sex')) problems.push({ code: 'missing', field: 'sex' })
  }
  const home = homeOf({ facility: text('facility'), village: text('village'), township: text('township') }, on.places)
  if ('problem' in home) {
    if (!isWrong(home.field)) problems.push({ code: home.problem, field: home.field, detail: home.detail })
  } else if (on.reach && !on.reach.has(home.place.id)) problems.push({ code: 'elsewhere', field: home.field })
  if (problems.length > 0 || 'problem' in home || !birthDate || !sex) return { problems }
  if (home.field === 'village') marks.push('byVillage')
  return {
    marks,
    person: {
      nationalId,
      name: text('name') ?? '',
      sex,
      birthDate,
      phone: text('phone'),
      home: home.place,
      village: text('village') ?? home.place.shortName.replace(/(卫生室|卫生所|卫生站)$/, ''),
      address: text('address'),
      grid: text('grid'),
      household: text('household'),
      relation: text('relation'),
      insurance: text('insurance'),
      priorityGroups: values.priorityGroups as string[] | undefined,
    },
  }
}

type Written = { readonly facility: string | undefined; readonly village: string | undefined; readonly township: string | undefined }

function homeOf({ facility, village, township }: Written, places: Places) {
  if (facility) {
    const found = places.find(facility)
    return 'place' in found ? { ...found, field: 'facility' } : { ...found, field: 'facility', detail: facility }
  }
  const found = places.clinicOf(village ?? '', township)
  return 'place' in found ? { ...found, field: 'village' } : { ...found, field: 'village', detail: village ?? '' }
}

/** What a row without a number is known by when the same file comes again. */
export function rowIdentity({ name, birthDate, sex, home, household }: RowPerson): string {
  return [name, birthDate, sex, home.id, household ?? ''].join('\n')
}

/** How two rows of one file are seen to be the same person. */
export function personKey(person: RowPerson): string {
  return person.nationalId ?? rowIdentity(person)
}
