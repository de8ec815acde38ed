import { type VisitKind, visitKind } from '#record/visit/contract.ts'
import { referenced } from '../identity.ts'
import { codeOf, type Json, moment, name, need, object, objects, Unfit } from '../json.ts'
import type { Around, Taken } from '../taken.ts'
import { past, words } from './about.ts'

/** FHIR's classes of an encounter in our words; what is not among them is `other`. */
const kinds: Readonly<Record<string, VisitKind>> = {
  AMB: 'outpatient',
  EMER: 'emergency',
  IMP: 'inpatient',
  ACUTE: 'inpatient',
  NONAC: 'inpatient',
  SS: 'inpatient',
  OBSENC: 'inpatient',
  HH: 'homeVisit',
  FLD: 'outreachVisit',
  VR: 'remote',
}

export function encounter(resource: Json, around: Around): Taken {
  const period = object(resource.period)
  const at = past(need(moment(period?.start), 'period.start'), around)
  const end = moment(period?.end) ?? null
  if (end !== null && Date.parse(end) < Date.parse(at)) throw new Unfit('impossibleDate', 'it ends before it begins')
  const kind = kinds[name(object(resource.class)?.code) ?? codeOf(resource.class) ?? ''] ?? 'other'
  const doctor = objects(resource.participant)
    .map((p) => object(p.individual))
    .find((i) => i !== undefined)
  const type = words(objects(resource.type)[0])
  const complaint =
    objects(resource.reasonCode)
      .flatMap((r) => words(r) ?? [])
      .join('; ')
      .slice(0, 500) || null
  return {
    target: 'visit',
    subject: need(referenced(resource.subject, ['Patient'], around.names), 'subject'),
    place: referenced(resource.serviceProvider, ['Organization'], around.names),
    practitioner: doctor && referenced(doctor, ['Practitioner', 'PractitionerRole'], around.names),
    rows: [{ kind, started_at: at, ended_at: end, practitioner_name: name(doctor?.display) ?? null, complaint, note: type }],
    line: { at, title: type ?? visitKind.labels[kind].zh, detail: complaint, abnormal: false },
  }
}
