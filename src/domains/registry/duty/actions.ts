import { actions, cursorOf, positionOf } from '#kernel/action.ts'
import { countDuties, type Duty, myDuties } from '#kernel/duty.ts'
import { dutyContract } from './contract.ts'
import { rolesServedBy } from './rules.ts'

export const dutyActions = actions(dutyContract, {
  async myDuties({ scope, input }) {
    const roles = rolesServedBy(scope.actor.role)
    const [dueAt, id] = positionOf(input.cursor, 2) ?? []
    const after = dueAt ? { dueAt: String(dueAt), id: String(id) } : undefined
    const [rows, counts] = await Promise.all([myDuties(scope, { roles, limit: input.limit + 1, ...(after ? { after } : {}) }), countDuties(scope, roles)])
    const shown = rows.slice(0, input.limit)
    const last = rows.length > input.limit ? shown.at(-1) : undefined
    return { items: shown.map(row), counts, cursor: last ? cursorOf([last.dueAt, last.id]) : null }
  },
})

function row({ id, kind, subject, residentId, dueAt, openedAt, risk, escalation, card }: Duty) {
  return { dutyId: id, kind, subject, residentId, dueAt, openedAt, risk, escalation, card }
}
