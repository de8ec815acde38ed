import { describe, expect, test } from 'vitest'
import { birthdayAt, checkProxy, chooseMatch, dueAfterDays, glassOf, isNationalId, lookBasisOf, mayAct, plainName, shownName } from './rules.ts'

test('names are compared without spaces, width and case', () => {
  expect(plainName(' 李 秀兰 ')).toBe('李秀兰')
  expect(plainName('Ａｙｇｕｌ')).toBe('aygul')
})

test('a number of identity is told from a name', () => {
  expect(isNationalId('11010519491231002X')).toBe(true)
  for (const typed of ['1101051949123100', '李秀兰', '11010519491231002Y']) expect(isNationalId(typed)).toBe(false)
})

describe('who is meant by a phone and a name', () => {
  const one = { residentId: 'a', tail: '002X' }
  const two = { residentId: 'b', tail: '' }
  test.each([
    [[], undefined, { refusal: 'wrongCode' }],
    [[one], undefined, one],
    [[one, two], undefined, { refusal: 'whichOne' }],
    [[one, two], '002x', one],
    [[one, two], '0020', { refusal: 'wrongCode' }],
    [[one], '9999', { refusal: 'wrongCode' }],
  ])('%j with the last four %s', (matches, tail, meant) => {
    expect(chooseMatch(matches, tail)).toMatchObject(meant)
  })
})

describe('a proxy', () => {
  const on = { today: '2026-11-22', majority: 18, months: 12 }
  const wanted = { kind: 'elderProxy' as const, residentId: 'elder', proxyId: 'child', birthDate: '1950-01-01', proxyBirthDate: '1980-01-01', until: undefined }
  test('of an elder lasts at most as long as policy allows, or until the day asked for, that day included', () => {
    expect(checkProxy(wanted, on)).toEqual({ untilAt: '2027-11-23T00:00:00.000+08:00' })
    expect(checkProxy({ ...wanted, until: '2026-12-31' }, on)).toEqual({ untilAt: '2027-01-01T00:00:00.000+08:00' })
    expect(checkProxy({ ...wanted, until: '2030-01-01' }, on)).toEqual({ untilAt: '2027-11-23T00:00:00.000+08:00' })
    expect(checkProxy({ ...wanted, until: '2026-11-22' }, on)).toEqual({ untilAt: '2026-11-23T00:00:00.000+08:00' })
    expect(checkProxy({ ...wanted, until: '2026-11-21' }, on)).toMatchObject({ refusal: 'untilPast' })
  })
  test('of a child ends on the eighteenth birthday, and begins before it only', () => {
    const guardian = { ...wanted, kind: 'guardian' as const }
    expect(checkProxy({ ...guardian, birthDate: '2008-11-23' }, on)).toEqual({ untilAt: '2026-11-23T00:00:00.000+08:00' })
    expect(checkProxy({ ...guardian, birthDate: '2008-11-22' }, on)).toMatchObject({ refusal: 'notAChild' })
    expect(checkProxy({ ...wanted, birthDate: '2008-11-23' }, on)).toMatchObject({ refusal: 'isAChild' })
    expect(birthdayAt('2008-02-29', 18)).toBe('2026-03-01')
    expect(birthdayAt('2008-02-29', 16)).toBe('2024-02-29')
  })
  test('is nobody under age, and never oneself', () => {
    expect(checkProxy({ ...wanted, proxyBirthDate: '2008-11-23' }, on)).toMatchObject({ refusal: 'proxyIsChild' })
    expect(checkProxy({ ...wanted, proxyBirthDate: '2008-11-22' }, on)).toHaveProperty('untilAt')
    expect(checkProxy({ ...wanted, proxyId: 'elder' }, on)).toMatchObject({ refusal: 'sameOne' })
  })
  test('looks, books where that was given, and decides for a child only', () => {
    expect(mayAct({ kind: 'self' }, 'decide')).toBe(true)
    expect(mayAct({ kind: 'guardian', reach: 'see' }, 'decide')).toBe(true)
    expect(mayAct({ kind: 'elderProxy', reach: 'book' }, 'book')).toBe(true)
    expect(mayAct({ kind: 'elderProxy', reach: 'see' }, 'book')).toBe(false)
    expect(mayAct({ kind: 'elderProxy', reach: 'book' }, 'decide')).toBe(false)
  })
})

describe('a look in words', () => {
  test.each([
    [{ role: 'specialist', capability: 'openRecord', basis: 'referral', isAllowed: true }, 'referral'],
    [{ role: 'specialist', capability: 'acceptReferral', basis: null, isAllowed: true }, 'task'],
    [{ role: 'villageDoctor', capability: 'breakGlass', basis: null, isAllowed: true }, 'breakGlass'],
    [{ role: 'villageDoctor', capability: 'openRecord', basis: null, isAllowed: false }, 'none'],
    [{ role: 'visitor', capability: 'enterByCode', basis: null, isAllowed: true }, 'self'],
  ])('%j', (line, basis) => {
    expect(lookBasisOf(line)).toBe(basis)
  })
  test('names as policy says', () => {
    expect(['full', 'surname', 'none'].map((how) => shownName('王建国', how as 'full'))).toEqual(['王建国', '王**', null])
  })
  test('belongs to the glass that was broken there and open then', () => {
    const glass = { facilityId: 'f', at: '2026-11-22T10:00:00+08:00', until: '2026-11-22T14:00:00+08:00' }
    for (const at of [glass.at, glass.until]) expect(glassOf({ facilityId: 'f', at }, [glass])).toBe(glass)
    expect(glassOf({ facilityId: 'f', at: '2026-11-22T14:00:01+08:00' }, [glass])).toBeUndefined()
    expect(glassOf({ facilityId: 'g', at: glass.at }, [glass])).toBeUndefined()
  })
})

test('an answer is due when its last day ends', () => {
  expect(dueAfterDays('2026-11-22T23:59:00.000+08:00', 15)).toBe('2026-12-08T00:00:00.000+08:00')
})
