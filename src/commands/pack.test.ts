import { existsSync, mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { packContract } from '#care/pack/contract.ts'
import { createPool } from '#kernel/database.ts'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { writePack } from './pack.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
})
afterAll(() => platform.stop())

async function run(args: readonly string[]) {
  const pool = createPool(platform.url, { max: 2 })
  const said: string[] = []
  const code = await writePack(args, { pool, vault: platform.vault, print: (line) => said.push(line), clock: platform.clock.now }).finally(() => pool.end())
  return { code, said: said.join('\n') }
}

const folder = mkdtempSync(join(tmpdir(), 'pack-'))

test('it writes the people a device of the clinic gets, readable by its owner only', async () => {
  const doctor = await platform.as('village1')
  const { deviceId } = await doctor.must(packContract.prepareDevice, { label: '手机' })
  const device = await doctor.must(packContract.openPack, { deviceId })
  const out = join(folder, 'pack.gz')
  const { code, said } = await run(['--facility', doctor.persona.facilityId, '--out', out])
  expect(code).toBe(0)
  expect(said).toContain('delete it after use')
  const { rows } = JSON.parse(gunzipSync(readFileSync(out)).toString()) as { rows: { key: string; hash: string }[] }
  const people = (all: readonly { key: string; hash: string }[]) => all.filter((r) => r.key.startsWith('person ')).map((r) => r.hash)
  expect(people(rows)).toEqual(people(device.rows))
  expect(statSync(out).mode & 0o077).toBe(0)
})

test.each([[[]], [['--facility', 'no-id', '--out', 'x']], [['--what']]])('%j is told how it is used', async (args) => {
  expect(await run(args)).toMatchObject({ code: 2 })
})

test('a facility nobody lives at is told, and nothing is written', async () => {
  const out = join(folder, 'none.gz')
  expect(await run(['--facility', '00000000-0000-4000-8000-000000000000', '--out', out])).toMatchObject({ code: 1 })
  expect(existsSync(out)).toBe(false)
})
