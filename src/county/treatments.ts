import type { z } from 'zod'
import type { newPrescription } from '#record/visit/contract.ts'
import { systems } from '#record/visit/labels.ts'
import { allergyThings, type Thing } from '#record/visit/rules/things.ts'
import type { CodeLists } from './codes.ts'
import type { DayBefore } from './days.ts'
import type { Random } from './random.ts'
import type { Happening, RecordWriter } from './record.ts'
import { sheets } from './sheets.ts'

/** A medicine as a doctor here writes it down: for a lasting condition once a day, else three times. */
export function prescriptionOf(name: string, days: number, codes: CodeLists): z.infer<typeof newPrescription> {
  const { code, zh, unit, route } = codes.medicine(name)
  const times = days > 10 ? 1 : 3
  const frequency = times === 1 ? '每日一次' : '每日三次'
  return { code, name: zh, dose: `1${unit}`, frequency, route, days, quantity: `${days * times}${unit}` }
}

export function writeOperation(record: RecordWriter, on: Happening, term: { code: string; name: string }): void {
  const row = { system: systems.procedure, ...term, status: 'completed' }
  record.writeOther(on, { sheet: sheets.procedure, kind: 'procedure', row, title: term.name, detail: term.code })
}

export function writeReport(record: RecordWriter, on: Happening, told: { code: string; name: string; conclusion: string }): void {
  const kind = told.code.startsWith('89.5') ? 'ecg' : 'imaging'
  const row = { kind, system: systems.procedure, ...told, status: 'final' }
  record.writeOther(on, {
    sheet: sheets.report,
    kind: 'diagnosticReport',
    row,
    title: told.name,
    detail: told.conclusion,
  })
}

/** HbA1c is no vital sign of the visit form; it stands in the record as a laboratory sends it. */
export function hemoglobinThing(value: number, { id, at }: { id: string; at: string }): Thing {
  const abnormal = value > 6 ? 'H' : null
  const name = '糖化血红蛋白'
  return {
    table: 'observation',
    row: {
      id,
      at,
      category: 'laboratory',
      system: systems.observation,
      code: '4548-4',
      name,
      value_number: value,
      unit: '%',
      range_low: 4,
      range_high: 6,
      abnormal,
      confirmed: false,
    },
    line: { title: `${name} ${value} %`, detail: null, abnormal: abnormal !== null },
  }
}

/** Vaccines of the national program with their CVX codes and the months of age at which they are given. */
const vaccines = [
  { code: '08', name: '乙肝疫苗', months: [0, 1, 6] },
  { code: '19', name: '卡介苗', months: [0] },
  { code: '10', name: '脊灰疫苗', months: [2, 3, 4, 48] },
  { code: '20', name: '百白破疫苗', months: [3, 4, 5, 18] },
  { code: '03', name: '麻腮风疫苗', months: [8, 18] },
  { code: '134', name: '乙脑疫苗', months: [8, 24] },
] as const

type Child = {
  readonly residentId: string
  readonly facilityId: string
  readonly daysOld: number
  readonly slim: boolean
}

/** What a child under seven was given until now; in a slim county within the year only. */
export function writeVaccines(record: RecordWriter, child: Child, { dayBefore, random }: { dayBefore: DayBefore; random: Random }): void {
  const { residentId, facilityId, daysOld, slim } = child
  for (const { code, name, months } of vaccines) {
    for (const month of months) {
      const daysAgo = daysOld - Math.round(month * 30.44) - (month === 0 ? 0 : random.between(0, 12))
      if (daysAgo < 1 || (slim && daysAgo > 365)) continue
      const on = { residentId, facilityId, visitId: null, at: `${dayBefore(daysAgo)}T09:30:00+08:00` }
      const row = { system: 'http://hl7.org/fhir/sid/cvx', code, name, status: 'completed' }
      record.writeOther(on, { sheet: sheets.immunization, kind: 'immunization', row, title: name })
    }
  }
}

const allergies = [
  { name: '青霉素', reaction: '皮疹', criticality: 'low' },
  { name: '青霉素', reaction: '过敏性休克', criticality: 'high' },
  { name: '头孢菌素', reaction: '皮疹', criticality: 'low' },
  { name: '磺胺', reaction: '药疹', criticality: 'low' },
  { name: '阿司匹林', reaction: '喘息', criticality: 'low' },
  { name: '含碘对比剂', reaction: '荨麻疹', criticality: 'low' },
] as const

export function writeAllergy(record: RecordWriter, on: Happening, random: Random): void {
  record.write(on, allergyThings([random.pick(allergies)], { at: on.at, newId: record.newId }))
}
