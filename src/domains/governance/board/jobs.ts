import { capacityKind } from '#care/booking/contract.ts'
import { closeDuties, type NewDuty, openDuty, openOfKind } from '#kernel/duty.ts'
import { type Job, queueJob } from '#kernel/jobs.ts'
import type { Scope } from '#kernel/scope.ts'
import { asSystem } from '#kernel/transaction.ts'
import { countyFacilities } from '#registry/facility/index.ts'
import { isHospital } from '#registry/facility/rules.ts'
import type { SupplyLow } from './contract.ts'
import { dueOf } from './rules/supply.ts'
import { lowAt } from './supply.ts'

const kind = 'addCapacity'

/**
 * Reserved units that run dry are somebody's duty before they are gone: one for each department and kind, at the
 * facility's capacity manager. It closes by itself when units were added.
 */
export const watchSupply: Job = {
  name: 'board:watchSupply',
  cron: '*/10 * * * *',
  async run(kernel) {
    const facilities = await asSystem(kernel, { name: 'watchSupply', facilities: [] }, countyFacilities)
    for (const facility of facilities.filter((f) => isHospital(f.kind) && f.consortium_id !== null)) {
      await asSystem(kernel, { name: 'watchSupply', facilities: [facility.id] }, (scope) => watchOne(scope, facility))
    }
  },
}

/** New units may have ended a shortage: looked at as soon as they are there. */
export function onSupplyAdded(scope: Scope): Promise<void> {
  return queueJob(scope, watchSupply, {}, { key: 'watchSupply' })
}

async function watchOne(scope: Scope, facility: Parameters<typeof lowAt>[1]): Promise<void> {
  const [low, open] = await Promise.all([lowAt(scope, facility), openOfKind(scope, kind)])
  const wanted = new Map(low.map((line) => [`${line.kind} ${line.departmentId}`, line]))
  const standing = new Set<string>()
  for (const { subject } of open) {
    const line = capacityKind.codes.find((code) => subject.kind === subjectOf(code))
    const name = `${line} ${subject.id}`
    if (wanted.has(name)) standing.add(name)
    else await closeDuties(scope, subject, { outcome: 'supplied' })
  }
  for (const [name, line] of wanted) if (!standing.has(name)) await openDuty(scope, dutyOf(scope, line), { isNext: true })
}

function subjectOf(unit: SupplyLow['kind']): string {
  return `${unit}Supply`
}

function dutyOf(scope: Scope, low: SupplyLow): NewDuty {
  const { facilityId, facility, departmentId, department, days, goneAt, left, reserved, perWeek, weeks } = low
  return {
    kind,
    subject: { kind: subjectOf(low.kind), id: departmentId },
    owner: { facilityId, role: 'capacityManager' },
    due: dueOf(low, scope.now),
    involved: [facilityId],
    card: { from: facility, department, unit: low.kind, left, reserved, perWeek, weeks, days, goneAt },
  }
}
