import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { termContract } from './contract.ts'
import { initialsOf, plain, searchKeysOf } from './rules.ts'

describe('what a term is found by', () => {
  const keys = searchKeysOf({
    code: 'I10.x00x002',
    zh: '原发性高血压',
    en: 'Essential hypertension',
    initials: 'yfxgxy',
    aliases: ['高血压病'],
    details: {},
  })
  test.each(['i10', 'i10x', '原发', '高血压', '血压', '高血压病', 'yfx', 'gxy', 'gxyb', 'essential', 'hypert'])('%s', (typed) => {
    expect(keys.some((k) => k.startsWith(plain(typed)))).toBe(true)
  })
  test('nothing that was not said, and no key longer than anybody types', () => {
    expect(keys).not.toContain('压')
    expect(searchKeysOf({ code: 'A00', zh: '长'.repeat(200), en: null, initials: 'c', aliases: [], details: {} }).every((k) => [...k].length <= 40)).toBe(true)
  })
  test('full-width letters count as plain ones', () => expect(plain(' I10 ')).toBe('i10'))
  test('initials leave out what is not Chinese', () => expect(initialsOf('冠状动脉CT')).toBe('gzdm'))
})

let platform: TestPlatform
let doctor: Caller
beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  doctor = await platform.as('village1')
})
afterAll(() => platform.stop())

async function find(kind: 'diagnosis' | 'procedure' | 'medication', q: string) {
  return (await doctor.must(termContract.searchTerms, { kind, q })).items
}

test.each([['I10.x00x002'], ['i10.x'], ['高血压'], ['gxy'], ['GXY'], ['血压病']])('%s finds hypertension among the diagnoses', async (q) => {
  expect((await find('diagnosis', q)).map((t) => t.code)).toContain('I10.x00x002')
})

test('a whole name comes before longer ones, and the short list says that it is not verified', async () => {
  const [first] = await find('diagnosis', '高血压')
  expect(first).toMatchObject({ code: 'I10.x00x002', status: 'unverified' })
})

test('medications bring form and strength, and kinds do not mix', async () => {
  const [penicillin] = await find('medication', 'qms')
  expect(penicillin).toMatchObject({ zh: '青霉素', details: { route: '肌内注射' } })
  expect(await find('procedure', '高血压')).toEqual([])
})

test('wildcards are letters like others', async () => {
  expect(await find('diagnosis', '%')).toEqual([])
  expect(await find('diagnosis', '_')).toEqual([])
})
