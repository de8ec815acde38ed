import { codeOf, type Json, moment, name, object, objects, string } from '../json.ts'
import type { Around, Taken } from '../taken.ts'
import { about, what, when, words } from './about.ts'

/** A diagnosis is a problem until its source says that it ended. */
const ended = new Set(['resolved', 'inactive', 'remission'])
const doubted = new Set(['refuted'])

export function condition(resource: Json, around: Around): Taken {
  const { subject, visit } = about(resource, around)
  const at = when(around, resource.onsetDateTime, object(resource.onsetPeriod)?.start, resource.recordedDate)
  const code = what(resource.code)
  const verification = codeOf(resource.verificationStatus) ?? ''
  const status = ended.has(codeOf(resource.clinicalStatus) ?? '') ? 'resolved' : doubted.has(verification) ? verification : 'active'
  return {
    target: 'diagnosis',
    subject,
    visit,
    // Rank 0: which one was the principal diagnosis is not said.
    rows: [
      {
        ...code,
        rank: 0,
        status,
        onset_at: moment(resource.onsetDateTime) ?? null,
        ended_at: moment(resource.abatementDateTime) ?? null,
        at,
      },
    ],
    line: { at, title: code.name, detail: code.code || null, abnormal: false },
  }
}

export function procedure(resource: Json, around: Around): Taken {
  const { subject, visit } = about(resource, around)
  const period = object(resource.performedPeriod)
  const at = when(around, resource.performedDateTime, period?.start)
  const code = what(resource.code)
  return {
    target: 'procedure',
    subject,
    visit,
    rows: [{ ...code, status: name(resource.status) ?? 'unknown', at, ended_at: moment(period?.end) ?? null }],
    line: { at, title: code.name, detail: code.code || null, abnormal: false },
  }
}

export function immunization(resource: Json, around: Around): Taken {
  const { subject, visit } = about(resource, around)
  const at = when(around, resource.occurrenceDateTime, resource.recorded)
  const code = what(resource.vaccineCode)
  const status = name(resource.status) ?? 'unknown'
  return {
    target: 'immunization',
    subject,
    visit,
    rows: [{ ...code, status, lot: name(resource.lotNumber) ?? null, at }],
    line: { at, title: code.name, detail: status === 'completed' ? null : status, abnormal: false },
  }
}

export function allergy(resource: Json, around: Around): Taken {
  const { subject, visit } = about(resource, around)
  const at = when(around, resource.onsetDateTime, resource.recordedDate, resource.lastOccurrence)
  const code = what(resource.code ?? objects(resource.reaction)[0]?.substance)
  const reaction =
    objects(resource.reaction)
      .flatMap((r) => objects(r.manifestation).flatMap((m) => words(m) ?? []))
      .join(', ')
      .slice(0, 500) || null
  const category = Array.isArray(resource.category) ? (name(resource.category[0]) ?? null) : null
  const status = ended.has(codeOf(resource.clinicalStatus) ?? '') ? 'resolved' : 'active'
  return {
    target: 'allergy',
    subject,
    visit,
    rows: [{ ...code, category, criticality: name(resource.criticality) ?? null, reaction, status, at }],
    line: { at, title: code.name, detail: reaction, abnormal: true },
  }
}

const reportKinds: Readonly<Record<string, string>> = {
  LAB: 'laboratory',
  RAD: 'imaging',
  IMG: 'imaging',
  CT: 'imaging',
  US: 'imaging',
  EC: 'ecg',
  PAT: 'pathology',
}

export function diagnosticReport(resource: Json, { results, ...around }: Around & { results: readonly string[] }): Taken {
  const { subject, visit } = about(resource, around)
  const at = when(around, resource.effectiveDateTime, object(resource.effectivePeriod)?.start, resource.issued)
  const code = what(resource.code)
  const category = name(objects(objects(resource.category)[0]?.coding)[0]?.code) ?? 'other'
  const conclusion =
    string(resource.conclusion) ??
    (objects(resource.conclusionCode)
      .flatMap((c) => words(c) ?? [])
      .join('; ') ||
      (attachedText(resource) ?? null))
  return {
    target: 'diagnostic_report',
    subject,
    visit,
    needs: results,
    rows: [{ kind: reportKinds[category] ?? 'other', ...code, conclusion, status: name(resource.status) ?? 'unknown', at }],
    line: { at, title: code.name, detail: conclusion?.slice(0, 200) ?? null, abnormal: false },
  }
}

/** A report that is itself a text. */
function attachedText(resource: Json): string | undefined {
  const attachment = objects(resource.presentedForm).find((f) => String(f.contentType).startsWith('text/plain') && typeof f.data === 'string')
  return attachment && string(Buffer.from(String(attachment.data), 'base64').toString('utf8').slice(0, 20_000))
}
