import { reservedUse } from '#care/booking/index.ts'
import { addDays, addMinutes, addMonths, type Day, monthOf } from '#kernel/calendar.ts'
import { closeDuties, openDuty, openOfKind } from '#kernel/duty.ts'
import type { Job } from '#kernel/jobs.ts'
import { policyOf, type Scope } from '#kernel/scope.ts'
import { asSystem, type Kernel } from '#kernel/transaction.ts'
import { examsAtSeveral } from '#record/visit/index.ts'
import { everyFacility } from '#registry/facility/index.ts'
import { repeatedExams, reservedUnused } from './policy.ts'
import { type Repeat, repeatsOf, tooMany, unusedOf } from './rules/using.ts'

const daysToAnswer = 7
/** Rows that a duty carries; how many there are it says beside them. */
const mostRows = 50

type Alarm = { readonly facilityId: string; readonly subjectKind: string; readonly card: Readonly<Record<string, unknown>> }
type Facility = Awaited<ReturnType<typeof everyFacility>>[number]

/** Every morning: what was reserved for the base and lies unused is a duty of the consortium's office, and ends when it is used again. */
export const watchReserved: Job = {
  name: 'indicators:watchReserved',
  cron: '25 22 * * *',
  async run(kernel) {
    await watch(kernel, 'useReserved', async (scope) => {
      const limit = policyOf(scope, reservedUnused)
      const uses = await reservedUse(scope, { from: addMinutes(scope.now, -limit.overDays * 1440), until: scope.now })
      return unusedOf(uses, limit).map(({ facilityId, reserved, used }) => ({
        facilityId,
        subjectKind: 'reservedUse',
        card: { reserved, used, days: limit.overDays, leastPercent: limit.leastPercent },
      }))
    })
  },
}

/** Every morning: a facility that repeated too many examinations in the month that ended last is a duty of its consortium's office. */
export const watchRepeats: Job = {
  name: 'indicators:watchRepeats',
  cron: '30 22 * * *',
  async run(kernel) {
    await watch(kernel, 'reviewRepeats', async (scope, facilities) => {
      const { withinDays, most } = policyOf(scope, repeatedExams)
      const month = monthBefore(scope.today)
      const rows = await examsAtSeveral(scope, { from: addDays(month.from, -withinDays), until: month.until })
      const names = new Map(facilities.map((f) => [f.id, f.name]))
      return [...tooMany(repeatsOf(rows, { since: month.from, withinDays }), most)].map(([facilityId, repeats]) => ({
        facilityId,
        subjectKind: 'repeatedExams',
        card: { month: month.from.slice(0, 7), count: repeats.length, withinDays, rows: repeats.slice(0, mostRows).map((r) => rowOf(r, names)) },
      }))
    })
  },
}

/** What was repeated where, and what it repeats. No person: a manager opens the record by its report, where there is a right to. */
function rowOf({ exam, before }: Repeat, names: ReadonlyMap<string, string>) {
  return { reportId: exam.reportId, exam: exam.name, on: exam.on, beforeReportId: before.reportId, beforeOn: before.on, beforeAt: names.get(before.facilityId) }
}

function monthBefore(today: Day): { from: Day; until: Day } {
  const month = monthOf(today)
  return { from: `${addMonths(month, -1)}-01`, until: `${month}-01` }
}

/** Opens a duty for each facility that is over its limit and has none, and closes those of facilities that came back. */
async function watch(kernel: Kernel, kind: string, find: (scope: Scope, facilities: readonly Facility[]) => Promise<Alarm[]>): Promise<void> {
  const { facilities, alarms } = await asSystem(kernel, { name: kind, facilities: [], role: 'tongmai_county' }, async (scope) => {
    const every = await everyFacility(scope)
    return { facilities: every, alarms: await find(scope, every) }
  })
  const offices = facilities.filter((f) => f.kind === 'consortiumOffice')
  for (const office of offices) {
    const own = new Map(facilities.filter((f) => f.consortium_id !== null && officeOf(f, offices)?.id === office.id).map((f) => [f.id, f.name]))
    const wanted = alarms.filter((alarm) => own.has(alarm.facilityId))
    await asSystem(kernel, { name: kind, facilities: [office.id] }, (scope) => settle(scope, { kind, office, own, wanted }))
  }
}

/** A county of one consortium has one office, which may belong to none. */
function officeOf(facility: Facility, offices: readonly Facility[]): Facility | undefined {
  return offices.find((o) => o.consortium_id === facility.consortium_id) ?? offices[0]
}

type Settling = { readonly kind: string; readonly office: Facility; readonly own: ReadonlyMap<string, string>; readonly wanted: readonly Alarm[] }

async function settle(scope: Scope, { kind, office, own, wanted }: Settling): Promise<void> {
  const standing = (await openOfKind(scope, kind)).filter((duty) => own.has(duty.subject.id))
  for (const { subject, card } of standing) {
    const still = wanted.find((alarm) => alarm.facilityId === subject.id)
    if (!still || still.card.month !== card.month) await closeDuties(scope, subject, { outcome: still ? 'nextMonth' : 'cameBack' })
  }
  for (const alarm of wanted) {
    if (standing.some((duty) => duty.subject.id === alarm.facilityId && duty.card.month === alarm.card.month)) continue
    await openDuty(
      scope,
      {
        kind,
        subject: { kind: alarm.subjectKind, id: alarm.facilityId },
        owner: { facilityId: office.id, role: 'consortiumManager' },
        due: addMinutes(scope.now, daysToAnswer * 1440),
        involved: [office.id],
        card: { from: own.get(alarm.facilityId), ...alarm.card },
      },
      { isNext: true },
    )
  }
}
