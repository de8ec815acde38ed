import { holdingsOf } from '#care/booking/index.ts'
import { actions, cursorOf, positionOf, unless } from '#kernel/action.ts'
import { isRefused, refuse } from '#kernel/refusal.ts'
import { notFound } from '#kernel/transaction.ts'
import { asPerson, findPerson } from '#registry/resident/index.ts'
import { cardOf, rowsOf } from './card.ts'
import { referralContract } from './contract.ts'
import { openForm } from './form.ts'
import { advance, end, useHeldUnit } from './loop.ts'
import { closeVisit, keepPack, openVisit } from './recording.ts'
import { checkDecline, checkNoShow, isInCustody } from './rules.ts'
import * as steps from './steps.ts'
import * as store from './store.ts'
import { submit } from './submitting.ts'

export const referralActions = actions(referralContract, {
  openReferForm: ({ scope, input }) => openForm(scope, input),

  submitReferral: ({ scope, input }) => submit(scope, input),

  async referOutside({ scope, input }) {
    const person = (await findPerson(scope, input.residentId)) ?? notFound()
    const { place, urgency, diagnosis, reason, summary } = input
    const opened = await steps.openOutside(scope, {
      resident_id: input.residentId,
      person: asPerson(person),
      urgency,
      diagnosis_code: diagnosis.code,
      diagnosis_name: diagnosis.name,
      reason,
      summary,
      place,
      from_name: scope.actor.name,
      from_staff_id: scope.actor.staffId,
      fromFacilityId: scope.actor.facilityId,
      redirectedFrom: null,
      viaFacilityId: null,
    })
    return isRefused(opened) ? opened : cardOf(scope, opened)
  },

  async openInbox({ scope, input }) {
    const [rank, due, id] = positionOf(input.cursor, 3) ?? []
    const after = id ? { rank: Number(rank), due: String(due), id: String(id) } : undefined
    const { box, urgency, overdue, today, limit } = input
    const [found, counts] = await Promise.all([store.page(scope, { box, urgency, overdue, today, limit: limit + 1, after }), store.countBoxes(scope)])
    const shown = found.slice(0, limit)
    const last = found.length > limit ? shown.at(-1) : undefined
    return { items: await rowsOf(scope, shown), counts, cursor: last ? cursorOf([last.rank, last.due_at ?? last.submitted_at, last.id]) : null }
  },

  openReferral: ({ scope, input }) => cardOf(scope, input.referralId),

  acceptReferral: ({ scope, input }) =>
    steps.onReferral(scope, { on: input, action: 'accept' }, async (row, status) => {
      const refusal = await steps.secureOnAccept(scope, row, input.sessionId)
      if (refusal) return refusal
      const change = { accepted_at: scope.now, accepted_by: scope.actor.accountId }
      await steps.tellAccepted(scope, row)
      return advance(scope, row, { action: 'accept', status, note: input.note ?? null, change })
    }),

  declineReferral: ({ scope, input }) =>
    steps.onReferral(scope, { on: input, action: 'decline' }, async (row, status) => {
      const refusal = checkDecline(input.reason, input.note)
      if (refusal) return refusal
      const note = [input.reason, input.note].filter(Boolean).join(' | ')
      return end(scope, row, { action: 'decline', status, note, unit: 'released' })
    }),

  requestMore: ({ scope, input }) =>
    steps.onReferral(scope, { on: input, action: 'requestMore' }, (row, status) => {
      const questions = [...row.questions, { at: scope.now, asked: input.question, answer: null }]
      return advance(scope, row, { action: 'requestMore', status, note: input.question, change: { questions } })
    }),

  supplyMore: ({ scope, input }) =>
    steps.onReferral(scope, { on: input, action: 'supplyMore' }, (row, status) => {
      const questions = row.questions.map((q) => (q.answer === null ? { ...q, answer: input.answer } : q))
      return advance(scope, row, { action: 'supplyMore', status, note: input.answer, change: { questions } })
    }),

  redirectReferral: ({ scope, input }) =>
    steps.onReferral(scope, { on: input, action: 'redirect' }, async (row) => {
      const { to, reason } = input
      return 'outside' in to ? await steps.redirectOutside(scope, row, { ...to, reason }) : await steps.redirect(scope, row, { ...to, reason })
    }),

  approveOutside: ({ scope, input }) =>
    steps.onReferral(scope, { on: input, action: 'approve' }, async (row, status) => {
      const refusal = steps.notApprover(scope)
      if (refusal) return refusal
      const note = input.note ?? null
      if (!input.approve) return end(scope, row, { action: 'disapprove', status: 'declined', note, unit: 'released' })
      return advance(scope, row, { action: 'approve', status, note, change: { approved_at: scope.now, approved_by: scope.actor.accountId } })
    }),

  withdrawReferral: ({ scope, input }) =>
    steps.onReferral(scope, { on: input, action: 'withdraw' }, (row, status) =>
      end(scope, row, { action: 'withdraw', status, note: input.reason, unit: 'released' }),
    ),

  markArrived: ({ scope, input }) =>
    steps.onReferral(scope, { on: input, action: 'arrive' }, async (row, status) => {
      await openVisit(scope, row, await useHeldUnit(scope, row))
      // The index of one id does not see what stands under another id of the same person.
      if ((await store.ofOtherIds(scope, row.resident_id)).some((other) => isInCustody(other.status))) return refuse('alreadyInCustody')
      const arrived = advance(scope, row, { action: 'arrive', status, note: null, change: { arrived_at: scope.now } })
      return unless(arrived, { referral_one_in_custody: refuse('alreadyInCustody') })
    }),

  markNoShow: ({ scope, input }) =>
    steps.onReferral(scope, { on: input, action: 'markNoShow' }, async (row, status) => {
      const refusal = checkNoShow((await holdingsOf(scope, [row.id])).get(row.id) ?? null, scope.now)
      return refusal ?? end(scope, row, { action: 'markNoShow', status, note: input.note ?? null, unit: 'noShow' })
    }),

  recordTreatment: ({ scope, input }) =>
    steps.onReferral(scope, { on: input, action: 'treat' }, (row, status) => {
      const treatment = { text: input.treatment, diagnosis: input.diagnosis ?? null }
      return advance(scope, row, { action: 'treat', status, note: null, change: { treated_at: scope.now, treatment } })
    }),

  dischargePatient: ({ scope, input }) =>
    steps.onReferral(scope, { on: input, action: 'discharge' }, async (row, status) => {
      await closeVisit(scope, row)
      return advance(scope, row, { action: 'discharge', status, note: input.note ?? null, change: { discharged_at: scope.now } })
    }),

  sendHome: ({ scope, input }) =>
    steps.onReferral(scope, { on: input, action: 'sendHome' }, async (row) => {
      const refusal = await steps.sendHome(scope, row, { toFacilityId: input.toFacilityId, pack: input.pack })
      return refusal ?? keepPack(scope, row, input.pack)
    }),

  recordFirstContact: ({ scope, input }) =>
    steps.onReferral(scope, { on: input, action: 'firstContact' }, (row, status) =>
      advance(scope, row, { action: 'firstContact', status, note: input.note, change: { first_contact_at: scope.now } }),
    ),

  recordOutcome: ({ scope, input }) =>
    steps.onReferral(scope, { on: input, action: 'recordOutcome' }, (row, status) => {
      const outcome = { outcome: input.outcome, note: input.note }
      return end(scope, row, { action: 'recordOutcome', status, note: input.note, unit: 'keep', change: { outcome } })
    }),

  settleReferral: ({ scope, input }) =>
    steps.onReferral(scope, { on: input, action: 'settle' }, async (row, status) => {
      const again = row.direction === 'down' && input.plan === 'sendElsewhere'
      const refusal = again ? await steps.sendElsewhere(scope, row, input.toFacilityId) : undefined
      return refusal ?? advance(scope, row, { action: 'settle', status, note: `${input.plan} | ${input.note}`, change: { settled_at: scope.now } })
    }),
})
