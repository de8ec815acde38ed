import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sampleFiles } from '#interop/fhir/sample.ts'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { runImportFhir } from './importFhir.ts'

let platform: TestPlatform
let folder: string
beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  folder = mkdtempSync(join(tmpdir(), 'tongmai-import-'))
  for (const { name, bundle } of sampleFiles({ people: 1, visits: 2 })) writeFileSync(join(folder, name), JSON.stringify(bundle))
})
afterAll(async () => {
  await platform.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function run(...args: string[]): Promise<{ code: number; told: string }> {
  const told: string[] = []
  const code = await runImportFhir(args, {
    ownerUrl: platform.ownerUrl,
    vault: platform.vault,
    print: (line) => told.push(line),
  })
  return { code, told: told.join('\n') }
}

test('a folder is read into the lead hospital where nobody names another facility, and the table says what became of it', async () => {
  const { code, told } = await run(folder, '--source', 'first')
  expect(code).toBe(0)
  expect(told).toMatch(/来源 source fhir:first {2}文件 files 3/)
  expect(told).toMatch(/^Patient +1 +1 +0 +0 +0$/m)
  const [person] = await platform.look<{ kind: string }>(
    `select f.kind from resident.resident r join facility.facility f on f.id = r.home_facility_id where r.source = 'fhir'`,
  )
  expect(person).toEqual({ kind: 'countyHospital' })
  expect((await run(folder, '--source', 'first')).told).toMatch(/^Patient +1 +0 +0 +1 +0$/m)
})

test('something that failed makes it partly done, and a later run of what was kept settles it', async () => {
  const lost = mkdtempSync(join(tmpdir(), 'tongmai-import-'))
  const observation = {
    resourceType: 'Observation',
    id: 'o',
    subject: { reference: 'Patient/later' },
    code: { text: 'x' },
    effectiveDateTime: '2020-01-02',
    valueString: 'y',
  }
  writeFileSync(join(lost, 'a.json'), JSON.stringify(observation))
  const first = await run(lost, '--source', 'second')
  expect([first.code, first.told]).toEqual([3, expect.stringContaining('Observation 1: 引用的资源不存在或未能导入')])
  writeFileSync(join(lost, 'a.json'), JSON.stringify({ resourceType: 'Patient', id: 'later', name: [{ text: 'Sample' }], birthDate: '1970-01-01' }))
  expect((await run(lost, '--source', 'second')).code).toBe(0)
  const again = await run(lost, '--source', 'second', '--again')
  expect([again.code, again.told]).toEqual([0, expect.stringMatching(/^Observation +1 +1 +0 +0 +0$/m)])
  rmSync(lost, { recursive: true, force: true })
})

test.each([[[]], [['/no/such/folder']], [['.', 'more']], [['.', '--what']], [['.', '--facility', '没有这家']]])('%j is wrong usage', async (args) => {
  expect((await run(...args)).code).toBe(2)
})
