import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { backupsIn, chooseBackup, clearShelf, tooOld } from './shelf.ts'

const keep = { days: 7, weeks: 4, months: 3 }
const daily = (days: number) =>
  Array.from({ length: days }, (_, n) => ({ file: `b${n}`, madeAt: new Date(Date.UTC(2026, 10, 22, 18) - n * 86_400_000), bytes: 1 }))

test('a year of daily backups keeps seven days, then a newest for each week, then for each month', () => {
  const all = daily(365)
  const gone = new Set(tooOld(all, keep).map((backup) => backup.file))
  const kept = all.filter((backup) => !gone.has(backup.file)).map((backup) => backup.madeAt.toISOString().slice(0, 10))
  expect(kept).toEqual([
    ...['2026-11-22', '2026-11-21', '2026-11-20', '2026-11-19', '2026-11-18', '2026-11-17', '2026-11-16'],
    ...['2026-11-15', '2026-11-08', '2026-11-01', '2026-10-31', '2026-09-30'],
  ])
})

test('several on one day: the newest of it stays', () => {
  const at = (hour: number) => ({ file: `h${hour}`, madeAt: new Date(Date.UTC(2026, 10, 22, hour)), bytes: 1 })
  expect(tooOld([at(20), at(10), at(2)], keep).map((backup) => backup.file)).toEqual(['h10', 'h2'])
})

test('the newest stays whatever is to be kept', () => {
  expect(tooOld(daily(3), { days: 0, weeks: 0, months: 0 }).map((backup) => backup.file)).toEqual(['b1', 'b2'])
})

test('a folder: half ones are no backups, old drafts go, other files stay', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tongmai-shelf-'))
  try {
    const names = ['tongmai-20261122T180000Z.backup', 'tongmai-20261122T100000Z.backup', 'tongmai-20261121T180000Z.backup.part', 'notes.txt']
    for (const name of names) writeFileSync(join(folder, name), 'x')
    utimesSync(join(folder, names[2] ?? ''), new Date(0), new Date(0))
    expect(backupsIn(folder).map((backup) => backup.madeAt.toISOString())).toEqual(['2026-11-22T18:00:00.000Z', '2026-11-22T10:00:00.000Z'])
    expect(chooseBackup(folder)).toBe(join(folder, 'tongmai-20261122T180000Z.backup'))
    clearShelf(folder, keep)
    expect(readdirSync(folder).toSorted()).toEqual(['notes.txt', 'tongmai-20261122T180000Z.backup'])
    expect(() => chooseBackup(join(folder, 'nowhere'))).toThrow(/没有/)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
