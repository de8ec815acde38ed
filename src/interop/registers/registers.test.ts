import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { asCsv, spreadsheetsOf } from '#tests/spreadsheets.ts'
import { firstAdministrator, sendAndLoad, sendFile } from '#tests/uploads.ts'

let platform: TestPlatform
let admin: Caller
const sheets = spreadsheetsOf({ townships: 2, villages: 3 })

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'empty', withJobs: true })
  admin = await firstAdministrator(platform)
})
afterAll(() => platform.stop())

test('an empty platform becomes a county from four sheets', async () => {
  const facilities = await sendAndLoad(admin, 'facilities', { name: '机构.csv', content: asCsv(sheets.facilities) })
  expect(facilities).toMatchObject({ status: 'done', loaded: { rows: 9, added: 9, refused: 0, problems: [] } })
  const staff = await sendAndLoad(admin, 'staff', { name: '人员.csv', content: asCsv(sheets.staff) })
  expect(staff).toMatchObject({ status: 'done', loaded: { added: 14, refused: 0, problems: [] }, handout: { waiting: 14, issued: 14 } })
  const capacity = await sendAndLoad(admin, 'capacity', { name: '号源.csv', content: asCsv(sheets.capacity) })
  expect(capacity).toMatchObject({ status: 'done', loaded: { added: 6, refused: 0, problems: [] } })
  const rows = [sheets.residentHeadings, ...sheets.residents(300)]
  const trial = await sendFile(admin, 'residents', { name: '居民.csv', content: asCsv(rows) })
  expect(trial).toMatchObject({ status: 'checked', trial: { rows: 300, added: 300, problems: [] } })
  const residents = await sendAndLoad(admin, 'residents', { name: '居民.csv', content: `${asCsv(rows)}\r\n` })
  expect(residents).toMatchObject({ status: 'done', loaded: { rows: 300, added: 300, refused: 0, problems: [] } })
}, 120_000)
