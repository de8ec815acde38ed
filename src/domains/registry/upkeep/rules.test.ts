import { describe, expect, test } from 'vitest'
import { addMinutes } from '#kernel/calendar.ts'
import { resolve } from '#kernel/policy.ts'
import { times as policy } from './policy.ts'
import { dueNow, type State, troublesOf } from './rules.ts'

const times = resolve(policy, { day: '2026-11-22' })?.value ?? policy.entries[0].value
// Asia/Shanghai: 02:00 is night, 10:00 is day.
const night = '2026-11-22T02:00:00+08:00'
const noon = '2026-11-22T10:00:00+08:00'
const ago = (now: string, minutes: number) => addMinutes(now, -minutes)
const none: State = { lastBackup: undefined, lastDrill: undefined, backupAt: undefined, drillAt: undefined, keysCopied: true }
const done = (at: string) => ({ at, done: true, why: null })
const failed = (at: string) => ({ at, done: false, why: '磁盘已满' })

describe('a backup is due', () => {
  test('at once where there is none, and a drill only when there is a backup', () => {
    expect(dueNow(none, { now: noon, times })).toEqual({ backUp: true, drill: false })
    expect(dueNow({ ...none, backupAt: ago(noon, 5), lastBackup: done(ago(noon, 5)) }, { now: noon, times })).toEqual({ backUp: false, drill: true })
  })

  test.each([
    ['at night 23 hours after the last', night, 23 * 60, true],
    ['at night a minute sooner', night, 23 * 60 - 1, false],
    ['by day only when half of another interval passed', noon, 36 * 60, true],
    ['by day a minute sooner', noon, 36 * 60 - 1, false],
  ])('%s', (_name, now, minutes, due) => {
    const at = ago(now, minutes)
    expect(dueNow({ ...none, backupAt: at, lastBackup: done(at), drillAt: now }, { now, times }).backUp).toBe(due)
  })

  test.each([
    ['three hours after one that failed', 180, true],
    ['not a minute sooner', 179, false],
  ])('%s', (_name, minutes, due) => {
    expect(dueNow({ ...none, lastBackup: failed(ago(noon, minutes)) }, { now: noon, times }).backUp).toBe(due)
  })

  test.each([
    ['01:00', '2026-11-22T01:00:00+08:00', true],
    ['00:59', '2026-11-22T00:59:00+08:00', false],
    ['04:59', '2026-11-22T04:59:00+08:00', true],
    ['05:00', '2026-11-22T05:00:00+08:00', false],
  ])('night at %s', (_name, now, due) => {
    const at = ago(now, 24 * 60)
    expect(dueNow({ ...none, backupAt: at, lastBackup: done(at), drillAt: now }, { now, times }).backUp).toBe(due)
  })

  test('nights over midnight count too', () => {
    const now = '2026-11-22T23:30:00+08:00'
    const at = ago(now, 24 * 60)
    const state = { ...none, backupAt: at, lastBackup: done(at), drillAt: now }
    expect(dueNow(state, { now, times: { ...times, nightFrom: 23, nightUntil: 4 } }).backUp).toBe(true)
    expect(dueNow(state, { now, times: { ...times, nightFrom: 1, nightUntil: 4 } }).backUp).toBe(false)
  })
})

describe('trouble', () => {
  const well: State = { ...none, backupAt: ago(noon, 60), lastBackup: done(ago(noon, 60)), drillAt: ago(noon, 60), lastDrill: done(ago(noon, 60)) }
  const at = { now: noon, times, since: '2020-01-01T00:00:00+08:00' }

  test('is none where all is well', () => {
    expect(troublesOf(well, at)).toEqual([])
  })

  test.each([
    ['a backup of fifty hours is not old', { backupAt: ago(noon, 50 * 60) }, []],
    ['a minute more is', { backupAt: ago(noon, 50 * 60 + 1) }, ['backupOld']],
    ['a drill of sixteen days is not old', { drillAt: ago(noon, 16 * 1440) }, []],
    ['a minute more is', { drillAt: ago(noon, 16 * 1440 + 1) }, ['drillOld']],
    ['a failed backup is told though the one before is new', { lastBackup: failed(noon) }, ['backupFailed']],
    ['a failed drill too', { lastDrill: failed(noon) }, ['drillFailed']],
    ['keys without a copy', { keysCopied: false }, ['keysUncopied']],
    ['no backup at all', { backupAt: undefined }, ['noBackup']],
  ] as const)('%s', (_name, change, expected) => {
    expect(troublesOf({ ...well, ...change }, at)).toEqual(expected)
  })

  test('a platform that began today is not blamed for having no past', () => {
    expect(troublesOf(none, { ...at, since: ago(noon, 60) })).toEqual([])
  })
})

test('a county cannot be told later than it is backed up', () => {
  expect(policy.outOfBounds?.({ ...times, tellBackupHours: times.backupHours })).toBeDefined()
  expect(policy.outOfBounds?.({ ...times, tellBackupHours: times.backupHours + 1 })).toBeUndefined()
})
