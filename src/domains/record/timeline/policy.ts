import { z } from 'zod'
import { definePolicy } from '#kernel/policy.ts'

/** A diagnosis that is not on the list of lasting ones counts as an open problem for this many days. */
export const acuteDays = definePolicy({
  key: 'record.acuteDays',
  title: { zh: '急性诊断作为现存问题的天数', en: 'Days an acute diagnosis stays an open problem' },
  unit: { zh: '天', en: 'days' },
  schema: z.int().min(1).max(366),
  entries: [{ from: '2000-01-01', value: 90, source: 'proposal', status: 'unverified' }],
})

/** Beginnings of ICD-10 codes of conditions that last: tumors, diabetes, dementia and psychoses, heart, vessels, stroke, lungs, kidneys. */
export const lastingDiagnoses = definePolicy({
  key: 'record.lastingDiagnoses',
  title: { zh: '长期诊断编码开头', en: 'Codes of lasting conditions' },
  schema: z.array(z.string().regex(/^[A-Z]\d{0,2}$/)).max(200),
  entries: [
    {
      from: '2000-01-01',
      value: [
        'A15', 'A16', 'B18', 'B20', 'B24', 'C', 'D45', 'D46', 'D47', 'D56', 'D57', 'D66', 'D67', 'E03', 'E05', 'E10', 'E11', 'E12', 'E13', 'E14', 'E78',
        'F00', 'F01', 'F02', 'F03', 'F20', 'F22', 'F25', 'F31', 'F70', 'F71', 'F72', 'G20', 'G30', 'G35', 'G40', 'I05', 'I10', 'I11', 'I12', 'I13', 'I15', 'I20',
        'I25', 'I42', 'I48', 'I50', 'I63', 'I64', 'I69', 'J41', 'J42', 'J43', 'J44', 'J45', 'J60', 'J61', 'J62', 'K50', 'K51', 'K74', 'L40', 'M05', 'M06', 'M10',
        'M32', 'M81', 'N18', 'Q', 'Z94', 'Z95',
      ],
      source: 'proposal',
      status: 'unverified',
    },
  ],
})
