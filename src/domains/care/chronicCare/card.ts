import type { Scope } from '#kernel/scope.ts'
import { namesOf } from '#registry/facility/index.ts'
import type { ManagedCard } from './contract.ts'
import { everyField, type LastReading } from './rules/form.ts'
import { daysBetween, dueStateOf } from './rules/next.ts'
import { labelOf } from './rules/screening.ts'
import type { Held } from './store.ts'

/** People in chronic care as every list and form shows them. */
export async function cardsOf(scope: Scope, held: readonly Held[]): Promise<ManagedCard[]> {
  const names = await namesOf(
    scope,
    held.map(({ row }) => row.facility_id),
  )
  return held.map((one) => cardOf(one, { today: scope.today, facility: names.get(one.row.facility_id)?.name ?? '' }))
}

export async function oneCard(scope: Scope, held: Held): Promise<ManagedCard> {
  const [card] = await cardsOf(scope, [held])
  return card as ManagedCard
}

function cardOf({ row, programs }: Held, on: { today: string; facility: string }): ManagedCard {
  const { next_step: step, next_due_on: dueOn } = row
  return {
    managedId: row.id,
    residentId: row.resident_id,
    person: row.person,
    facilityId: row.facility_id,
    facility: on.facility,
    status: row.status,
    since: row.since,
    diseases: programs.filter((p) => p.status !== 'excluded').map(({ isMet: _, ...p }) => ({ ...p, label: labelOf(p.disease) })),
    lastFollowUpOn: row.last_follow_up_on,
    lastReadings: shownReadings(row.last_readings),
    next: step && dueOn ? { step, dueOn, due: dueStateOf(dueOn, on.today), daysOverdue: Math.max(0, daysBetween(dueOn, on.today)) } : null,
    risk: row.risk,
    agreedOn: row.agreed_on,
    lastCall: row.last_call,
    unansweredCalls: row.unanswered_calls,
    version: row.version,
  }
}

/** The two pressures as people write them, the others in the order of the form. */
export function shownReadings(readings: Readonly<Record<string, LastReading>>): ManagedCard['lastReadings'] {
  const { systolic, diastolic, ...others } = readings
  const pressure =
    systolic && diastolic
      ? [{ name: 'pressure', label: { zh: '血压', en: 'Blood pressure' }, shown: `${systolic.value}/${diastolic.value} mmHg`, on: systolic.on }]
      : []
  const rest = Object.entries(others).flatMap(([name, { value, on }]) => {
    const spec = everyField.get(name)
    return spec?.kind === 'reading' ? [{ name, label: spec.label, shown: `${value} ${spec.shown.zh}`, on }] : []
  })
  return [...pressure, ...rest]
}
