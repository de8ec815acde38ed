import { actions, cursorOf, positionOf } from '#kernel/action.ts'
import { addDays, startOf } from '#kernel/calendar.ts'
import { type NewDuty, openDuty, passOn } from '#kernel/duty.ts'
import { isRefused, refuse } from '#kernel/refusal.ts'
import { policyOf, type Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import { findFacility, namesOf } from '#registry/facility/index.ts'
import { supervisionContract } from './contract.ts'
import type { findingKind } from './labels.ts'
import { rectification } from './policy.ts'
import { answererAt, dueOn, type Step, take } from './rules.ts'
import * as store from './store.ts'

const subject = (id: string) => ({ kind: 'finding', id })

export const supervisionActions = actions(supervisionContract, {
  async listFindings({ scope, input }) {
    const [due, id] = positionOf(input.cursor, 2) ?? []
    const after = due ? { dueOn: String(due), id: String(id) } : undefined
    const [rows, counts] = await Promise.all([store.findings(scope, { status: input.status, limit: input.limit + 1, after }), store.countFindings(scope)])
    const shown = rows.slice(0, input.limit)
    const last = rows.length > input.limit ? shown.at(-1) : undefined
    const names = await namesOf(
      scope,
      shown.map((r) => r.facility_id),
    )
    return { items: shown.map((r) => card(scope, r, names)), counts, cursor: last ? cursorOf([last.due_on, last.id]) : null }
  },

  async openFinding({ scope, input }) {
    return whole(scope, input.findingId)
  },

  async fileFinding({ scope, input }) {
    const { facilityId } = input
    if (!scope.actor.facilities.includes(facilityId)) return refuse('notSeconded')
    const due = dueOn(input, { today: scope.today, days: policyOf(scope, rectification) })
    if (isRefused(due)) return due
    const { kind, severity, text, required } = input
    const id = await store.insertFinding(scope, { facility_id: facilityId, kind, severity, text, required, due_on: due })
    const row = (await store.findFinding(scope, id)) ?? notFound()
    await openDuty(scope, await toMend(scope, row), { isNext: true })
    return whole(scope, id)
  },

  async answerFinding({ scope, input }) {
    return move(scope, input, { step: 'answered', text: input.answer })
  },

  async closeFinding({ scope, input }) {
    return move(scope, input, { step: input.outcome === 'rectified' ? 'closed' : 'returned', text: input.note })
  },
})

async function move(scope: Scope, input: { findingId: string; version: number }, by: { step: Step; text: string }) {
  const row = (await store.findFinding(scope, input.findingId, { isLocked: true })) ?? notFound()
  if (row.version !== input.version) return refuse('stale', await whole(scope, row.id))
  const taken = take(by.step, row.status)
  if (isRefused(taken)) return taken
  await store.moveFinding(scope, row, { ...by, status: taken.to })
  await passOn(scope, subject(row.id), { outcome: by.step, next: await nextOf(scope, row, by.step) })
  return whole(scope, row.id)
}

async function nextOf(scope: Scope, row: store.FindingRow, step: Step): Promise<NewDuty | null> {
  if (step === 'closed') return null
  return step === 'answered' ? toCheck(scope, row) : toMend(scope, row)
}

/** The facility's turn. A finding that is sent back has not more time than before, but at least until tomorrow. */
async function toMend(scope: Scope, row: store.FindingRow): Promise<NewDuty> {
  const facility = await findFacility(scope, row.facility_id)
  const last = [row.due_on, scope.today].toSorted().at(-1) ?? scope.today
  const owner = { facilityId: row.facility_id, role: answererAt(facility?.kind ?? '') }
  return duty(row, { kind: 'mendFinding', owner, due: startOf(addDays(last, 1)), place: facility?.short_name ?? '' })
}

/** The supervisor's turn, in person while seconded there. */
async function toCheck(scope: Scope, row: store.FindingRow): Promise<NewDuty> {
  const facility = await findFacility(scope, row.facility_id)
  const owner = { facilityId: row.facility_id, role: 'publicHealthSupervisor', personId: row.filed_by }
  const due = startOf(addDays(scope.today, policyOf(scope, rectification).check + 1))
  return duty(row, { kind: 'checkFinding', owner, due, place: facility?.short_name ?? '' })
}

type Turn = Pick<NewDuty, 'kind' | 'owner' | 'due'> & { readonly place: string }

function duty(row: store.FindingRow, { kind, owner, due, place }: Turn): NewDuty {
  const risk = { minor: 0, major: 1, critical: 2 }[row.severity]
  return { kind, subject: subject(row.id), owner, due, involved: [row.facility_id], risk, card: { why: row.text, from: place, by: row.filed_by_name } }
}

type Names = Awaited<ReturnType<typeof namesOf>>
type Kind = (typeof findingKind.codes)[number]

function card(scope: Scope, row: store.FindingRow, names: Names) {
  return {
    findingId: row.id,
    facility: names.get(row.facility_id)?.name ?? '',
    kind: row.kind as Kind,
    severity: row.severity,
    text: row.text,
    required: row.required,
    dueOn: row.due_on,
    isOverdue: row.status !== 'closed' && row.due_on < scope.today,
    status: row.status,
    rounds: row.rounds,
    filedBy: row.filed_by_name,
    filedAt: row.filed_at,
    answer: row.answer,
    version: row.version,
  }
}

async function whole(scope: Scope, id: string) {
  const row = (await store.findFinding(scope, id)) ?? notFound()
  const [names, history] = await Promise.all([namesOf(scope, [row.facility_id]), store.historyOf(scope, id)])
  return { ...card(scope, row, names), history }
}
