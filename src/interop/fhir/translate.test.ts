import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { membersOfCycles } from './cycles.ts'
import { idOf, keyOf, otherKeysOf, referenced } from './identity.ts'
import { day, type Json, moment, money, Unfit } from './json.ts'
import { sampleFiles } from './sample.ts'
import { storable } from './staging.ts'
import type { Around } from './taken.ts'
import { translate } from './translate/index.ts'

const around: Around = { names: new Map(), latest: '2026-11-25T00:00:00+08:00', medication: () => undefined }
const who = { subject: { reference: 'Patient/p1' }, encounter: { reference: 'Encounter/e1' } }
const loinc = (code: string) => ({ coding: [{ system: 'http://loinc.org', code, display: `code ${code}` }] })

function row(resource: Json, with_: Partial<Around> = {}) {
  return translate(resource, { ...around, ...with_ }).rows[0]
}

function reasonOf(work: () => unknown): string | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    return error instanceof Unfit ? error.reason : String(error)
  }
}

describe('moments', () => {
  test.each([
    ['2012', '2012-01-01T00:00:00+08:00'],
    ['2012-03', '2012-03-01T00:00:00+08:00'],
    ['2012-02-29', '2012-02-29T00:00:00+08:00'],
    ['2012-02-27T05:28:45.267+00:00', '2012-02-27T05:28:45.267+00:00'],
    ['2012-02-27T05:28Z', '2012-02-27T05:28:00Z'],
  ])('%s is %s', (told, at) => expect(moment(told)).toBe(at))
  test.each(['2011-02-29', '2012-13-01', '2012-00-10', '1612-01-01', '2012-01-01T25:00:00Z', 'yesterday', '2012-1-1'])('%s is impossible', (told) => {
    expect(reasonOf(() => moment(told))).toBe('impossibleDate')
    expect(reasonOf(() => day(told))).toBe(told.includes('T25') ? undefined : 'impossibleDate')
  })
})

describe('money is read by its digits', () => {
  test.each([
    [255, 25500n, false],
    [129.16, 12916n, false],
    [0.1, 10n, false],
    [1.005, 101n, true],
    [63.104000000000006, 6310n, true],
    [77.49000000000001, 7749n, true],
    [0, 0n, false],
  ])('%d is %d cents', (value, amount, rounded) => expect(money({ value, currency: 'USD' })).toEqual({ amount, currency: 'USD', rounded }))
  test.each([-1, 1e21, 1e-7])('%d is no amount', (value) => expect(reasonOf(() => money({ value }))).toBe('impossibleValue'))
  test('any amount of whole cents comes back exactly', () => {
    fc.assert(
      fc.property(
        fc.nat(900_000_000),
        (cents) => money({ value: Number(`${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`) })?.amount === BigInt(cents),
      ),
    )
  })
})

describe('names of resources', () => {
  const names = new Map([
    ['urn:uuid:x', 'Patient/other'],
    ['http://a/b', 'Patient/p9'],
  ])
  test.each([
    ['Patient/p1', 'Patient/p1'],
    ['urn:uuid:x', 'Patient/other'],
    ['urn:uuid:unseen', 'Patient/unseen'],
    ['http://server/fhir/Patient/p1', 'Patient/p1'],
    ['Patient/p1/_history/3', 'Patient/p1'],
    ['http://a/b', 'Patient/p9'],
    ['Patient?identifier=urn:s%7C12', 'Patient?identifier=urn:s|12'],
  ])('%s means %s', (reference, key) => expect(referenced({ reference }, ['Patient'], names)).toBe(key))
  test('a reference to something of another kind is broken', () => {
    expect(reasonOf(() => referenced({ reference: 'Group/g' }, ['Patient'], names))).toBe('brokenReference')
    expect(reasonOf(() => referenced({ reference: 'somewhere' }, ['Patient'], names))).toBe('brokenReference')
  })
  test('an entry without id has the name of its entry, or of its content', () => {
    expect(keyOf({ resourceType: 'Patient' }, 'urn:uuid:abc')).toBe('Patient/abc')
    expect(keyOf({ resourceType: 'Patient', a: 1 }, undefined)).toBe(keyOf({ resourceType: 'Patient', a: 1 }, undefined))
    expect(keyOf({ resourceType: 'Patient', a: 1 }, undefined)).not.toBe(keyOf({ resourceType: 'Patient', a: 2 }, undefined))
  })
  test('identifiers and another fullUrl are other names of it', () => {
    const resource = { resourceType: 'Practitioner', id: 'd1', identifier: [{ system: 'npi', value: '7' }] }
    expect(otherKeysOf(resource, 'Practitioner/d1', 'urn:uuid:u')).toEqual(['Practitioner/u', 'Practitioner?identifier=npi|7'])
  })
  test('ids are UUIDs of version 8 and differ by source', () => {
    expect(idOf('fhir:a', 'Patient/1')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(idOf('fhir:a', 'Patient/1')).not.toBe(idOf('fhir:b', 'Patient/1'))
  })
})

describe('observations', () => {
  const base = { resourceType: 'Observation', ...who, effectiveDateTime: '2020-01-02', code: loinc('2339-0') }
  const quantity = (value: number, unit: string) => ({ valueQuantity: { value, code: unit } })
  test.each([
    [{ valueQuantity: { value: 95, code: 'mg/dL' } }, 95, null, 'mg/dL'],
    [{ valueCodeableConcept: { text: 'Never smoker' } }, null, 'Never smoker', null],
    [{ valueString: 'clear' }, null, 'clear', null],
    [{ valueBoolean: true }, null, 'true', null],
    [{ valueInteger: 4 }, 4, null, null],
    [{ dataAbsentReason: { text: 'refused' } }, null, 'refused', null],
  ])('%j', (value, number, text, unit) => expect(row({ ...base, ...value })).toMatchObject({ value_number: number, value_text: text, unit }))

  test('two pressures become one line and two parts', () => {
    const component = [
      { code: loinc('8462-4'), ...quantity(83.1, 'mm[Hg]') },
      { code: loinc('8480-6'), ...quantity(124.4, 'mm[Hg]') },
    ]
    const taken = translate({ ...base, code: { text: 'Blood Pressure' }, component }, around)
    expect(taken.line?.title).toBe('Blood Pressure 124/83 mmHg')
    expect(taken.rows.map((r) => [r.part ?? 0, r.value_number, r.value_text])).toEqual([
      [0, null, '124/83'],
      [1, 83.1, null],
      [2, 124.4, null],
    ])
  })
  test.each([
    ['8480-6', 49, 'mm[Hg]', 'impossibleValue'],
    ['8480-6', 50, 'mm[Hg]', undefined],
    ['8480-6', 301, 'mm[Hg]', 'impossibleValue'],
    ['8310-5', 98.6, '[degF]', undefined],
    ['8310-5', 98.6, 'Cel', 'impossibleValue'],
    ['29463-7', 2500, 'g', undefined],
    ['29463-7', 401, 'kg', 'impossibleValue'],
    ['14771-0', 95, 'mg/dL', undefined],
    ['14771-0', 95, 'mmol/L', 'impossibleValue'],
    ['9999-9', 95_000, 'kg', undefined],
  ])('%s %d %s: %s', (code, value, unit, reason) => expect(reasonOf(() => row({ ...base, code: loinc(code), ...quantity(value, unit) }))).toBe(reason))
  test('a pressure that is upside down is impossible', () => {
    const component = [
      { code: loinc('8462-4'), ...quantity(120, 'mm[Hg]') },
      { code: loinc('8480-6'), ...quantity(80, 'mm[Hg]') },
    ]
    expect(reasonOf(() => row({ ...base, component }))).toBe('impossibleValue')
  })
  test('the flag is what the source says, else where the value lies in its range', () => {
    const referenceRange = [{ low: { value: 3 }, high: { value: 5 } }]
    expect(row({ ...base, ...quantity(5.1, 'x'), referenceRange })).toMatchObject({
      abnormal: 'H',
      range_low: 3,
      range_high: 5,
    })
    expect(row({ ...base, ...quantity(5, 'x'), referenceRange })).toMatchObject({ abnormal: null })
    expect(row({ ...base, ...quantity(9, 'x'), referenceRange, interpretation: [{ coding: [{ code: 'N' }] }] })).toMatchObject({ abnormal: null })
  })
  test.each([
    [{}, 'missingField'],
    [{ valueString: 'x', code: undefined }, 'missingField'],
    [{ valueString: 'x', subject: undefined }, 'missingField'],
    [{ valueString: 'x', effectiveDateTime: '2031-01-01' }, 'impossibleDate'],
    [{ valueQuantity: { value: Number.POSITIVE_INFINITY } }, 'impossibleValue'],
    [{ valueSampledData: {} }, 'noPlace'],
    [{ valueString: 'x'.repeat(30_000) }, 'tooLong'],
  ])('%j is not taken: %s', (change, reason) => expect(reasonOf(() => row({ ...base, ...change } as Json))).toBe(reason))
})

test('a person keeps the official name, the city as village and every number with its system', () => {
  const taken = translate(
    {
      resourceType: 'Patient',
      name: [{ family: 'Old' }, { use: 'official', family: '示', given: ['例'] }],
      gender: 'other',
      birthDate: '1970-02-03',
      deceasedDateTime: '2020-05-06',
      address: [{ city: '某城', line: ['1 号'] }],
      identifier: [{ system: 'urn:s', value: 'A-1' }, { value: 'B' }],
      meta: { security: [{ code: 'HTEST' }] },
    },
    around,
  )
  expect(taken.rows[0]).toMatchObject({
    name: '示例',
    sex: 'unknown',
    village: '某城',
    status: 'died',
    died_on: '2020-05-06',
    synthetic: true,
  })
  expect(taken.more?.identifiers).toEqual([
    { system: 'urn:s', value: 'A-1' },
    { system: '', value: 'B' },
  ])
})

test.each([
  [{ name: undefined }, 'missingField'],
  [{ birthDate: undefined }, 'missingField'],
  [{ birthDate: '1970-02-30' }, 'impossibleDate'],
  [{ deceasedDateTime: '1969-01-01' }, 'impossibleDate'],
])('a person with %j is not taken: %s', (change, reason) => {
  const patient = { resourceType: 'Patient', name: [{ text: 'x' }], birthDate: '1970-02-03', ...change } as Json
  expect(reasonOf(() => row(patient))).toBe(reason)
})

test('medicines are named in place, inside the resource or by a resource of their own', () => {
  const base = { resourceType: 'MedicationRequest', ...who, authoredOn: '2020-01-02', status: 'active' }
  const drug = { coding: [{ system: 'rx', code: '1', display: 'Drug' }] }
  const named = { code: '1', name: 'Drug', system: 'rx' }
  expect(row({ ...base, medicationCodeableConcept: drug })).toMatchObject(named)
  expect(row({ ...base, medicationReference: { reference: '#m' }, contained: [{ id: 'm', code: drug }] })).toMatchObject(named)
  expect(
    row({ ...base, medicationReference: { reference: 'Medication/m' } }, { medication: (key) => (key === 'Medication/m' ? { code: drug } : undefined) }),
  ).toMatchObject(named)
  expect(reasonOf(() => row({ ...base, medicationReference: { reference: 'Medication/m' } }))).toBe('missingField')
})

test('what was paid and what is left make the amount, and more than the amount cannot be paid', () => {
  const bill = (paid: number) => ({
    resourceType: 'ExplanationOfBenefit',
    patient: who.subject,
    created: '2020-01-02',
    total: [{ category: { coding: [{ code: 'submitted' }] }, amount: { value: 125, currency: 'USD' } }],
    payment: { amount: { value: paid, currency: 'USD' } },
  })
  expect(row(bill(100.5))).toMatchObject({
    amount: '12500',
    fund_pay: '10050',
    self_pay: '2450',
    currency: 'USD',
    status: 'settled',
  })
  expect(reasonOf(() => row(bill(125.01)))).toBe('impossibleValue')
})

test('an encounter that ends before it begins is impossible, and an unknown class is other', () => {
  const encounter = (end: string, code = 'XYZ') => ({
    resourceType: 'Encounter',
    subject: who.subject,
    class: { code },
    period: { start: '2020-01-02T10:00:00Z', end },
  })
  expect(row(encounter('2020-01-02T10:00:00Z'))).toMatchObject({ kind: 'other' })
  expect(row(encounter('2020-01-02T10:30:00Z', 'EMER'))).toMatchObject({ kind: 'emergency' })
  expect(reasonOf(() => row(encounter('2020-01-02T09:59:59Z')))).toBe('impossibleDate')
})

test.each(['CarePlan', 'constructor', '__proto__', 'toString'])('%s has no place yet', (resourceType) => {
  expect(reasonOf(() => translate({ resourceType }, around))).toBe('noPlace')
})

test('nothing a resource says makes a translator fail in another way than by a reason', () => {
  const types = [
    'Patient',
    'Organization',
    'Practitioner',
    'Encounter',
    'Condition',
    'Observation',
    'MedicationRequest',
    'Procedure',
    'Immunization',
    'AllergyIntolerance',
    'DiagnosticReport',
    'Claim',
    'ExplanationOfBenefit',
  ]
  const fields = [
    'name',
    'birthDate',
    'identifier',
    'address',
    'telecom',
    'subject',
    'patient',
    'encounter',
    'period',
    'class',
    'type',
    'code',
    'status',
    'valueQuantity',
    'component',
    'category',
    'total',
    'item',
    'payment',
    'result',
    'reaction',
    'dosageInstruction',
    'effectiveDateTime',
    'meta',
    'participant',
    'vaccineCode',
    'occurrenceDateTime',
  ]
  const value = fc.oneof(fc.jsonValue(), fc.constant(who.subject), fc.constant('2020-01-02'), fc.constant(loinc('8480-6')), fc.constant([loinc('8480-6')]))
  fc.assert(
    fc.property(fc.constantFrom(...types), fc.dictionary(fc.constantFrom(...fields), value), (resourceType, rest) => {
      try {
        translate({ resourceType, ...rest }, around)
      } catch (error) {
        if (!(error instanceof Unfit)) throw error
      }
    }),
    { numRuns: 3000 },
  )
})

test('circles are found, chains and diamonds are not circles', () => {
  const parents = new Map([
    ['a', ['b']],
    ['b', ['c']],
    ['c', ['a']],
    ['d', ['a']],
    ['e', ['f', 'g']],
    ['f', ['h']],
    ['g', ['h']],
    ['s', ['s']],
  ])
  expect([...membersOfCycles(parents)].toSorted()).toEqual(['a', 'b', 'c', 's'])
})

test('a body with NUL or half a surrogate pair is kept in a form the database holds', () => {
  expect(JSON.parse(storable({ a: 'x\0y\ud800z' }))).toEqual({ a: 'xy\ufffdz' })
})

test('the sample is the same for the same seed and says that it is synthetic', () => {
  const text = (seed: number) => JSON.stringify([...sampleFiles({ people: 2, visits: 2, seed })])
  expect(text(1)).toBe(text(1))
  expect(text(1)).not.toBe(text(2))
  expect(text(1)).toContain('synthetic')
})
