import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { timelineContract } from '#record/timeline/contract.ts'
import { residentContract } from '#registry/resident/contract.ts'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { type Accounting, isPartly, totalOf } from './accounting.ts'
import { CannotStart, importFhir } from './importFhir.ts'
import { bundleOf, sampleFiles } from './sample.ts'

let platform: TestPlatform
let home: string
let root: string
beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  home = (await platform.as('family1')).persona.facility
  root = mkdtempSync(join(tmpdir(), 'tongmai-fhir-'))
})
afterAll(async () => {
  await platform.stop()
  rmSync(root, { recursive: true, force: true })
})

type Files = Readonly<Record<string, unknown>>

function write(folder: string, files: Files): string {
  const path = join(root, folder)
  rmSync(path, { recursive: true, force: true })
  mkdirSync(path, { recursive: true })
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

function run(folder: string, more: { source?: string; again?: boolean; facility?: string } = {}): Promise<Accounting> {
  return importFhir({ url: platform.ownerUrl, vault: platform.vault, folder, facility: home, ...more })
}

function sample(people: number, seed = 1): Files {
  return Object.fromEntries([...sampleFiles({ people, visits: 3, places: 3, seed })].map(({ name, bundle }) => [name, bundle]))
}

function sums(accounting: Accounting): void {
  for (const [type, { read, stored, updated, unchanged, unmapped }] of Object.entries(accounting.types)) {
    expect([type, stored + updated + unchanged + Object.values(unmapped).reduce((a, b) => a + b, 0)]).toEqual([type, read])
  }
}

const tables = ['visit', 'diagnosis', 'observation', 'prescription', 'procedure', 'immunization', 'allergy', 'diagnostic_report', 'charge']

/** Every row of a source without what differs from run to run. */
async function rowsOf(source: string): Promise<string[]> {
  const rows: string[] = []
  for (const table of [...tables, 'entry']) {
    const found = await platform.look<{ row: Record<string, unknown> }>(`select to_jsonb(t) - 'recorded_at' as row from record.${table} t where source = $1`, [
      source,
    ])
    rows.push(...found.map(({ row }) => `${table} ${JSON.stringify(row)}`))
  }
  return rows.toSorted()
}

async function reasons(source: string): Promise<Record<string, string>> {
  const rows = await platform.look<{ source_id: string; reason: string }>(
    'select source_id, reason from interop.unmapped where source = $1 and settled_at is null',
    [source],
  )
  return Object.fromEntries(rows.map((r) => [r.source_id, r.reason.split(':')[0] ?? '']))
}

const patient = (id: string) => ({
  resourceType: 'Patient',
  id,
  name: [{ family: 'Sample', given: [id] }],
  birthDate: '1970-01-01',
})
const encounter = (id: string, person: string, more = {}) => ({
  resourceType: 'Encounter',
  id,
  subject: { reference: `Patient/${person}` },
  class: { code: 'AMB' },
  period: { start: '2020-01-02T03:04:05Z' },
  ...more,
})
const observation = (id: string, person: string, more = {}) => ({
  resourceType: 'Observation',
  id,
  subject: { reference: `Patient/${person}` },
  code: { text: 'weight' },
  effectiveDateTime: '2020-01-02',
  valueQuantity: { value: 60, code: 'kg' },
  ...more,
})

describe('the accounting', () => {
  test('everything read is in exactly one column, every thing has its line, and the second run changes nothing', async () => {
    const folder = write('whole', sample(6))
    const first = await run(folder)
    sums(first)
    expect(isPartly(first)).toBe(false)
    const read = totalOf(first).read
    expect(totalOf(first)).toEqual({
      read,
      stored: read - totalOf(first).unmapped,
      updated: 0,
      unchanged: 0,
      unmapped: first.types.CarePlan?.read ?? 0,
    })
    const [missing] = await platform.look<{ n: number }>(
      `select count(*)::int as n from (${tables.map((t) => `select resident_id, id from record.${t} t where source = 'fhir:whole'${t === 'observation' ? ' and part_of is null' : ''}`).join(' union all ')}) x
        where not exists (select from record.entry e where e.resident_id = x.resident_id and e.id = x.id)`,
    )
    expect(missing).toEqual({ n: 0 })
    const before = await rowsOf('fhir:whole')
    const second = await run(folder)
    sums(second)
    expect(totalOf(second)).toMatchObject({ stored: 0, updated: 0, unchanged: read - totalOf(second).unmapped })
    expect(await rowsOf('fhir:whole')).toEqual(before)
  })

  test('a changed resource updates its row and its line, and a dropped component goes', async () => {
    const pressure = (...codes: string[]) =>
      observation('bp', 'p', {
        valueQuantity: undefined,
        component: codes.map((code) => ({ code: { coding: [{ code }] }, valueQuantity: { value: 90, code: 'x' } })),
      })
    const folder = write('change', {
      'a.json': bundleOf([patient('p'), observation('w', 'p'), pressure('one', 'two')] as never),
    })
    await run(folder)
    write('change', {
      'a.json': bundleOf([
        patient('p'),
        observation('w', 'p', { valueQuantity: { value: 61, code: 'kg' }, effectiveDateTime: '2020-01-03' }),
        pressure('one'),
      ] as never),
    })
    const second = await run(folder)
    expect(second.types).toMatchObject({ Patient: { unchanged: 1 }, Observation: { updated: 2, stored: 0 } })
    const rows = await platform.look('select code, value_number from record.observation where source = $1 order by value_number, code', ['fhir:change'])
    expect(rows).toEqual([
      { code: '', value_number: 61 },
      { code: 'one', value_number: 90 },
      { code: '', value_number: null },
    ])
    const lines = await platform.look(
      `select title, to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day from record.entry where source = $1 and title like 'weight 6%'`,
      ['fhir:change'],
    )
    expect(lines).toEqual([{ title: 'weight 61 kg', day: '2020-01-03' }])
  })

  test('what its source takes back goes out of the record, and its body stays', async () => {
    const folder = write('back', { 'a.json': bundleOf([patient('p'), observation('w', 'p')] as never) })
    await run(folder)
    write('back', {
      'a.json': bundleOf([patient('p'), observation('w', 'p', { status: 'entered-in-error' })] as never),
    })
    const second = await run(folder)
    expect(second.types.Observation?.unmapped).toEqual({ enteredInError: 1 })
    expect((await rowsOf('fhir:back')).length).toBe(0)
    expect(await platform.look(`select body->>'status' as status from interop.unmapped where source = 'fhir:back'`)).toEqual([{ status: 'entered-in-error' }])
  })
})

test('any order of the files gives the same rows', async () => {
  const files = Object.values(sample(3, 7))
  // Every resource in a bundle of its own, so that everything refers across files.
  const single = (files as { entry: { fullUrl: string; resource: unknown }[] }[])
    .flatMap((b) => b.entry)
    .slice(0, 120)
    .map((e) => ({ resourceType: 'Bundle', type: 'transaction', entry: [e] }))
  const normal = async (source: string) => {
    const names = new Map<string, string>()
    for (const { id, source_id } of await platform.look<{ id: string; source_id: string }>('select id, source_id from interop.source_key where source = $1', [
      source,
    ]))
      names.set(id, source_id)
    return (await rowsOf(source))
      .map((r) => r.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, (id) => names.get(id) ?? 'part').replaceAll(source, 'source'))
      .toSorted()
  }
  let expected: string[] | undefined
  let n = 0
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(single, { minLength: single.length }), async (shuffled) => {
      const source = `order${n++}`
      const folder = write(source, Object.fromEntries(shuffled.map((bundle, i) => [`${String(i).padStart(4, '0')}.json`, bundle])))
      sums(await run(folder))
      const rows = await normal(`fhir:${source}`)
      expected ??= rows
      expect(rows).toEqual(expected)
    }),
    { numRuns: 4 },
  )
}, 120_000)

describe('what cannot be taken is counted with its reason, kept whole, and the rest goes on', () => {
  test('broken references, another person, circles, duplicates, impossible values, unknown types', async () => {
    const resources = [
      patient('p'),
      patient('q'),
      encounter('e', 'p'),
      encounter('nowhere', 'p', { serviceProvider: { reference: 'Organization/none' } }),
      observation('good', 'p', { encounter: { reference: 'Encounter/e' } }),
      observation('noPerson', 'none'),
      observation('noVisit', 'p', { encounter: { reference: 'Encounter/none' } }),
      observation('below', 'p', { encounter: { reference: 'Encounter/nowhere' } }),
      observation('strangersVisit', 'q', { encounter: { reference: 'Encounter/e' } }),
      observation('negative', 'p', {
        code: { coding: [{ code: '8480-6' }] },
        valueQuantity: { value: -120, code: 'mm[Hg]' },
      }),
      encounter('c1', 'p', { partOf: { reference: 'Encounter/c2' } }),
      encounter('c2', 'p', { partOf: { reference: 'Encounter/c1' } }),
      observation('twice', 'p', { meta: { lastUpdated: '2020-01-01T00:00:00Z' } }),
      observation('twice', 'p', {
        valueQuantity: { value: 61, code: 'kg' },
        meta: { lastUpdated: '2021-01-01T00:00:00Z' },
      }),
      observation('same', 'p'),
      observation('same', 'p'),
      { resourceType: 'Goal', id: 'g', subject: { reference: 'Patient/p' } },
      {
        resourceType: 'DiagnosticReport',
        id: 'r',
        subject: { reference: 'Patient/p' },
        code: { text: 'panel' },
        effectiveDateTime: '2020',
        result: [{ reference: 'Observation/good' }, { reference: 'Observation/negative' }],
      },
    ]
    const folder = write('broken', { 'a.json': bundleOf(resources as never) })
    const accounting = await run(folder)
    sums(accounting)
    expect(isPartly(accounting)).toBe(true)
    expect(Object.fromEntries(Object.entries(await reasons('fhir:broken')).map(([k, v]) => [k.replace(/#.*/, '#'), v]))).toEqual({
      'Encounter/nowhere': 'brokenReference',
      'Observation/noPerson': 'brokenReference',
      'Observation/noVisit': 'brokenReference',
      'Observation/below': 'brokenReference',
      'Observation/strangersVisit': 'visitOfAnother',
      'Observation/negative': 'impossibleValue',
      'Encounter/c1': 'cycle',
      'Encounter/c2': 'cycle',
      'Observation/twice#': 'duplicateId',
      'Goal/g': 'noPlace',
      'DiagnosticReport/r': 'brokenReference',
    })
    expect(accounting.types.Observation).toMatchObject({ stored: 3, unchanged: 1 })
    // Of two copies the one that was changed last.
    const [twice] = await platform.look(`select value_number from record.observation where source = 'fhir:broken' and source_id = 'Observation/twice'`)
    expect(twice).toEqual({ value_number: 61 })
    const bodies = await platform.look<{ body: { resourceType?: string } | null }>(`select body from interop.unmapped where source = 'fhir:broken'`)
    expect(bodies.every(({ body }) => typeof body?.resourceType === 'string')).toBe(true)
    expect(totalOf(await run(folder))).toMatchObject({ stored: 0, updated: 0 })
  })

  test('a truncated file, one that is no bundle and an entry without a resource do not stop the others', async () => {
    const whole = JSON.stringify(bundleOf([patient('p'), observation('w', 'p')] as never))
    const folder = write('files', {
      'cut.json': whole.slice(0, -40),
      'list.json': '[1,2]',
      'empty.json': '',
      'good.json': whole,
      'hole.json': { resourceType: 'Bundle', entry: [null, {}, { resource: 'x' }] },
      'deep.json': `{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Basic","a":${'['.repeat(20_000)}${']'.repeat(20_000)}}}]}`,
      'nul.json': { resourceType: 'Basic', id: 'n', text: 'a\0b\ud800' },
    })
    const accounting = await run(folder)
    sums(accounting)
    expect(accounting.files.unreadable.map((f) => [f.file, f.reason])).toEqual([
      ['cut.json', 'malformed'],
      ['empty.json', 'malformed'],
      ['list.json', 'notABundle'],
    ])
    expect(accounting.types).toMatchObject({
      Patient: { stored: 1 },
      Observation: { stored: 1 },
      Unknown: { unmapped: { notABundle: 3 } },
    })
    const [kept] = await platform.look<{ body: string }>(
      `select body #>> '{}' as body from interop.unmapped where source = 'fhir:files' and source_id = 'File/cut.json'`,
    )
    expect(kept?.body).toBe(whole.slice(0, -40))
    write('files', { 'cut.json': whole })
    expect(isPartly(await run(folder))).toBe(false)
    expect(
      await platform.look(`select settled_at is not null as settled from interop.unmapped where source = 'fhir:files' and source_id = 'File/cut.json'`),
    ).toEqual([{ settled: true }])
  })

  test('what the database refuses for one person leaves the others alone', async () => {
    const folder = write('refused', {
      'a.json': bundleOf([patient('p'), observation('w', 'p'), patient('q'), observation('v', 'q')] as never),
    })
    await platform.look(`alter table record.observation add constraint only_for_this_test check (source <> 'fhir:refused' or source_id <> 'Observation/w')`)
    const accounting = await run(folder)
    await platform.look('alter table record.observation drop constraint only_for_this_test')
    sums(accounting)
    expect(accounting.types).toMatchObject({
      Observation: { stored: 1, unmapped: { refusedByDatabase: 1 } },
      Patient: { stored: 1, unmapped: { refusedByDatabase: 1 } },
    })
    const again = await run(folder, { again: true })
    expect(again.types).toMatchObject({ Observation: { stored: 1 }, Patient: { stored: 1 } })
    expect(await reasons('fhir:refused')).toEqual({})
  })
})

test('a reference by identifier and an entry under another name find what they mean, unless two things are called so', async () => {
  const doctor = (id: string, value: string) => ({
    resourceType: 'Practitioner',
    id,
    name: [{ text: `Doctor ${id}` }],
    identifier: [{ system: 'urn:npi', value }],
  })
  const by = (value: string) => ({
    participant: [{ individual: { reference: `Practitioner?identifier=urn:npi|${value}`, display: 'as written' } }],
  })
  const folder = write('alias', {
    'a.json': {
      resourceType: 'Bundle',
      entry: [{ resource: encounter('e1', 'x', by('1')) }, { resource: encounter('e2', 'x', by('2')) }, { resource: observation('o', 'named') }],
    },
    'b.json': {
      resourceType: 'Bundle',
      entry: [
        { fullUrl: 'urn:uuid:named', resource: patient('x') },
        ...[doctor('d1', '1'), doctor('d2', '2'), doctor('d3', '2')].map((resource) => ({ resource })),
      ],
    },
  })
  const accounting = await run(folder)
  sums(accounting)
  expect(accounting.types.Observation).toMatchObject({ stored: 1 })
  expect(accounting.notes).toEqual({ practitionerUnknown: 1 })
  const rows = await platform.look(`select source_id, practitioner_name from record.visit where source = 'fhir:alias' order by source_id`)
  expect(rows).toEqual([
    { source_id: 'Encounter/e1', practitioner_name: 'Doctor d1' },
    { source_id: 'Encounter/e2', practitioner_name: 'as written' },
  ])
})

test('a medication in a later file is found, one in none is a broken reference', async () => {
  const request = (id: string, to: string) => ({
    resourceType: 'MedicationRequest',
    id,
    subject: { reference: 'Patient/p' },
    authoredOn: '2020-01-02',
    medicationReference: { reference: `Medication/${to}` },
  })
  const folder = write('drug', {
    'a.json': bundleOf([patient('p'), request('one', 'm'), request('two', 'none')] as never),
    'b.json': bundleOf([{ resourceType: 'Medication', id: 'm', code: { coding: [{ system: 'rx', code: '7', display: 'Drug seven' }] } }] as never),
  })
  const accounting = await run(folder)
  sums(accounting)
  expect(accounting.types.MedicationRequest).toMatchObject({ read: 2, stored: 1, unmapped: { brokenReference: 1 } })
  expect(await platform.look(`select name from record.prescription where source = 'fhir:drug'`)).toEqual([{ name: 'Drug seven' }])
})

test('an encounter its source moves to another place takes along what happened in it', async () => {
  const place = (id: string) => ({ resourceType: 'Organization', id, name: `Sample clinic ${id}` })
  const files = (at: string) => ({
    'a.json': bundleOf([
      patient('p'),
      place('one'),
      place('two'),
      encounter('e', 'p', { serviceProvider: { reference: `Organization/${at}` } }),
      observation('w', 'p', { encounter: { reference: 'Encounter/e' } }),
    ] as never),
  })
  const folder = write('moved', files('one'))
  await run(folder)
  write('moved', files('two'))
  expect((await run(folder)).types).toMatchObject({ Encounter: { updated: 1 }, Observation: { unchanged: 1 } })
  const rows = await platform.look(
    `select distinct f.name from (select facility_id from record.entry where source = 'fhir:moved' union select facility_id from record.observation where source = 'fhir:moved') r join facility.facility f on f.id = r.facility_id`,
  )
  expect(rows).toEqual([{ name: 'Sample clinic two' }])
})

test('a doctor of the home facility finds an imported person by name, initials of no use, or number, and reads what other places wrote', async () => {
  const files = sample(2, 11)
  await run(write('found', files))
  const bundle = files['person-000000.json'] as {
    entry: { resource: { name: { family: string; given: string[] }[]; identifier: { value: string }[] } }[]
  }
  const resource = bundle.entry[0]?.resource
  const name = resource?.name[0]
  const doctor = await platform.as('family1')
  const { items } = await doctor.must(residentContract.findResidents, { q: name?.family.slice(0, 3) ?? '' })
  const found = items.find((p) => p.name === `${name?.given[0]} ${name?.family}`)
  expect(found).toBeDefined()
  const record = await doctor.must(timelineContract.openRecord, { residentId: found?.residentId ?? '' })
  expect(record.items.length).toBeGreaterThan(10)
  expect(new Set(record.items.map((e) => e.facility)).has(home)).toBe(false)
  const cardiologist = await platform.as('cardio1')
  expect((await cardiologist.ask(timelineContract.openRecord, { residentId: found?.residentId ?? '' })).status).toBe(404)
  const [open] = await platform.look<{ n: number }>(
    `select count(*)::int as n from resident.identifier where sealed::text like '%' || encode(convert_to($1, 'utf8'), 'hex') || '%'`,
    [resource?.identifier[0]?.value],
  )
  expect(open).toEqual({ n: 0 })
})

test('a run that was killed between two people goes on where it stood', async () => {
  const folder = write('killed', sample(5, 3))
  // As after a kill: some people are there with their notes of origin, the others not, and the staging table is full.
  const half = write('killed-half', Object.fromEntries(Object.entries(sample(5, 3)).slice(0, 4)))
  await run(half, { source: 'killed' })
  const whole = await run(folder, { source: 'killed' })
  sums(whole)
  expect(totalOf(whole).unchanged).toBeGreaterThan(0)
  const at = async (source: string) => (await rowsOf(source)).length
  await run(folder, { source: 'at-once' })
  expect(await at('fhir:killed')).toBe(await at('fhir:at-once'))
})

test('two imports do not share the table at the same time, and an unknown facility is said', async () => {
  const folder = write('turns', sample(1, 5))
  const both = await Promise.allSettled([run(folder), run(folder)])
  expect(both.filter((b) => b.status === 'fulfilled')).toHaveLength(1)
  expect(both.find((b) => b.status === 'rejected')?.reason).toBeInstanceOf(CannotStart)
  await expect(run(folder, { facility: '没有这家' })).rejects.toBeInstanceOf(CannotStart)
  await expect(run(write('nothing', {}))).rejects.toBeInstanceOf(CannotStart)
})
