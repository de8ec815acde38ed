import type { Day } from '#kernel/calendar.ts'
import { resolve } from '#kernel/policy.ts'
import { referenceRanges } from '#record/visit/policy.ts'
import { chargeThings, diagnosisThings, prescriptionThings, type Thing, visitLine, vitalThings } from '#record/visit/rules/things.ts'
import { billsFor } from './bills.ts'
import type { CodeLists } from './codes.ts'
import type { DayBefore } from './days.ts'
import { type Body, bodyOf, hemoglobinOf, vitalsAt } from './measures.ts'
import type { Random } from './random.ts'
import { followUps } from './reasons.ts'
import type { Happening, RecordWriter } from './record.ts'
import type { Resident } from './residents.ts'
import type { Add } from './sheet.ts'
import { sheets } from './sheets.ts'
import type { FindPlace } from './treatingPlaces.ts'
import { hemoglobinThing, prescriptionOf, writeAllergy, writeOperation, writeReport, writeVaccines } from './treatments.ts'
import { type PlannedVisit, planVisits } from './visitPlan.ts'

type Tools = {
  readonly record: RecordWriter
  readonly codes: CodeLists
  readonly findPlace: FindPlace
  readonly dayBefore: DayBefore
  readonly today: Day
  readonly share: number
  readonly calibrated: boolean
  readonly slim: boolean
}
type At = { readonly on: Happening; readonly body: Body; readonly isLast: boolean; readonly random: Random }

export type RecordOf = {
  /** What stood in a resident's record before, and the visits of the year before the reference day. */
  readonly whole: (resident: Resident, random: Random) => void
  /** One visit more. */
  readonly one: (resident: Resident, planned: PlannedVisit, random: Random) => void
}

/** Writes residents' records. */
export function recordOf(add: Add, tools: Tools): RecordOf {
  const { record, slim, codes, dayBefore } = tools
  const { newId } = record
  const references = resolve(referenceRanges, { day: tools.today })?.value ?? { adultFrom: 18, adult: {} }

  function before({ id, age, daysOld, village }: Resident, random: Random): void {
    const at = { residentId: id, facilityId: village.township.id }
    if (age <= 6) writeVaccines(record, { ...at, daysOld, slim }, { dayBefore, random })
    if (random.chance(0.03)) writeAllergy(record, { ...at, visitId: null, at: `${dayBefore(Math.min(365, daysOld))}T10:00:00+08:00` }, random)
  }

  function visit(resident: Resident, planned: PlannedVisit, random: Random): Happening {
    const { reason, kind, daysAgo, nights, minute } = planned
    const place = tools.findPlace({
      level: planned.level,
      village: resident.village,
      department: planned.department,
      random,
    })
    const { facility, department, doctor } = place
    const at = `${dayBefore(daysAgo)}T${clock(minute)}+08:00`
    const on = { residentId: resident.id, facilityId: facility.id, visitId: newId(), at }
    const ended = nights > 0 ? `${dayBefore(daysAgo - nights)}T10:00:00` : `${dayBefore(daysAgo)}T${clock(minute + 20)}`
    add(sheets.visit, {
      resident_id: resident.id,
      id: on.visitId,
      facility_id: facility.id,
      department_id: department?.id,
      kind,
      started_at: at,
      ended_at: `${ended}+08:00`,
      practitioner_id: doctor?.id,
      practitioner_name: doctor?.name,
      first_doctor_id: doctor?.id,
      complaint: reason.complaint,
      note: null,
      referral_id: null,
      recorded_at: at,
      source: 'synthetic',
    })
    const line = visitLine({
      kind,
      complaint: slim ? null : reason.complaint,
      diagnoses: [{ name: codes.diagnosis(reason.code) }],
    })
    record.enter(on, { id: on.visitId, kind: 'visit', ...line })
    return on
  }

  function found(resident: Resident, planned: PlannedVisit, { on, body, isLast, random }: At): Thing[] {
    const { code } = planned.reason
    const judged = { at: on.at, newId, references, age: resident.age, confirmed: [] }
    const measured = vitalThings(vitalsAt(planned, { resident, body, random, slim, isLast }), judged)
    const controlled = !slim && planned.reason === followUps.diabetes && planned.level !== 'village'
    const laboratory = controlled ? [hemoglobinThing(hemoglobinOf(body, random), { id: newId(), at: on.at })] : []
    return [...diagnosisThings([{ code, name: codes.diagnosis(code) }], judged), ...measured, ...laboratory]
  }

  function treat({ reason, level, kind }: PlannedVisit, { on, random }: At): void {
    if (reason.medicines && random.chance(0.8)) {
      const given = prescriptionOf(random.pick(reason.medicines), isFollowUp(reason) ? 28 : 3, codes)
      record.write(on, prescriptionThings([given], { at: on.at, newId }))
    }
    if (level === 'village' || level === 'township') return
    const named = (code: string) => ({ code, name: codes.procedure(code) })
    if (reason.report && random.chance(0.7)) writeReport(record, on, { ...reason.report, ...named(reason.report.code) })
    if (reason.operation && kind === 'inpatient') writeOperation(record, on, named(reason.operation))
  }

  function happen(resident: Resident, planned: PlannedVisit, { body, isLast, random }: Omit<At, 'on'>): void {
    const at = { on: visit(resident, planned, random), body, isLast, random }
    record.write(at.on, found(resident, planned, at))
    if (!slim) treat(planned, at)
    const bills = billsFor(planned, { insurance: resident.insurance, random, slim })
    record.write(at.on, chargeThings(bills, { at: at.on.at, newId }))
  }

  return {
    whole(resident, random) {
      before(resident, random)
      const body = bodyOf(resident, random)
      const visits = planVisits(resident, { random, share: tools.share, calibrated: tools.calibrated })
      for (const [i, planned] of visits.entries()) {
        const isLast = !visits.some(({ reason }, later) => later > i && reason === planned.reason)
        happen(resident, planned, { body, isLast, random })
      }
    },
    one: (resident, planned, random) => happen(resident, planned, { body: bodyOf(resident, random), isLast: false, random }),
  }
}

function isFollowUp(reason: unknown): boolean {
  return Object.values<unknown>(followUps).includes(reason)
}

const clocks = Array.from({ length: 1440 }, (_, m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}:00`)

function clock(minute: number): string {
  return clocks[Math.min(minute, 1439)] ?? ''
}
