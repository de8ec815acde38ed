import type { DischargePack } from '#care/referral/contract.ts'
import type { Moment } from '#kernel/calendar.ts'
import { diagnosisThings, visitLine } from '#record/visit/rules/things.ts'
import type { RecordWriter } from './record.ts'
import type { Cast } from './referralCast.ts'
import type { Add } from './sheet.ts'
import { sheets } from './sheets.ts'

type Episode = {
  /** The visit bears the id of its referral, as the platform does it. */
  readonly id: string
  readonly cast: Cast
  readonly stays: boolean
  readonly from: Moment
  readonly until: Moment | null
  readonly diagnosis: { readonly code: string; readonly name: string }
}

/** The time in the hospital's care is a visit in the resident's record. */
export function writeEpisode(add: Add, record: RecordWriter, episode: Episode): void {
  const { id, cast, stays, from, until, diagnosis } = episode
  const on = { residentId: cast.resident.id, facilityId: cast.to.id, visitId: id, at: from }
  const kind = stays ? 'inpatient' : 'outpatient'
  add(sheets.visit, {
    resident_id: cast.resident.id,
    id,
    facility_id: cast.to.id,
    department_id: cast.department.id,
    kind,
    started_at: from,
    ended_at: until,
    practitioner_id: cast.specialist.id,
    practitioner_name: cast.specialist.name,
    first_doctor_id: cast.specialist.id,
    complaint: cast.reason.why,
    note: until ? cast.reason.treatment : null,
    referral_id: id,
    recorded_at: from,
    source: 'synthetic',
  })
  record.enter(on, { id, kind: 'visit', ...visitLine({ kind, complaint: cast.reason.why, diagnoses: [] }) })
  record.write(on, diagnosisThings([diagnosis], { at: from, newId: record.newId }))
}

/** The discharge pack is a document of the record: whoever treats the patient next finds it there. */
export function writePack(record: RecordWriter, on: { id: string; cast: Cast; at: Moment; pack: DischargePack }): void {
  const { id, cast, at, pack } = on
  const title = `出院信息包:${pack.diagnosis}`
  const row = { id: record.newId(), at, kind: 'dischargePack', title, content: pack as never }
  const happening = { residentId: cast.resident.id, facilityId: cast.to.id, visitId: id, at }
  record.write(happening, [{ table: 'document', row, line: { title, detail: null, abnormal: false } }])
}
