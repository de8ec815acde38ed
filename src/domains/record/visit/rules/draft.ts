import type { Parsed } from '#kernel/capability.ts'
import { newId } from '#kernel/ids.ts'
import type { visitContract } from '../contract.ts'
import type { VisitKind } from '../labels.ts'
import type { References } from '../policy.ts'
import type { ThingRows, VisitRow } from './rows.ts'
import { allergyThings, chargeThings, diagnosisThings, type Line, prescriptionThings, type Thing, visitLine, vitalThings } from './things.ts'

export type NewVisit = {
  readonly id: string
  readonly residentId: string
  readonly kind: VisitKind
  readonly startedAt: string
  readonly endedAt?: string | null | undefined
  readonly departmentId?: string | null | undefined
  readonly practitionerId: string | null
  readonly practitionerName: string | null
  readonly firstDoctorId: string | null
  readonly complaint?: string | null | undefined
  readonly note?: string | null | undefined
  readonly advice?: string | null | undefined
  readonly lateReason?: string | null | undefined
  readonly referralId?: string | null | undefined
  readonly line: Line
  readonly things: readonly Thing[]
}

export type Told = Parsed<typeof visitContract.recordVisit>
export type Drafting = {
  readonly at: string
  readonly age: number
  /** What the code lists call the codes, by `kind code`. */
  readonly listed: ReadonlyMap<string, string>
  readonly references: References
  readonly by: { readonly staffId: string | null; readonly name: string; readonly departmentId: string | null }
}

/** The rows of a visit as it was told. A code of the list has the name of the list, whatever was sent beside it. */
export function draftVisit(told: Told, { at, age, listed, references, by }: Drafting): NewVisit {
  const diagnoses = told.diagnoses.map((d) => ({ ...d, name: listed.get(`diagnosis ${d.code}`) ?? d.name }))
  const prescriptions = told.prescriptions.map((p) => ({ ...p, name: listed.get(`medication ${p.code}`) ?? p.name }))
  const on = { at, newId }
  return {
    id: told.visitId ?? newId(),
    residentId: told.residentId,
    kind: told.kind,
    startedAt: at,
    departmentId: told.departmentId ?? by.departmentId,
    practitionerId: by.staffId,
    practitionerName: by.name,
    firstDoctorId: by.staffId,
    complaint: told.complaint,
    note: told.note,
    advice: told.advice,
    lateReason: told.lateReason,
    line: visitLine({ kind: told.kind, complaint: told.complaint ?? null, diagnoses }),
    things: [
      ...diagnosisThings(diagnoses, on),
      ...vitalThings(told.vitals, { ...on, age, references, confirmed: told.confirmed }),
      ...allergyThings(told.allergies, on),
      ...prescriptionThings(prescriptions, on),
      ...chargeThings(told.charges, on),
    ],
  }
}

/** A draft as it will stand once it is saved: for showing it where there is no database. */
export function rowsOf(draft: NewVisit, place: { facilityId: string }): { visit: VisitRow; things: ThingRows } {
  const of = (table: Thing['table']) => draft.things.filter((thing) => thing.table === table).map((thing) => ({ ...empty, ...thing.row }) as never)
  const visit = {
    id: draft.id,
    kind: draft.kind,
    started_at: draft.startedAt,
    ended_at: null,
    facility_id: place.facilityId,
    practitioner_name: draft.practitionerName,
    first_doctor_id: draft.firstDoctorId,
    complaint: draft.complaint ?? null,
    note: draft.note ?? null,
    advice: draft.advice ?? null,
    late_reason: draft.lateReason ?? null,
    source: 'recorded',
  } as VisitRow
  const things = {
    diagnoses: of('diagnosis'),
    observations: of('observation'),
    prescriptions: of('prescription'),
    procedures: [],
    reports: [],
    documents: [],
    charges: draft.things.flatMap(({ table, row }) => {
      if (table !== 'charge') return []
      const { amount, fund_pay, self_pay } = row
      return { ...row, amount: BigInt(Number(amount)), fund_pay: BigInt(Number(fund_pay)), self_pay: BigInt(Number(self_pay)) } as never
    }),
  } as ThingRows
  return { visit, things }
}

const empty = { value_number: null, value_text: null, unit: null, range_low: null, range_high: null, abnormal: null, confirmed: false, part_of: null }
