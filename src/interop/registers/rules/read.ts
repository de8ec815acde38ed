import type { Day } from '#kernel/calendar.ts'
import { withoutGuard } from '#kernel/csv.ts'
import type { Field } from '../fields/field.ts'
import { fieldsOf } from '../fields/index.ts'
import type { Mark, ProblemCode, RegisterKind } from '../labels.ts'
import * as clean from './clean.ts'
import type { Columns } from './columns.ts'
import { strictDates, strictYuan } from './strict.ts'
import { bare, half } from './text.ts'

export type Value = string | number | boolean | readonly string[] | readonly number[]
/** What a row says; a field that says nothing is not in it. */
export type Values = Readonly<Record<string, Value | undefined>>
export type Problem = { readonly code: ProblemCode; readonly field: string; readonly detail?: string }
export type ReadRow = { readonly values: Values; readonly problems: readonly Problem[]; readonly marks: readonly Mark[] }

/** Made once for a file: cells in, values out, with everything that is wrong with the row at once. */
export function rowReader(register: RegisterKind, columns: Columns, today: Day): (cells: readonly string[]) => ReadRow {
  const fields = fieldsOf[register]
  const dates = strictDates(today)
  const used = columns.flatMap((key, at) => {
    const field = fields.find((f) => f.key === key)
    return field ? [{ field, at, read: cellReader(field, { today, dates }) }] : []
  })
  const needed = fields.filter((f) => f.needed)
  return (cells) => {
    const values: Record<string, Value | undefined> = {}
    const problems: Problem[] = []
    const marks: Mark[] = []
    for (const { field, at, read } of used) {
      const typed = withoutGuard(cells[at] ?? '')
      if (typed === '' || isNothing(typed, field)) continue
      const cleaned = read(typed)
      if ('problem' in cleaned) problems.push({ code: cleaned.problem, field: field.key })
      else {
        values[field.key] = cleaned.value
        if (cleaned.marks) marks.push(...cleaned.marks)
      }
    }
    for (const { key } of needed) {
      if (values[key] === undefined && !problems.some((p) => p.field === key) && !isKnownOtherwise(register, key, values))
        problems.push({ code: 'missing', field: key })
    }
    return { values, problems, marks }
  }
}

/** People write a dash where there is nothing; 无 is an answer where the choices know it (uninsured, no title). */
function isNothing(typed: string, { reading }: Field): boolean {
  if (typed.length > 6) return false
  const isChoice = reading.as === 'choice' || reading.as === 'yesNo'
  return /^[\s\u3000\u00a0]*([-—/\\]{1,2}|无|null|#N\/A)?[\s\u3000\u00a0]*$/i.test(typed) && !(isChoice && typed.trim() === '无')
}

function isKnownOtherwise(register: RegisterKind, key: string, values: Values): boolean {
  return register === 'residents' && key === 'village' && values.facility !== undefined
}

function cellReader({ reading }: Field, { today, dates }: { today: Day; dates: ReturnType<typeof strictDates> }): (typed: string) => clean.Cleaned<Value> {
  switch (reading.as) {
    case 'text':
      return (typed) => clean.cleanText(typed, reading.max)
    case 'name':
      return (typed) => clean.cleanName(typed, reading.max)
    case 'digits':
      return (typed) => clean.cleanDigits(typed, reading.max)
    case 'day':
      return (typed) => clean.cleanDay(typed, { today, past: reading.past ?? false })
    case 'strictDay':
      return dates.day
    case 'moment':
      return dates.moment
    case 'yuan':
      return strictYuan
    case 'whole':
      return (typed) => clean.cleanWhole(typed, reading)
    case 'time':
      return clean.cleanTime
    case 'phone':
      return clean.cleanPhone
    case 'nationalId':
      return (typed) => clean.cleanNationalId(typed, today)
    case 'yesNo':
      return clean.cleanYesNo
    case 'weekdays':
      return clean.cleanWeekdays
    case 'choice':
    case 'choices':
      return choiceReader(reading.of, reading.as === 'choices')
  }
}

function choiceReader(of: Readonly<Record<string, readonly string[]>>, several: boolean): (typed: string) => clean.Cleaned<Value> {
  const known = new Map(Object.entries(of).flatMap(([code, words]) => words.map((word) => [bare(word) || word, code] as const)))
  // The same few words stand in every row: how they were written is learned once.
  const learned = new Map<string, string | undefined>()
  const one = (typed: string) => {
    if (learned.has(typed)) return learned.get(typed)
    if (learned.size > 5000) learned.clear()
    const code = known.get(bare(typed) || typed.trim())
    learned.set(typed, code)
    return code
  }
  if (!several) return (typed) => asChoice(one(typed))
  return (typed) => {
    const codes = half(typed)
      .split(/[、,;|/]/)
      .filter((part) => part.trim() !== '' && bare(part) !== '无')
      .map(one)
    return codes.every((c) => c !== undefined) ? { value: [...new Set(codes)] } : { problem: 'notAChoice' }
  }
}

function asChoice(code: string | undefined): clean.Cleaned<Value> {
  return code === undefined ? { problem: 'notAChoice' } : { value: code }
}
