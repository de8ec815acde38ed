import { randomUUID } from 'node:crypto'
import { chmodSync, chownSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { residentContract } from '#registry/resident/contract.ts'
import { openTestPlatform, send, type TestPlatform } from '#tests/platform.ts'
import { type SmallDisk, smallDisk } from '#tests/smallDisk.ts'

// The tables that every command writes lie on a disk that can be filled. (The whole data folder on one: fullFolder.test.ts.)

let platform: TestPlatform
let disk: SmallDisk
const space = `t_${randomUUID().replaceAll('-', '').slice(0, 12)}`

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  disk = smallDisk(24)
  const folder = join(disk.folder, 'tables')
  mkdirSync(folder)
  chmodSync(folder, 0o700)
  const [{ at } = { at: '' }] = await platform.look<{ at: string }>("select current_setting('data_directory') as at")
  const { uid, gid } = statSync(at)
  chownSync(folder, uid, gid)
  await platform.look(`create tablespace ${space} location '${folder}'`)
  for (const table of ['kernel.trail', 'kernel.idempotency', 'resident.resident']) await platform.look(`alter table ${table} set tablespace ${space}`)
})
afterAll(async () => {
  for (const table of ['kernel.trail', 'kernel.idempotency', 'resident.resident']) await platform.look(`alter table ${table} set tablespace pg_default`)
  await platform.look(`drop tablespace ${space}`)
  await platform.stop()
  disk.remove()
})

const person = (name: string) => ({
  name,
  sex: 'female' as const,
  birthDate: '1950-01-01',
  noNumberReason: '未带',
  village: '本村',
  address: '1 号',
  insurance: 'resident' as const,
})

test('a full disk answers 503 with a sentence, recovers by itself when there is room, and nothing that was confirmed is lost', async () => {
  const { token } = await platform.as('village1')
  const register = (name: string, key: string) => send(platform.address, { token, capability: residentContract.registerResident, input: person(name), key })
  const confirmed: string[] = []
  disk.fill()
  let refused: { name: string; key: string; body: { code: string; message: { zh: string } } } | undefined
  // The pages that are there already still take a few.
  for (let n = 0; !refused && n < 2000; n++) {
    const [name, key] = [`孙满${n}`, randomUUID()]
    const { status, body } = await register(name, key)
    if (status === 200) confirmed.push((body as { residentId: string }).residentId)
    else {
      expect(status).toBe(503)
      refused = { name, key, body }
    }
  }
  expect(refused?.body.code).toBe('diskFull')
  expect(refused?.body.message.zh).toMatch(/已满.*已确认的内容不会丢失/)
  // Reading goes on where nothing needs to be written.
  expect((await fetch(`${platform.address}/readyz`)).status).toBe(200)

  disk.clear()
  const again = await register(refused?.name ?? '', refused?.key ?? '')
  expect(again.status).toBe(200)
  confirmed.push((again.body as { residentId: string }).residentId)
  const found = await platform.look<{ id: string }>("select id from resident.resident where name like '孙满%'")
  expect(found.map((row) => row.id).toSorted()).toEqual(confirmed.toSorted())
})
