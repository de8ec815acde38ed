import { declineReason } from '#care/referral/contract.ts'
import type { Scope } from '#kernel/scope.ts'
import { departmentsNamed, namesOf } from '#registry/facility/index.ts'
import { cellsOf, flowKeys, merged, receiverKeys, senderKeys, timeKeys, unitKeys } from './assemble.ts'
import type { Board } from './contract.ts'
import type { Where } from './place.ts'
import { groupsAt } from './rules/place.ts'
import { type Cells, type Counted, countFigures } from './store/figures.ts'
import type { Window } from './store/lines.ts'

type Tables = Pick<Board, 'byUrgency' | 'byDepartment' | 'declines' | 'flow' | 'senders' | 'receivers' | 'capacity'>

/** The lists of a board: the same figures told apart by urgency, department, reason, sender, receiver and kind of unit. */
export async function tablesOf(scope: Scope, { window, where }: { window: Window; where: Where }): Promise<Tables> {
  const groups = groupsAt(where.place.level, where.facilities)
  const referrals = { source: 'referral', groups } as const
  const [byUrgency, byDepartment, reasons, flow, senders, receivers, sessions, holds] = await Promise.all([
    countFigures(scope, window, { ...referrals, keys: timeKeys, by: 'urgency' }),
    countFigures(scope, window, { ...referrals, keys: timeKeys, by: 'department' }),
    countFigures(scope, window, { ...referrals, keys: ['declined'], by: 'reason' }),
    countFigures(scope, window, { ...referrals, keys: flowKeys, by: 'flow' }),
    countFigures(scope, window, { ...referrals, keys: senderKeys, by: 'sender' }),
    countFigures(scope, window, { ...referrals, keys: receiverKeys, by: 'receiver' }),
    countFigures(scope, window, { source: 'session', keys: unitKeys, by: 'facility' }),
    countFigures(scope, window, { source: 'hold', keys: unitKeys, by: 'facility' }),
  ])
  const ids = [...byDepartment, ...flow, ...senders, ...receivers, ...sessions].flatMap(({ group }) =>
    [group.facilityId, group.senderId, group.receiverId].filter((id) => id !== null && id !== undefined),
  )
  const [names, departments] = await Promise.all([
    namesOf(scope, ids),
    departmentsNamed(
      scope,
      byDepartment.flatMap(({ group }) => group.departmentId ?? []),
    ),
  ])
  const nameOf = (id: string | null | undefined) => (id ? (names.get(id)?.name ?? null) : null)
  const lineOf = (id: string | null, cells: Cells, keys: Parameters<typeof cellsOf>[1]) => ({
    facilityId: id,
    facility: nameOf(id),
    cells: cellsOf(cells, keys),
  })
  const within = (id: string | null | undefined) => where.place.facilityIds === null || (id !== null && id !== undefined && isOf(where, groups, id))
  return {
    byUrgency: byUrgency.filter(hasRows).map(({ group, cells }) => ({ urgency: group.urgency as 'routine', ...lineOf(null, cells, timeKeys) })),
    byDepartment: byDepartment.filter(hasRows).flatMap(({ group, cells }) => {
      const department = departments.get(group.departmentId ?? '')
      return department ? [{ departmentId: department.id, department: department.name, ...lineOf(group.facilityId ?? null, cells, timeKeys) }] : []
    }),
    declines: declinesOf(reasons),
    flow: flow
      .filter(({ cells }) => (cells.submitted?.numerator ?? 0) > 0)
      .map(({ group, cells }) => ({
        senderId: group.senderId ?? '',
        sender: nameOf(group.senderId) ?? '',
        receiverId: group.receiverId ?? '',
        receiver: nameOf(group.receiverId) ?? '',
        direction: group.direction as 'up',
        cells: cellsOf(cells, flowKeys),
      })),
    // Each side is assessed where it is looked at: the partner's figures are the partner's.
    senders: senders
      .filter(({ group, cells }) => within(group.senderId) && (cells.summaryComplete?.denominator ?? 0) > 0)
      .map(({ group, cells }) => lineOf(group.senderId ?? null, cells, senderKeys)),
    receivers: receivers
      .filter(({ group, cells }) => within(group.receiverId) && (cells.submitted?.numerator ?? 0) > 0)
      .map(({ group, cells }) => lineOf(group.receiverId ?? null, cells, receiverKeys)),
    capacity: sessions.map(({ group, cells }) => {
      const kept = holds.find((each) => each.group.facilityId === group.facilityId && each.group.kind === group.kind)
      return { kind: group.kind as 'slot', ...lineOf(group.facilityId ?? null, merged(cells, kept?.cells), unitKeys) }
    }),
  }
}

function hasRows({ cells }: Counted): boolean {
  return (cells.acceptTime?.numerator ?? 0) > 0 || (cells.answeredInTime?.denominator ?? 0) > 0
}

function isOf(where: Where, groups: readonly { id: string; groupId: string }[], groupId: string): boolean {
  return groups.some((each) => each.groupId === groupId && where.place.facilityIds?.includes(each.id))
}

function declinesOf(counted: readonly Counted[]) {
  return declineReason.codes
    .map((reason) => ({ reason, counted: counted.find((each) => each.group.reason === reason)?.cells.declined?.numerator ?? 0 }))
    .filter((each) => each.counted > 0)
    .toSorted((a, b) => b.counted - a.counted)
}
