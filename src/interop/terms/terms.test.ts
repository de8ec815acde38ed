import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { runImportTerms } from '../../commands/importTerms.ts'
import { cell, decode, rowsOf } from './csv.ts'
import { importTerms, NoHeader, seedTerms } from './importTerms.ts'
import { columnsIn, readTerm } from './read.ts'

describe('CSV', () => {
  const read = (text: string) => [...rowsOf(text)]
  test.each([
    [
      'a,b\nc,d',
      [
        [1, ['a', 'b']],
        [2, ['c', 'd']],
      ],
    ],
    [
      'a,b\r\nc,d\r\n',
      [
        [1, ['a', 'b']],
        [2, ['c', 'd']],
      ],
    ],
    [
      '"a,1","say ""yes"""\n\n x ,\n',
      [
        [1, ['a,1', 'say "yes"']],
        [3, ['x', '']],
      ],
    ],
    [
      '"two\nlines",b\nc',
      [
        [1, ['two\nlines', 'b']],
        [3, ['c']],
      ],
    ],
    ['a,"never closed\nb,c', [[1, ['a', 'never closed\nb,c']]]],
    ['', []],
  ])('%j', (text, rows) => expect(read(text).map((r) => [r.line, r.cells])).toEqual(rows))
  test('an open quote is said', () => expect(read('a,"b').map((r) => r.broken)).toEqual([true]))
  test('what is written is read back', () => {
    const text = fc
      .string({ unit: 'grapheme' })
      .map((s) => s.replaceAll('\r', '').trim())
      .filter((s) => s !== '')
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), (cells) => {
        expect(read(cells.map(cell).join(',')).map((r) => r.cells)).toEqual([cells])
      }),
    )
  })
})

test.each([
  [Buffer.from('编码,名称'), 'utf-8'],
  [Buffer.from([0xb1, 0xe0, 0xc2, 0xeb, 0x2c, 0xc3, 0xfb, 0xb3, 0xc6]), 'gb18030'],
])('%j is decoded as %s', (bytes, encoding) => expect(decode(bytes)).toEqual({ text: '编码,名称', encoding }))

describe('lines of a list', () => {
  const header = { line: 1, cells: ['\uFEFF编码', '名称', '规格', '别名'] }
  const term = (kind: 'diagnosis' | 'procedure' | 'medication', ...cells: string[]) => readTerm(kind, { line: 2, cells }, columnsIn(header) ?? new Map())
  test('a header names code and name in either language, or it is none', () => {
    expect(columnsIn(header)?.get('strength')).toBe(2)
    expect(columnsIn({ line: 1, cells: ['Code', 'Name'] })?.get('zh')).toBe(1)
    expect(columnsIn({ line: 1, cells: ['I10', '高血压'] })).toBeUndefined()
  })
  test('initials are made where they are missing, aliases are split', () => {
    expect(term('diagnosis', 'I10.x00x002', '高血压', '', '原发性高血压|血压高')).toMatchObject({
      initials: 'gxy',
      aliases: ['原发性高血压', '血压高'],
    })
  })
  test.each([
    ['diagnosis', 'I10'],
    ['diagnosis', 'I10.x00'],
    ['diagnosis', 'E11.900x001'],
    ['diagnosis', 'I25.103'],
    ['diagnosis', 'A04.01.01'],
    ['procedure', '00.6600'],
    ['procedure', '13.4100x001'],
    ['medication', 'XA02BCA125A001010100001'],
  ] as const)('%s %s is a code', (kind, code) => expect(term(kind, code, '名称')).toMatchObject({ code }))
  test.each([
    ['diagnosis', '10I', '格式'],
    ['diagnosis', 'I1', '格式'],
    ['diagnosis', '', '没有编码'],
    ['procedure', 'A1.1', '格式'],
    ['medication', 'x y', '格式'],
  ] as const)('%s %s is refused', (kind, code, why) => expect((term(kind, code, '名称') as { zh: string }).zh).toContain(why))
  test('no name, control characters and novels are refused', () => {
    expect(term('diagnosis', 'I10', '')).toMatchObject({ zh: '没有名称' })
    expect((term('diagnosis', 'I10', 'a\u0000b') as { zh: string }).zh).toContain('控制字符')
    expect((term('diagnosis', 'I10', '长'.repeat(501)) as { zh: string }).zh).toContain('过长')
  })
})

let platform: TestPlatform
let folder: string
beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'empty' })
  folder = mkdtempSync(join(tmpdir(), 'tongmai-terms-'))
})
afterAll(async () => {
  await platform.stop()
  rmSync(folder, { recursive: true, force: true })
})

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

async function named(code: string) {
  return platform.look('select zh, status, source from record.term where kind = $1 and code = $2', ['diagnosis', code])
}

test('a list is read with its refusals, keeps them in a file that can be mended, and changes nothing when read again', async () => {
  const path = file('list.csv', 'code,name\nZ99.901,示例诊断一\n坏码,示例\nZ99.902,\nZ99.901,又一次\nZ99.903,示例诊断三\n')
  const first = await importTerms({ url: platform.ownerUrl, kind: 'diagnosis', file: path })
  expect(first).toMatchObject({
    read: 5,
    stored: 2,
    unchanged: 0,
    encoding: 'utf-8',
    refusedFile: `${path}.refused.csv`,
  })
  expect(first.refused.map((r) => r.line)).toEqual([3, 4, 5])
  const kept = readFileSync(`${path}.refused.csv`, 'utf8').split('\n')
  expect(kept[0]).toBe('code,name,line,reason')
  expect(kept[1]).toMatch(/^坏码,示例,3,编码 坏码 格式不对/)
  const second = await importTerms({ url: platform.ownerUrl, kind: 'diagnosis', file: path })
  expect(second).toMatchObject({ stored: 0, unchanged: 2 })
})

test('an imported name wins over the short list that ships, whichever comes last', async () => {
  const path = file('own.csv', 'code,name\nI10.x00x002,高血压病(国临版)\n')
  await importTerms({ url: platform.ownerUrl, kind: 'diagnosis', file: path })
  await seedTerms(platform.ownerUrl)
  expect(await named('I10.x00x002')).toEqual([{ zh: '高血压病(国临版)', status: 'imported', source: 'own.csv' }])
})

test('an office file in GB18030 is read like one in UTF-8', async () => {
  const gb = Buffer.concat([Buffer.from('code,name\nZ99.910,'), Buffer.from([0xb8, 0xd0, 0xc3, 0xb0])])
  expect(await importTerms({ url: platform.ownerUrl, kind: 'diagnosis', file: file('gb.csv', gb) })).toMatchObject({
    stored: 1,
    encoding: 'gb18030',
  })
  expect(await named('Z99.910')).toMatchObject([{ zh: '感冒' }])
})

test('a file without a header is wrong usage', async () => {
  await expect(importTerms({ url: platform.ownerUrl, kind: 'diagnosis', file: file('bare.csv', 'I10,高血压\n') })).rejects.toBeInstanceOf(NoHeader)
})

test('the command says what it did and how it went by its exit code', async () => {
  const told: string[] = []
  const run = (...args: string[]) => runImportTerms(args, { ownerUrl: platform.ownerUrl, vault: platform.vault, print: (line) => told.push(line) })
  expect(await run('diagnosis', file('ok.csv', 'code,name\nZ99.920,示例\n'))).toBe(0)
  expect(await run('diagnosis', file('part.csv', 'code,name\nZ99.921,示例\nx,示例\n'))).toBe(3)
  expect(told.join('\n')).toContain('第 3 行 line 3')
  expect(await run('diagnosis', file('none.csv', 'x\n'))).toBe(2)
  expect(await run('diseases', file('ok.csv', 'code,name\n'))).toBe(2)
  expect(await run('diagnosis', join(folder, 'absent.csv'))).toBe(2)
  expect(await run('diagnosis', 'a', '--wrong')).toBe(2)
})
