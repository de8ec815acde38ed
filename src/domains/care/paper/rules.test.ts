import { expect, test } from 'vitest'
import { codeOf, filled, filledParts, momentOnPaper, personLines, plainCode } from './rules.ts'

test('ten bytes make sixteen letters in four groups, none of which is taken for another', () => {
  expect(codeOf(new Uint8Array(10))).toBe('0000-0000-0000-0000')
  expect(codeOf(new Uint8Array(10).fill(255))).toBe('ZZZZ-ZZZZ-ZZZZ-ZZZZ')
  expect(codeOf(Uint8Array.from({ length: 10 }, (_, i) => i * 29))).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/)
})

test('a code is read as people type it', () => {
  expect(plainCode(' q0aw 22j9-znyf bdkr ')).toBe('Q0AW-22J9-ZNYF-BDKR')
  expect(plainCode('ＱOAW22J9')).toBe('Q0AW-22J9')
  expect(plainCode('IL')).toBe('11')
  expect(plainCode('---')).toBe('')
})

const person = { name: '李秀兰', sex: 'female' as const, birthDate: '1959-11-23', village: '王家村', tail: '002X' }

test('the band says the age on the day of printing in Shanghai, and of the number only its end', () => {
  const on = (moment: string) => personLines(person, moment, 'zh').find((line) => line.name === '年龄')?.text
  expect(on('2026-11-22T23:59:00+08:00')).toBe('66 岁')
  expect(on('2026-11-22T16:00:00Z')).toBe('67 岁')
  expect(personLines(person, '2026-11-22T00:00:00Z', 'zh').at(-1)).toEqual({ name: '证件尾号', text: '002X' })
  expect(personLines({ ...person, tail: '' }, '2026-11-22T00:00:00Z', 'en').map((line) => line.name)).toEqual(['Name', 'Sex', 'Age', 'Village'])
})

test('moments stand in the time of the county', () => {
  expect(momentOnPaper('2026-11-22T16:30:00Z')).toBe('2026-11-23 00:30')
  expect(momentOnPaper('2026-11-22T14:20:59+08:00')).toBe('2026-11-22 14:20')
})

test('what has nothing to say is left out', () => {
  expect(filled([{ name: 'a', text: ' ' }, undefined, { name: 'b', text: 'x' }])).toEqual([{ name: 'b', text: 'x' }])
  const parts = [
    { title: 'a', lines: [] },
    { title: 'b', table: { head: ['h'], rows: [] } },
    { title: 'c', lines: [{ name: '', text: 'x' }] },
  ]
  expect(filledParts(parts).map((part) => part.title)).toEqual(['c'])
})
