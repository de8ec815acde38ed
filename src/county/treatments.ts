import { addDays, dayOf } from '#kernel/calendar.ts'
import type { DayBefore } from './days.ts'
import { type CodeLists, systems } from './codes.ts'
import type { Random } from './random.ts'
import type { Happening, RecordWriter } from './record.ts'
import type { Add } from './sheet.ts'
import { sheets } from './sheets.ts'

/** The things that only a richly told county has: medicines, operations, reports. */
export function treatmentWriter(add: Add, { record, codes }: { record: RecordWriter; codes: CodeLists }) {
  function prescribe(on: Happening, name: string, days: number): void {
    const row = record.thing(on)
    const { code, zh, strength, unit, route } = codes.medication(name)
    const frequency = days > 10 ? '每日一次' : '每日三次'
    add(sheets.prescription, {
      ...row, system: systems.medication, code, name: zh, dose: `1${unit}`, frequency, route, days, quantity: `${days > 10 ? days : days * 3}${unit}`,
      status: 'active', until_at: `${addDays(dayOf(on.at), days)}T00:00:00+08:00`,
    })
    record.enter(on, row.id, { kind: 'prescription', title: `${zh} ${strength}`, detail: `1${unit} ${frequency} ${days}天` })
  }

  function operate(on: Happening, code: string): void {
    const row = record.thing(on)
    const name = codes.procedure(code)
    add(sheets.procedure, { ...row, system: systems.procedure, code, name, status: 'completed' })
    record.enter(on, row.id, { kind: 'procedure', title: name, detail: code })
  }

  function report(on: Happening, { code, conclusion }: { code: string; conclusion: string }): void {
    const row = record.thing(on)
    const name = codes.procedure(code)
    const kind = code.startsWith('89.5') ? 'ecg' : 'imaging'
    add(sheets.report, { ...row, kind, system: systems.procedure, code, name, conclusion, status: 'final' })
    record.enter(on, row.id, { kind: 'diagnosticReport', title: name, detail: conclusion })
  }

  return { prescribe, operate, report }
}

const vaccines = [
  { code: '08', name: '乙肝疫苗', months: [0, 1, 6] },
  { code: '19', name: '卡介苗', months: [0] },
  { code: '10', name: '脊灰疫苗', months: [2, 3, 4, 48] },
  { code: '20', name: '百白破疫苗', months: [3, 4, 5, 18] },
  { code: '03', name: '麻腮风疫苗', months: [8, 18] },
  { code: '134', name: '乙脑疫苗', months: [8, 24] },
] as const

const substances = [
  { code: 'J01CE01', name: '青霉素', reaction: '皮疹' },
  { code: 'J01CE01', name: '青霉素', reaction: '过敏性休克' },
  { code: 'J01D', name: '头孢菌素类', reaction: '皮疹' },
  { code: 'J01E', name: '磺胺类', reaction: '药疹' },
  { code: 'N02BA01', name: '阿司匹林', reaction: '喘息' },
  { code: 'V08A', name: '含碘对比剂', reaction: '荨麻疹' },
] as const

/** What stands in a record before any visit of the year: the vaccines of young children and the known allergies. */
export function backgroundWriter(add: Add, { record, dayBefore, slim }: { record: RecordWriter; dayBefore: DayBefore; slim: boolean }) {
  function immunize(on: Omit<Happening, 'at'>, daysOld: number, random: Random): void {
    for (const { code, name, months } of vaccines) {
      for (const month of months) {
        const daysAgo = daysOld - Math.round(month * 30.44) - (month === 0 ? 0 : random.between(0, 12))
        if (daysAgo < 1 || (slim && daysAgo > 365)) continue
        const happening = { ...on, at: `${dayBefore(daysAgo)}T09:30:00+08:00` }
        const row = record.thing(happening)
        add(sheets.immunization, { ...row, system: systems.vaccine, code, name, status: 'completed' })
        record.enter(happening, row.id, { kind: 'immunization', title: name })
      }
    }
  }

  function allergic(on: Happening, random: Random): void {
    const { code, name, reaction } = random.pick(substances)
    const row = record.thing(on)
    const criticality = reaction === '过敏性休克' ? 'high' : 'low'
    add(sheets.allergy, { ...row, system: systems.substance, code, name, category: 'medication', criticality, reaction, status: 'active' })
    record.enter(on, row.id, { kind: 'allergy', title: `${name}过敏`, detail: reaction, abnormal: true })
  }

  return { immunize, allergic }
}
