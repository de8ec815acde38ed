import type * as Referral from '#care/referral/contract.ts'
import { referralContract } from '#care/referral/contract.ts'
import type { PackedDepartment } from '#care/referral/rules/packed.ts'
import { criteriaFor, factsOf, partsOf } from '#care/referral/rules/prefill.ts'
import { criteriaPolicies } from '#care/tieredCare/policy.ts'
import { criterionOn } from '#care/tieredCare/rules.ts'
import { ageOn, dayOf } from '#kernel/calendar.ts'
import { refuse } from '#kernel/refusal.ts'
import type { ReferralSummary } from '#record/timeline/contract.ts'
import { notHere, reader, wireOf, writer } from '#web/offline/answerer.ts'
import { nameOf } from '#web/offline/answers/people.ts'
import { inForce } from '#web/offline/answers/visit.ts'
import type { Book, Waiting } from '#web/offline/book.ts'
import { now } from '#web/ui/clock.ts'

/** A referral drafted here. Nothing can be held without the server: it joins the line of its department when it arrives. */
export const referralAnswers = [
  reader(referralContract.openReferForm, (book, { residentId, diagnosis }) => {
    const person = book.person(residentId) ?? notHere()
    const summary = summaryOf(book, residentId)
    const at = new Date(now()).toISOString()
    const facts = factsOf(summary, { age: ageOn(person.birthDate, dayOf(at)), now: at, diagnosis })
    const limitOf = ({ key }: { key: string }) => {
      const policy = criteriaPolicies.get(key)
      return policy ? inForce(book, policy, at) : Number.NaN
    }
    const departments = book.extra<readonly PackedDepartment[]>('departments') ?? []
    return {
      person: nameOf(person),
      summary: partsOf(summary),
      criteria: criteriaFor(facts, { day: dayOf(at), limitOf }),
      place: null,
      departments: departments.map(({ kind: _, ...d }) => ({ ...d, suitable: false, free: [] })),
      open: [],
      advice: [],
    }
  }),

  writer(referralContract.submitReferral, {
    judge: async () =>
      ((await import('#care/referral/contract.ts?whole')) as typeof Referral).referralContract.submitReferral,
    decide(book, { key, at, input }, waiting) {
      const person = book.person(input.residentId) ?? notHere()
      const department =
        (book.extra<readonly PackedDepartment[]>('departments') ?? []).find(
          (d) => d.departmentId === input.toDepartmentId,
        ) ?? notHere()
      if (person.status === 'died') return refuse('died')
      if (input.criterion && !criterionOn(input.criterion, dayOf(at))) return refuse('unknownCriterion')
      if (isWaitingFor(waiting, input)) return refuse('alreadyWaiting')
      return {
        answer: {
          referralId: key,
          residentId: input.residentId,
          status: 'submitted' as const,
          version: 0,
          dueAt: at,
          to: department.facility,
          department: department.name,
          holding: null,
          waiting: true,
        },
        apply: () => undefined,
        // What was measured and decided here today is why the patient is sent.
        dependsOn: waiting
          .filter(
            (each) =>
              each.input.residentId === input.residentId && each.wire !== wireOf(referralContract.submitReferral),
          )
          .map((each) => each.key),
      }
    },
  }),
]

function isWaitingFor(waiting: readonly Waiting[], input: { residentId: string; toDepartmentId: string }): boolean {
  const wire = wireOf(referralContract.submitReferral)
  return waiting.some(
    (each) =>
      each.wire === wire &&
      each.input.residentId === input.residentId &&
      each.input.toDepartmentId === input.toDepartmentId,
  )
}

/** The record as a referral takes it along; the lines of visits stand for the visits. */
function summaryOf(book: Book, residentId: string): ReferralSummary {
  const { entries, ...head } = (book.person(residentId) ?? notHere()).record
  const visits = entries
    .filter((entry) => entry.kind === 'visit')
    .map(({ at, title, detail, facility }, i) => ({
      visitId: `${residentId} ${i}`,
      kind: 'outpatient' as const,
      at,
      endedAt: null,
      facility,
      who: null,
      complaint: detail ?? title,
      diagnoses: [],
    }))
  return { ...head, visits }
}
