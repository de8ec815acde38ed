import { describe, expect, test } from 'vitest'
import { fieldsOf } from '../fields/index.ts'
import { registerKind } from '../labels.ts'
import { findHeadings, guessColumns, missingColumns } from './columns.ts'

describe('columns are guessed', () => {
  test('from the headings of our own templates, in both languages', () => {
    for (const register of registerKind.codes) {
      const keys = fieldsOf[register].map((f) => f.key)
      expect(
        guessColumns(
          register,
          fieldsOf[register].map((f) => `${f.name.zh}*`),
        ),
      ).toEqual(keys)
      expect(
        guessColumns(
          register,
          fieldsOf[register].map((f) => f.name.en),
        ),
      ).toEqual(keys)
    }
  })
  test('from what people write: synonyms, additions in brackets, slips of the pen', () => {
    expect(guessColumns('residents', ['序号', '公民身份号码(18位)', '居民姓名', '本人出生日期', '联系电话', '所在行政村', '户主关系', '备注'])).toEqual([
      null,
      'nationalId',
      'name',
      'birthDate',
      'phone',
      'village',
      'relation',
      null,
    ])
    expect(guessColumns('staff', ['执业证书遍号'])).toEqual(['licenceNumber'])
  })
  test('once each: the surer column has it', () => {
    expect(guessColumns('residents', ['监护人姓名', '姓名'])).toEqual([null, 'name'])
  })
  test('and what our own lists of refused rows add is no column of the register', () => {
    expect(guessColumns('residents', ['姓名', '问题', '怎么办', '行标识'])).toEqual(['name', null, null, null])
  })
})

describe('the row of headings', () => {
  const row = (number: number, ...cells: string[]) => ({ number, cells })
  test('is found below a title', () => {
    const rows = [row(1, '青河县居民档案'), row(2, '制表:某某', '', '2026年'), row(3, '姓名', '身份证号', '村名', '性别'), row(4, '王芳', '1', '王家村', '女')]
    expect(findHeadings('residents', rows)).toMatchObject({ row: 3, columns: ['name', 'nationalId', 'village', 'sex'] })
  })
  test('is not found where the words are of something else', () => {
    expect(findHeadings('residents', [row(1, '科目', '金额', '摘要'), row(2, '药品', '12', '进货')])).toBeUndefined()
  })
})

test('a needed field without a column is missing; the village may be left out beside the home facility', () => {
  expect(missingColumns('residents', ['name', 'nationalId'])).toEqual(['village'])
  expect(missingColumns('residents', ['name', 'facility'])).toEqual([])
  expect(missingColumns('facilities', ['name', 'kind'])).toEqual(['divisionCode'])
})
