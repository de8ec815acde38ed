import { actions, cursorOf, positionOf } from '#kernel/action.ts'
import { stale } from '#kernel/capability.ts'
import { newId } from '#kernel/ids.ts'
import { isRefused, refuse } from '#kernel/refusal.ts'
import { policyOf, type Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import { findFacility } from '#registry/facility/index.ts'
import { asPerson } from '#registry/resident/index.ts'
import { calling } from './calling.ts'
import { cardsOf, oneCard } from './card.ts'
import { confirm } from './confirming.ts'
import { chronicCareContract } from './contract.ts'
import { openWayHome } from './leaving.ts'
import { loadEvidence, loadPatient, rulesAt } from './loading.ts'
import { save } from './loop.ts'
import { masked, openPanel, panelPage } from './panel.ts'
import * as policy from './policy.ts'
import { recordFollowUp } from './recording.ts'
import { conflictsOn } from './rules/conflicts.ts'
import { statusFor } from './rules/held.ts'
import { turnsOf } from './rules/history.ts'
import { openedForm, promptsToday } from './rules/opened.ts'
import { recordScreening } from './screening.ts'
import { showFollowUps, targetsFor } from './showing.ts'
import * as store from './store.ts'

export const chronicCareActions = actions(chronicCareContract, {
  async openFollowUp({ scope, input }) {
    const loaded = await loadPatient(scope, input.residentId)
    const { patient, person, held, diagnoses } = loaded
    const day = scope.today
    const rules = rulesAt(scope, { day, ...(held ? { place: { facilityId: held.row.facility_id } } : {}) })
    const facts = await loadEvidence(scope, input.residentId, { day, person, diagnoses, answers: patient.lastAnswers, rules })
    const opening = { patient, facts, row: held?.row, rules, earlyDays: policyOf(scope, policy.earlyDays) }
    return {
      residentId: input.residentId,
      person: asPerson(person),
      managed: held ? await oneCard(scope, held) : null,
      ...openedForm(opening),
    }
  },

  async recordFollowUp({ scope, input }) {
    return recordFollowUp(scope, input)
  },

  async listFollowUps({ scope, input }) {
    const [at, id] = positionOf(input.cursor, 2) ?? []
    const after = at ? { at: String(at), id: String(id) } : undefined
    const rows = await store.followUpsOf(scope, input.residentId, { limit: input.limit + 1, after })
    const shown = rows.slice(0, input.limit)
    const last = rows.length > input.limit ? shown.at(-1) : undefined
    const [items, targets] = await Promise.all([showFollowUps(scope, shown), targetsFor(scope, input.residentId)])
    return { items, targets, cursor: last ? cursorOf([last.occurred_at, last.id]) : null }
  },

  async openVisitPrompts({ scope, input }) {
    const { patient, person, held, diagnoses } = await loadPatient(scope, input.residentId)
    const rules = rulesAt(scope, { day: scope.today })
    const facts = await loadEvidence(scope, input.residentId, { day: scope.today, person, diagnoses, answers: patient.lastAnswers, rules })
    const prompts = promptsToday({ patient, facts, row: held?.row, rules, earlyDays: policyOf(scope, policy.earlyDays) })
    return { residentId: input.residentId, prompts }
  },

  async recordScreening({ scope, input }) {
    return recordScreening(scope, input)
  },

  async confirmDiagnosis({ scope, input }) {
    return confirm(scope, input)
  },

  async openManaged({ scope, input }) {
    return oneCard(scope, (await store.findManaged(scope, input.managedId)) ?? notFound())
  },

  async openManagedHistory({ scope, input }) {
    return { items: turnsOf(await store.historyOf(scope, input.residentId)) }
  },

  async openWayHome({ scope, input }) {
    return openWayHome(scope, input)
  },

  async listOverdue({ scope, input }) {
    const [risk, due, id] = positionOf(input.cursor, 3) ?? []
    const after = due ? { risk: Number(risk), due: String(due), id: String(id) } : undefined
    const [held, counts] = await Promise.all([store.overdue(scope, { limit: input.limit + 1, disease: input.disease, after }), store.countOverdue(scope)])
    const shown = held.slice(0, input.limit)
    const last = held.length > input.limit ? shown.at(-1) : undefined
    const cursor = last ? cursorOf([last.row.risk, last.row.next_due_on ?? '', last.row.id]) : null
    return { items: await cardsOf(scope, shown), counts, cursor }
  },

  async recordCall({ scope, input }) {
    const held = (await store.findManaged(scope, input.managedId, { isLocked: true })) ?? notFound()
    if (held.row.version !== input.version) return refuse('stale', { ...(await oneCard(scope, held)), said: stale })
    if (input.movedTo && !(await findFacility(scope, input.movedTo))) return refuse('unknownPlace')
    const called = calling(scope, held, input)
    if (isRefused(called)) return called
    const call = { id: input.callId ?? newId(), outcome: input.outcome, agreedOn: input.agreedOn ?? null, note: input.note }
    const saved = await save(scope, called.held, { action: 'call', data: { callId: call.id, outcome: input.outcome } })
    await store.insertCall(scope, saved.row, call)
    if (input.outcome === 'moved') await store.moveRows(scope, saved.row)
    return { ...(await oneCard(scope, saved)), said: called.said }
  },

  async answerTransfer({ scope, input }) {
    const held = (await store.findManaged(scope, input.managedId, { isLocked: true })) ?? notFound()
    if (held.row.version !== input.version) return refuse('stale', await oneCard(scope, held))
    const { row, programs } = held
    if (row.status !== 'transferring' || !row.transfer_facility_id) return refuse('notTransferring')
    if (!scope.actor.facilities.includes(row.transfer_facility_id)) return refuse('notYours')
    const facility_id = input.accept ? row.transfer_facility_id : row.facility_id
    const back = { ...row, facility_id, transfer_facility_id: input.accept ? null : row.transfer_facility_id, transfer_on: null, status: statusFor(programs) }
    const saved = await save(scope, { row: back, programs }, { action: input.accept ? 'takeOver' : 'decline', data: { note: input.note } })
    await store.moveRows(scope, saved.row)
    return oneCard(scope, saved)
  },

  async openPanel({ scope, input }) {
    return openPanel(scope, { year: yearIn(scope, input), facilities: scope.actor.facilities })
  },

  async listPanel({ scope, input }) {
    return panelPage(scope, { ...input, year: yearIn(scope, input), facilities: scope.actor.facilities })
  },

  async openCountyPanel({ scope, input }) {
    return openPanel(scope, { year: yearIn(scope, input), facilities: null })
  },

  async listCountyPanel({ scope, input }) {
    return masked(await panelPage(scope, { ...input, year: yearIn(scope, input), facilities: null }))
  },

  async openConflicts({ scope, input }) {
    const on = input.on ?? scope.today
    return { on, items: conflictsOn(on) }
  },
})

function yearIn(scope: Scope, { year }: { year?: number | undefined }): number {
  return year ?? Number(scope.today.slice(0, 4))
}
