import type { Moment } from '#kernel/calendar.ts'
import { ageOn, dayOf } from '#kernel/calendar.ts'
import type { Parsed } from '#kernel/capability.ts'
import type { Policy } from '#kernel/policy.ts'
import { isRefused } from '#kernel/refusal.ts'
import type { PackedRecord } from '#record/timeline/contract.ts'
import type * as Visit from '#record/visit/contract.ts'
import { type VisitDetail, visitContract } from '#record/visit/contract.ts'
import {
  clockSkewMinutes,
  lateDays,
  possibleVitals,
  referenceRanges,
  usualPulsePressure,
  usualVitals,
} from '#record/visit/policy.ts'
import { draftVisit, type NewVisit, rowsOf } from '#record/visit/rules/draft.ts'
import { showVisit } from '#record/visit/rules/show.ts'
import { checkVisit } from '#record/visit/rules/visit.ts'
import { notHere, writer } from '#web/offline/answerer.ts'
import { homeOf } from '#web/offline/answers/people.ts'
import type { Book } from '#web/offline/book.ts'
import { whoWorksHere } from '#web/offline/who.ts'
import { now } from '#web/ui/clock.ts'

type Told = Parsed<typeof visitContract.recordVisit>

/** A visit recorded here: by the rules of the server, with the values in force on its day. */
export const visitAnswers = [
  writer(visitContract.recordVisit, {
    judge: async () => ((await import('#record/visit/contract.ts?whole')) as typeof Visit).visitContract.recordVisit,
    decide(book, { at, input, key }) {
      const told = { ...input, visitId: input.visitId ?? key } as Told
      const person = book.person(told.residentId) ?? notHere()
      const me = whoWorksHere()
      const known = {
        now: new Date(now()).toISOString(),
        birthDate: person.birthDate,
        died: person.status === 'died',
        doctorId: me.staffId,
      }
      const refusal = checkVisit({ ...told, at }, known, limitsOn(book, at))
      if (isRefused(refusal)) return refusal
      const draft = draftVisit(told, {
        at,
        age: ageOn(person.birthDate, dayOf(at)),
        listed: new Map(),
        references: inForce(book, referenceRanges, at),
        by: { staffId: me.staffId, name: me.name, departmentId: null },
      })
      const shown = showVisit({
        residentId: person.residentId,
        ...rowsOf(draft, me),
        facility: homeOf(book),
        firstDoctor: me.name,
      })
      return {
        answer: shown,
        apply: () =>
          book.changePerson(person.residentId, (p) => ({
            ...p,
            record: withVisit(p.record, { draft, shown, facility: p.home }),
          })),
      }
    },
  }),
]

function limitsOn(book: Book, at: Moment) {
  return {
    skewMinutes: inForce(book, clockSkewMinutes, at),
    lateDays: inForce(book, lateDays, at),
    possible: inForce(book, possibleVitals, at),
    usual: inForce(book, usualVitals, at),
    pulsePressure: inForce(book, usualPulsePressure, at),
  }
}

/** The value in force on the day it happened. */
export function inForce<V>(book: Book, policy: Policy<V>, at: Moment): V {
  const found = book.policy(policy, dayOf(at))
  if (!found) throw new Error(`no rule in force for ${policy.key}`)
  return found.value
}

type Added = { readonly draft: NewVisit; readonly shown: VisitDetail; readonly facility: string }

/** The record as it will be: the visit's lines on top, its readings the latest, its medicines among those in use. */
function withVisit(record: PackedRecord, { draft, shown, facility }: Added): PackedRecord {
  const at = shown.startedAt
  const line = { at, kind: 'visit' as const, ...draft.line, source: 'recorded', facility }
  const lines = draft.things.flatMap(({ table, line: said }) =>
    said ? [{ at, kind: table, ...said, source: 'recorded', facility }] : [],
  )
  const measured = shown.observations.flatMap(({ code, name, value, unit, low, high, abnormal, confirmed }) =>
    value === null ? [] : [{ code, name, value, unit, low, high, abnormal, confirmed, at }],
  )
  const newer = new Map(measured.map((vital) => [vital.code, vital]))
  const given = shown.prescriptions.map(({ status: _, quantity: __, ...p }) => ({ ...p, facility }))
  const names = new Set(given.map((p) => p.name))
  return {
    ...record,
    vitals: [
      ...record.vitals.map((vital) => newer.get(vital.code) ?? vital),
      ...measured.filter((m) => !record.vitals.some((v) => v.code === m.code)),
    ],
    prescriptions: [...given, ...record.prescriptions.filter((p) => !names.has(p.name))],
    problems: [
      ...shown.diagnoses
        .filter((d) => !record.problems.some((p) => p.code === d.code))
        .map(({ principal: _, status: __, ...d }) => ({ ...d, since: at, facility })),
      ...record.problems,
    ],
    allergies: [
      ...draft.things.flatMap(({ table, row }) =>
        table === 'allergy'
          ? [
              {
                name: String(row.name),
                category: null,
                criticality: (row.criticality as string | null) ?? null,
                reaction: (row.reaction as string | null) ?? null,
                at,
              },
            ]
          : [],
      ),
      ...record.allergies,
    ],
    entries: [line, ...lines, ...record.entries],
  }
}
