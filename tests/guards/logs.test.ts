import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { residentContract } from '#registry/resident/contract.ts'
import { checkDigit } from '#registry/resident/rules.ts'
import { findPersons, forbiddenIn, logsOf, noteForbidden } from '#tests/logScan.ts'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'

// The whole run's logs are scanned when it ends (tests/database.ts). Here: that the scan would see, and that there is something to see.

let platform: TestPlatform
const folder = mkdtempSync(join(tmpdir(), 'tongmai-logs-'))
beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
})
afterAll(async () => {
  await platform.stop()
  rmSync(folder, { recursive: true })
})

test.each([
  ['an identity number', '{"q":"11010519491231002X"}'],
  ['an identity number of 15 digits', 'number 110105491231002'],
  ['a mobile number', 'call 13812345678'],
  ['a name', 'duty of 李秀兰 is late'],
  ['a token', 'token kept-secret-token'],
  ['a password', 'Aa1-password'],
])('a planted line with %s is found', (what, line) => {
  mkdirSync(join(folder, 'logs'), { recursive: true })
  writeFileSync(join(folder, 'forbidden.jsonl'), '')
  noteForbidden(folder, { name: '李秀兰', token: 'kept-secret-token', password: 'Aa1-password' })
  writeFileSync(join(folder, 'logs', 'planted.log'), `{"level":30,"msg":"fine"}\n${line}\n`)
  const found = logsOf(folder).flatMap(({ text }) => findPersons(text, forbiddenIn(folder)))
  expect(found).toEqual([expect.stringContaining(`line 2 carries ${what}`)])
})

test('a log of ids, moments and figures is let through', () => {
  const line = `{"at":"${new Date().toISOString()}","requestId":"${randomUUID()}","milliseconds":12,"n":110105194912310021}`
  expect(findPersons(line, new Map([['李秀兰', 'a name']]))).toEqual([])
})

test('requests about people are in the log of this run, by the name of what was asked and nothing of whom', async () => {
  const village = await platform.as('village1')
  const name = '邹留痕'
  await village.must(residentContract.registerResident, {
    name,
    sex: 'female',
    birthDate: '1949-12-31',
    nationalId: `11010519491231004${checkDigit('11010519491231004')}`,
    phone: '13912345670',
    village: '某村',
    address: '1 号',
    insurance: 'resident',
  })
  await village.must(residentContract.findResidents, { q: '13912345670' })
  const log = readFileSync(join(inject('postgres').folder, 'logs', `${new URL(platform.url).pathname.slice(1)}.log`), 'utf8')
  expect(log).toContain('"capability":"findResidents"')
  expect(findPersons(log, new Map([...forbiddenIn(inject('postgres').folder), [name, 'a name']]))).toEqual([])
})
