import { expect, test } from 'vitest'
import { csvCell, csvOf } from '#kernel/csv.ts'
import { maskedWords } from './rules.ts'

test.each([
  ['=1+1', "'=1+1"],
  ['+86', "'+86"],
  ['-2', "'-2"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['王医生', '王医生'],
  ['a,b', '"a,b"'],
  ['他说"好"', '"他说""好"""'],
  ['=a,"b"', '"\'=a,""b"""'],
])('the cell %j is written %j', (value, written) => {
  expect(csvCell(value)).toBe(written)
})

test('a table begins with the mark of UTF-8 and ends its lines as spreadsheets do', () => {
  expect(csvOf(['a', 'b'], [['c', 'd']])).toBe('\uFEFFa,b\r\nc,d\r\n')
})

test('a person is told apart and not named', () => {
  expect(maskedWords({ masked_name: '李**', sex: 'female', birth_year: 1956 })).toEqual({ zh: '李** 女 1956 年生', en: '李**, female, born 1956' })
})
