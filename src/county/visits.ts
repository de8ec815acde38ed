import { billFor } from './bills.ts'
import type { CodeLists } from './codes.ts'
import type { DayBefore } from './days.ts'
import { type Body, bodyOf, measuresAt } from './measures.ts'
import type { Random } from './random.ts'
import { followUps } from './reasons.ts'
import type { Happening, RecordWriter } from './record.ts'
import type { Resident } from './residents.ts'
import type { Add } from './sheet.ts'
import { sheets } from './sheets.ts'
import type { FindPlace } from './treatingPlaces.ts'
import { backgroundWriter, treatmentWriter } from './treatments.ts'
import { type PlannedVisit, planVisits } from './visitPlan.ts'

type Tools = {
  readonly record: RecordWriter
  readonly codes: CodeLists
  readonly findPlace: FindPlace
  readonly dayBefore: DayBefore
  readonly share: number
  readonly slim: boolean
}
type At = { readonly on: Happening; readonly body: Body; readonly isLast: boolean; readonly random: Random }

const titles = { outpatient: '门诊', emergency: '急诊', inpatient: '住院' } as const

/** Writes a resident's record: what stood in it before, and the visits of the year before the reference day. */
export function recordOf(add: Add, tools: Tools): (resident: Resident, random: Random) => void {
  const { record, slim, codes, dayBefore } = tools
  const treatments = treatmentWriter(add, tools)
  const background = backgroundWriter(add, tools)

  function before(resident: Resident, random: Random): void {
    const on = { residentId: resident.id, facilityId: resident.village.township.id, visitId: null }
    if (resident.age <= 6) background.immunize(on, resident.daysOld, random)
    if (random.chance(0.03)) background.allergic({ ...on, at: `${dayBefore(365)}T10:00:00+08:00` }, random)
  }

  function visit(resident: Resident, planned: PlannedVisit, random: Random): Happening {
    const { reason, kind, daysAgo, nights, minute } = planned
    const { facility, department, doctor } = tools.findPlace({ level: planned.level, village: resident.village, department: planned.department, random })
    const at = `${dayBefore(daysAgo)}T${clock(minute)}+08:00`
    const id = record.newId()
    const on = { residentId: resident.id, facilityId: facility.id, visitId: id, at }
    add(sheets.visit, {
      resident_id: resident.id, id, facility_id: facility.id, department_id: department?.id ?? null, kind, started_at: at,
      ended_at: nights > 0 ? `${dayBefore(daysAgo - nights)}T10:00:00+08:00` : `${dayBefore(daysAgo)}T${clock(minute + 20)}+08:00`,
      practitioner_id: doctor?.id ?? null, practitioner_name: doctor?.name ?? null, first_doctor_id: doctor?.id ?? null, complaint: reason.complaint,
      recorded_at: at, source: 'synthetic',
    })
    record.enter(on, id, { kind: 'visit', title: `${titles[kind]} · ${facility.shortName}`, detail: slim ? codes.diagnosis(reason.code) : reason.complaint })
    return on
  }

  function treat(planned: PlannedVisit, { on, random }: At): void {
    const { reason, level, kind } = planned
    const days = Object.values<unknown>(followUps).includes(reason) ? 28 : 3
    if (reason.medicines && random.chance(0.8)) treatments.prescribe(on, random.pick(reason.medicines), days)
    if (level === 'village' || level === 'township') return
    if (reason.report && random.chance(0.7)) treatments.report(on, reason.report)
    if (reason.operation && kind === 'inpatient') treatments.operate(on, reason.operation)
  }

  function things(resident: Resident, planned: PlannedVisit, at: At): void {
    record.diagnosis(at.on, planned.reason.code)
    for (const measured of measuresAt(planned, { resident, slim, ...at })) {
      if ('systolic' in measured) record.bloodPressure(at.on, measured.systolic, measured.diastolic)
      else record.observe(at.on, measured)
    }
    if (!slim) treat(planned, at)
    for (const bill of billFor(planned, { insurance: resident.insurance, random: at.random, slim })) record.charge(at.on, bill)
  }

  return (resident, random) => {
    before(resident, random)
    const body = bodyOf(resident, random)
    const visits = planVisits(resident, { random, share: tools.share })
    for (const [i, planned] of visits.entries()) {
      const isLast = !visits.some(({ reason }, later) => later > i && reason === planned.reason)
      things(resident, planned, { on: visit(resident, planned, random), body, isLast, random })
    }
  }
}

const clocks = Array.from({ length: 1440 }, (_, m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}:00`)

function clock(minute: number): string {
  return clocks[Math.min(minute, 1439)] ?? ''
}
