import { fenToJson } from '#kernel/fen.ts'
import type { VisitDetail } from '../contract.ts'
import type { ThingRows, VisitRow } from './rows.ts'

type Loaded = {
  readonly residentId: string
  readonly visit: VisitRow
  readonly things: ThingRows
  readonly facility: string
  readonly firstDoctor: string | null
}

/** A visit as the screen shows it. */
export function showVisit({ residentId, visit, things, facility, firstDoctor }: Loaded): VisitDetail {
  return {
    residentId,
    visitId: visit.id,
    kind: visit.kind,
    startedAt: visit.started_at,
    endedAt: visit.ended_at,
    facilityId: visit.facility_id,
    facility,
    who: visit.practitioner_name,
    firstDoctor,
    complaint: visit.complaint,
    advice: visit.advice,
    note: visit.note,
    lateReason: visit.late_reason,
    source: visit.source,
    diagnoses: things.diagnoses.map(({ rank, ...d }) => ({ ...d, principal: rank === 1 })),
    observations: things.observations.map((o) => ({
      observationId: o.id,
      partOf: o.part_of,
      system: o.system,
      code: o.code,
      name: o.name,
      value: o.value_number,
      text: o.value_text,
      unit: o.unit,
      low: o.range_low,
      high: o.range_high,
      abnormal: o.abnormal,
      confirmed: o.confirmed,
      at: o.at,
    })),
    prescriptions: things.prescriptions.map(({ until_at, ...p }) => ({ ...p, until: until_at })),
    procedures: things.procedures,
    reports: things.reports,
    documents: things.documents.map(({ id, ...d }) => ({ documentId: id, ...d })),
    charges: things.charges.map(({ amount, fund_pay, self_pay, ...c }) => ({
      ...c,
      amount: fenToJson(amount),
      fundPay: fund_pay === null ? null : fenToJson(fund_pay),
      selfPay: self_pay === null ? null : fenToJson(self_pay),
    })),
  }
}
