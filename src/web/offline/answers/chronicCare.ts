import type * as Chronic from '#care/chronicCare/contract.ts'
import { chronicCareContract } from '#care/chronicCare/contract.ts'
import {
  agreeAtMostDays,
  askAgainDays,
  confirmDays,
  earlyDays,
  findAgainDays,
  homeVisitDays,
  recheckDays,
  transferDays,
  unansweredCalls,
} from '#care/chronicCare/policy.ts'
import { called, decideCall } from '#care/chronicCare/rules/calls.ts'
import { cardOf } from '#care/chronicCare/rules/card.ts'
import { followed } from '#care/chronicCare/rules/followed.ts'
import { decideFollowUp, type Told } from '#care/chronicCare/rules/followUp.ts'
import { type Held, settle, statusFor } from '#care/chronicCare/rules/held.ts'
import { rulesOn } from '#care/chronicCare/rules/inForce.ts'
import { openedForm, promptsToday } from '#care/chronicCare/rules/opened.ts'
import { type PackedPatient, patientOf, screeningFacts } from '#care/chronicCare/rules/packed.ts'
import { managedPrograms } from '#care/chronicCare/rules/patient.ts'
import { diagnoseAll, showScreening, suspect } from '#care/chronicCare/rules/screening.ts'
import { urgentReferral } from '#care/chronicCare/rules/urgent.ts'
import { readValues } from '#care/chronicCare/rules/values.ts'
import type { PackedPerson, PackedRules } from '#care/pack/rules.ts'
import { ageOn, dayOf, type Moment } from '#kernel/calendar.ts'
import { isRefused, refuse } from '#kernel/refusal.ts'
import { clockSkewMinutes, lateDays } from '#record/visit/policy.ts'
import { checkMoment } from '#record/visit/rules/visit.ts'
import { notHere, reader, writer } from '#web/offline/answerer.ts'
import { nameOf } from '#web/offline/answers/people.ts'
import { inForce } from '#web/offline/answers/visit.ts'
import type { Book } from '#web/offline/book.ts'
import { whoWorksHere } from '#web/offline/who.ts'
import { now } from '#web/ui/clock.ts'

/** Follow-up, screening and the calls of the overdue, decided here by the rules of their day. */

const part = 'chronicCare'
const whole = async () => ((await import('#care/chronicCare/contract.ts?whole')) as typeof Chronic).chronicCareContract

export const chronicAnswers = [
  reader(chronicCareContract.openFollowUp, (book, { residentId }) => {
    const opening = openingOf(book, residentId)
    return {
      residentId,
      person: nameOf(opening.person),
      managed: opening.packed ? cardHere(opening.packed) : null,
      ...openedForm(opening),
    }
  }),

  reader(chronicCareContract.openVisitPrompts, (book, { residentId }) => ({
    residentId,
    prompts: promptsToday(openingOf(book, residentId)),
  })),

  reader(chronicCareContract.openManaged, (book, { managedId }) =>
    cardHere((managedHere(book, managedId) ?? notHere()).packed),
  ),

  reader(chronicCareContract.listOverdue, (book, { disease }) => {
    const today = dayOf(new Date(now()))
    const all = patientsIn(book).map(({ packed }) => packed)
    const overdue = all
      .filter(({ row }) => row.next_due_on !== null && row.next_due_on < today)
      .filter(({ programs }) => disease === undefined || programs.some((p) => p.disease === disease))
      .sort((a, b) => b.row.risk - a.row.risk || ((a.row.next_due_on ?? '') < (b.row.next_due_on ?? '') ? -1 : 1))
    const counts = {
      overdue: overdue.length,
      lost: all.filter(({ row }) => row.status === 'lost').length,
      today: all.filter(({ row }) => row.next_due_on === today).length,
    }
    return { items: overdue.map(cardHere), counts, cursor: null }
  }),

  writer(chronicCareContract.recordFollowUp, {
    judge: async () => (await whole()).recordFollowUp,
    decide(book, { key, at, input }) {
      const { person, packed, patient } = openingOf(book, input.residentId)
      if (whoWorksHere().staffId === null) return refuse('noDoctor')
      if (!packed) return refuse('notManaged')
      const told = { ...input, at } as Told
      const decided = decideFollowUp(patient, { told, rules: rulesHere(book, at), now: new Date(now()).toISOString() })
      if (isRefused(decided)) return decided
      const on = decided.facts.on
      const isLatest = (packed.row.last_follow_up_on ?? '') <= on
      const after = followed(packed, {
        on,
        by: { mode: input.mode, who: whoWorksHere().name },
        programs: decided.programs,
        decided,
        diagnoses: patient.diagnoses,
        person: nameOf(person),
        isLatest,
      })
      const next = settled(book, after, at)
      const { results, nextDueOn, advice, lifestyle, referral, counts } = decided
      const id = input.followUpId ?? key
      return {
        answer: {
          followUpId: id,
          visitId: id,
          residentId: input.residentId,
          occurredAt: at,
          results,
          nextDueOn,
          advice,
          lifestyle,
          referral,
          counts,
          managed: cardHere({ ...packed, ...next }),
        },
        apply: () => keep(book, person, { ...packed, ...next }),
        predicted: {
          nextDueOn,
          results: results.map(({ disease, reportClass, nextDueOn: due }) => ({
            disease,
            reportClass,
            nextDueOn: due,
          })),
        },
      }
    },
  }),

  writer(chronicCareContract.recordScreening, {
    judge: async () => (await whole()).recordScreening,
    decide(book, { key, at, input }) {
      const { person, packed, patient, facts, rules } = openingOf(book, input.residentId, at)
      if (whoWorksHere().staffId === null) return refuse('noDoctor')
      const day = dayOf(at)
      const limits = { skewMinutes: inForce(book, clockSkewMinutes, at), lateDays: inForce(book, lateDays, at) }
      const wrongTime = checkMoment(
        { at, lateReason: input.lateReason },
        { now: new Date(now()).toISOString(), birthDate: person.birthDate, died: patient.isDead },
        limits,
      )
      if (wrongTime) return wrongTime
      const age = ageOn(person.birthDate, day)
      const given = {
        readings: input.readings ?? {},
        answers: input.answers ?? {},
        symptoms: input.symptoms,
        confirmed: input.confirmed ?? [],
      }
      const read = readValues(given, { age, rules })
      if (isRefused(read)) return read
      if (Object.keys(read.values).length === 0)
        return refuse('fieldsMissing', { fields: [{ field: 'readings', label: { zh: '测量值', en: 'A reading' } }] })
      const source = input.source ?? 'office'
      const measured = { on: day, source, values: read.values, symptoms: given.symptoms }
      const found = diagnoseAll(patient.programs, {
        facts: { ...facts, measured: [...facts.measured, measured] },
        rules,
      })
      const told = {
        ...given,
        source,
        day,
        age,
        sex: person.sex,
        diagnoses: patient.diagnoses,
        readings: read.values,
        medications: patient.medications,
      }
      const programs = suspect(patient.programs, { found, day, rules })
      const after = packed && {
        ...packed,
        ...settled(book, { row: { ...packed.row, status: statusFor(programs) }, programs }, at),
        measured: [...packed.measured, measured],
      }
      return {
        answer: {
          visitId: input.screeningId ?? key,
          residentId: input.residentId,
          results: found.map(showScreening),
          referral: urgentReferral(found, { told, rules }),
          managed: after ? cardHere(after) : null,
        },
        apply: () => after && keep(book, person, after),
        predicted: { results: found.map(({ disease, diagnosed }) => ({ disease, outcome: diagnosed.outcome })) },
      }
    },
  }),

  writer(chronicCareContract.recordCall, {
    judge: async () => (await whole()).recordCall,
    decide(book, { at, input }) {
      const found = managedHere(book, input.managedId) ?? notHere()
      const { person, packed } = found
      const today = dayOf(at)
      const standing = {
        status: packed.row.status,
        unansweredCalls: packed.row.unanswered_calls,
        hasDiseases: managedPrograms(packed.programs).length > 0,
      }
      const values = {
        unansweredCalls: inForce(book, unansweredCalls, at),
        homeVisitDays: inForce(book, homeVisitDays, at),
        askAgainDays: inForce(book, askAgainDays, at),
        agreeAtMostDays: inForce(book, agreeAtMostDays, at),
      }
      const effect = decideCall(input, { standing, today, values })
      if (isRefused(effect)) return effect
      const after = called(packed, { effect, input: { ...input, note: input.note ?? '' }, today, at })
      const next = { ...packed, ...settled(book, after, at) }
      const counted = { ...next, row: { ...next.row, version: next.row.version + 1 } }
      return { answer: { ...cardHere(counted), said: effect.said }, apply: () => keep(book, person, counted) }
    },
  }),
]

function openingOf(book: Book, residentId: string, at: Moment = new Date(now()).toISOString()) {
  const person = book.person(residentId) ?? notHere()
  const packed = book.part<PackedPatient>(residentId, part)
  const rules = rulesHere(book, at)
  const facts = screeningFacts(person, packed, { day: dayOf(at), rules })
  const patient = patientOf(person, packed)
  return { person, packed, row: packed?.row, patient, facts, rules, earlyDays: inForce(book, earlyDays, at) }
}

function rulesHere(book: Book, at: Moment) {
  const rules = book.extra<PackedRules>('rules')
  return rulesOn({ day: dayOf(at), ...(rules ? { place: rules.place, overrides: rules.overrides } : {}) })
}

function patientsIn(book: Book): { person: PackedPerson; packed: PackedPatient }[] {
  return book.people().flatMap((person) => {
    const packed = person.parts[part] as PackedPatient | undefined
    return packed ? [{ person, packed }] : []
  })
}

function managedHere(book: Book, managedId: string) {
  return patientsIn(book).find(({ packed }) => packed.row.id === managedId)
}

function cardHere(packed: PackedPatient) {
  return cardOf(packed, { today: dayOf(new Date(now())), facility: packed.facility })
}

/** The next step and its day, as the server will set them. */
function settled(book: Book, held: Held, at: Moment): Held {
  const values = {
    confirmDays: inForce(book, confirmDays, at),
    recheckDays: inForce(book, recheckDays, at),
    findAgainDays: inForce(book, findAgainDays, at),
    transferDays: inForce(book, transferDays, at),
  }
  return settle(held, { today: dayOf(new Date(now())), values })
}

/** What stands in the pack from now on; the duty that was done is no longer there, and the next one is for another day. */
function keep(book: Book, person: PackedPerson, packed: PackedPatient): void {
  book.changePart(person.residentId, part, packed)
  const next = packed.row.next_due_on
  const today = dayOf(new Date(now()))
  if (!next || next > today)
    book.closeDuties((duty) => duty.subject.kind === 'managed' && duty.subject.id === packed.row.id)
}
