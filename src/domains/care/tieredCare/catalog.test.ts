import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { addDays } from '#kernel/calendar.ts'
import { departmentKind } from '#registry/facility/contract.ts'
import { type CarePlace, catalogEditions, placeOf, type Severity, severity } from './catalog.ts'
import { noRuleInForce } from './criteria.ts'

const today = '2026-06-01'
const seed = readFileSync(new URL('../../../../db/seed/diagnoses.csv', import.meta.url), 'utf8')
const diagnoses = seed
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(',')[0] ?? '')

function place(diagnosis: string, on: { severity?: Severity; day?: string } = {}): CarePlace {
  const found = placeOf({ diagnosis, severity: on.severity ?? 'mild' }, on.day ?? today)
  if (found === noRuleInForce) throw new Error(`no rule for ${diagnosis} on ${on.day}`)
  return found
}

describe('the seed list of diagnoses', () => {
  test('is unique, sorted and in the form of the national codes', () => {
    expect(diagnoses.length).toBeGreaterThan(400)
    expect(diagnoses).toEqual([...new Set(diagnoses)].toSorted())
    for (const code of diagnoses) expect(code).toMatch(/^[A-Z]\d{2}(\.[\dx]\d{2}(x\d{3})?)?([+*])?$/)
    expect(seed).not.toMatch(/\r|\ufeff/)
  })

  test.each(severity.codes)('gives every diagnosis a place when %s, and never only by the catch-all', (grade) => {
    for (const code of diagnoses) {
      const { reason, departments } = place(code, { severity: grade })
      expect(reason.zh, code).not.toMatch(/^其他疾病/)
      expect(reason.en.length, code).toBeGreaterThan(10)
      expect(departments.length, code).toBeGreaterThan(0)
    }
  })
})

describe('where a case belongs', () => {
  const cases: readonly [string, Severity, string, string, string][] = [
    ['I10.x00x002', 'mild', 'village', 'slot', 'generalPractice'],
    ['I10.x00x032', 'moderate', 'township', 'slot', 'generalPractice'],
    ['I10.x00x032', 'severe', 'county', 'bed', 'cardiology'],
    ['I15.900', 'mild', 'county', 'slot', 'cardiology'],
    ['E11.900', 'mild', 'village', 'slot', 'generalPractice'],
    ['E11.100', 'mild', 'county', 'bed', 'endocrinology'],
    ['E11.300', 'moderate', 'county', 'exam', 'ophthalmology'],
    ['I21.100', 'mild', 'county', 'bed', 'cardiology'],
    ['I63.900', 'critical', 'county', 'bed', 'emergency'],
    ['J18.900', 'moderate', 'township', 'bed', 'generalPractice'],
    ['C34.900', 'severe', 'outOfCounty', 'bed', 'oncology'],
    ['C34.900', 'critical', 'county', 'bed', 'emergency'],
    ['R91.x00x003', 'mild', 'county', 'exam', 'oncology'],
    ['O44.100', 'mild', 'county', 'bed', 'obstetricsGynecology'],
    ['T30.000', 'severe', 'outOfCounty', 'bed', 'generalSurgery'],
    ['Z51.500', 'severe', 'township', 'bed', 'generalPractice'],
  ]

  test.each(cases)('%s %s: %s %s, %s', (diagnosis, grade, level, kind, department) => {
    const found = place(diagnosis, { severity: grade })
    expect(found).toMatchObject({ level, kind })
    expect(found.departments[0]).toBe(department)
  })

  test('the longest beginning decides', () => {
    expect(place('K40.900').reason.zh).toMatch(/^疝/)
    expect(place('K40.300').reason.zh).toMatch(/^嵌顿疝/)
  })

  test('a code nobody listed falls on the catch-all', () => {
    expect(place('V01.000').reason.zh).toMatch(/^其他疾病/)
    expect(place('').level).toBe('village')
  })

  test('a graver case never belongs lower, and the critical go to the county or stay in palliative care', () => {
    const rank = { village: 0, township: 1, county: 2, outOfCounty: 3 }
    for (const code of diagnoses) {
      const [mild, moderate, severe] = (['mild', 'moderate', 'severe'] as const).map((s) => rank[place(code, { severity: s }).level])
      expect([mild, moderate, severe], code).toEqual([mild, moderate, severe].toSorted())
      if (code !== 'Z51.500') expect(place(code, { severity: 'critical' }).level, code).toBe('county')
    }
  })

  test('the reason names the illness, its grade and why', () => {
    expect(place('J18.900', { severity: 'moderate' }).reason).toEqual({
      zh: '肺炎(中):需要留观或住院,乡镇卫生院能够承担',
      en: 'Pneumonia (moderate): it needs a bed, which the township health center can offer',
    })
  })
})

describe('days', () => {
  test('before the first edition no rule is in force', () => {
    expect(placeOf({ diagnosis: 'I10.x00x002', severity: 'mild' }, '2019-12-31')).toBe(noRuleInForce)
    expect(place('I10.x00x002', { day: '2020-01-01' })).toMatchObject({ source: 'proposal', status: 'unverified' })
  })

  test('stable COPD comes to the village in 2024, its exacerbation does not', () => {
    expect(place('J44.900', { day: '2023-12-31' }).level).toBe('township')
    expect(place('J44.900', { day: '2024-01-01' })).toMatchObject({ level: 'village', source: 'copd-2024' })
    expect(place('J44.100', { day: '2024-01-01' }).level).toBe('township')
  })

  test('sequelae of stroke find a township bed from the adoption of the county on', () => {
    expect(place('I69.300', { severity: 'moderate', day: '2025-12-31' })).toMatchObject({ level: 'county' })
    expect(place('I69.300', { severity: 'moderate', day: '2026-01-01' })).toMatchObject({
      level: 'township',
      kind: 'bed',
      status: 'local',
      from: '2026-01-01',
    })
  })
})

describe('the tables', () => {
  test('editions are in order, each prefix stands once in an edition, and each row decides for its prefixes', () => {
    const days = catalogEditions.map((e) => e.from)
    expect(days).toEqual([...new Set(days)].toSorted())
    for (const [i, edition] of catalogEditions.entries()) {
      const prefixes = edition.rows.flatMap((r) => r.prefixes)
      expect(prefixes.filter((p, n) => prefixes.indexOf(p) !== n)).toEqual([])
      const last = addDays(catalogEditions[i + 1]?.from ?? '2100-01-01', -1)
      for (const row of edition.rows) {
        for (const prefix of row.prefixes) {
          expect(place(prefix, { day: last }).reason.zh, prefix).toMatch(row.title.zh)
        }
      }
    }
  })

  test('departments are ones the registry knows', () => {
    for (const edition of catalogEditions) {
      for (const row of edition.rows) for (const d of row.departments) expect(departmentKind.codes).toContain(d)
    }
  })
})
