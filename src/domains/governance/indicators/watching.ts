import { addMinutes } from '#kernel/calendar.ts'
import { closeDuties, openDuty, openOfKind } from '#kernel/duty.ts'
import type { Job } from '#kernel/jobs.ts'
import { policyOf, type Scope } from '#kernel/scope.ts'
import { asSystem, type Kernel } from '#kernel/transaction.ts'
import { everyFacility } from '#registry/facility/index.ts'
import type { PlaceRow } from '../measures/index.ts'
import { findIndicator } from './definitions/index.ts'
import { shareFall } from './policy.ts'
import { figuresAt } from './reports.ts'
import { alarmsOf } from './rules/alerts.ts'
import { defaultPeriod, periodOf } from './rules/period.ts'
import { countyPlace } from './where.ts'

const kind = 'watchFigure'
const daysToAnswer = 7

/** Every morning: a figure that misses its limit or falls is a duty of the consortium's office, and ends when the figure comes back. */
export const watchFigures: Job = {
  name: 'indicators:watchFigures',
  cron: '20 22 * * *',
  async run(kernel) {
    const { offices, consortia } = await asSystem(kernel, { name: kind, facilities: [], role: 'tongmai_county' }, async (scope) => {
      const { all } = await countyPlace(scope, undefined)
      const facilities = await everyFacility(scope)
      return { offices: facilities.filter((f) => f.kind === 'consortiumOffice'), consortia: [...all.values()].filter((p) => p.kind === 'consortium') }
    })
    for (const consortium of consortia) {
      const office = offices.find((o) => o.consortium_id === consortium.key) ?? offices[0]
      if (office) await watchOne(kernel, consortium, office.id)
    }
  },
}

async function watchOne(kernel: Kernel, consortium: PlaceRow, officeId: string): Promise<void> {
  const alarms = await asSystem(kernel, { name: kind, facilities: [], role: 'tongmai_county' }, async (scope) => {
    const where = await countyPlace(scope, consortium.id)
    return alarmsOf(await figuresAt(scope, where, periodOf(defaultPeriod(scope.today))), policyOf(scope, shareFall))
  })
  await asSystem(kernel, { name: kind, facilities: [officeId] }, async (scope) => {
    const subjects = new Map(alarms.map((alarm) => [subjectOf(alarm.id), alarm]))
    const standing = new Set<string>()
    for (const { subject } of (await openOfKind(scope, kind)).filter((d) => d.subject.id === consortium.key)) {
      if (subjects.has(subject.kind)) standing.add(subject.kind)
      else await closeDuties(scope, subject, { outcome: 'cameBack' })
    }
    for (const [subject, alarm] of subjects) if (!standing.has(subject)) await open(scope, { subject, alarm, consortium, officeId })
  })
}

type Opening = { subject: string; alarm: { id: string; why: string }; consortium: PlaceRow; officeId: string }

async function open(scope: Scope, { subject, alarm, consortium, officeId }: Opening): Promise<void> {
  await openDuty(
    scope,
    {
      kind,
      subject: { kind: subject, id: consortium.key },
      owner: { facilityId: officeId, role: 'consortiumManager' },
      due: addMinutes(scope.now, daysToAnswer * 1440),
      involved: [officeId],
      card: { what: findIndicator(alarm.id)?.name, from: consortium.name, why: alarm.why, indicator: alarm.id, placeId: consortium.id },
    },
    { isNext: true },
  )
}

function subjectOf(id: string): string {
  return `${id}Figure`
}
