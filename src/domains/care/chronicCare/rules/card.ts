import { daysBetween } from '#kernel/calendar.ts'
import type { ManagedCard } from '../contract.ts'
import { everyField, type LastReading, withUnit } from './form.ts'
import type { Held } from './held.ts'
import { dueStateOf } from './next.ts'
import { inOrder } from './patient.ts'
import { labelOf } from './screening.ts'

/** A person in chronic care as every list and form shows them. */
export function cardOf({ row, programs }: Held, on: { today: string; facility: string }): ManagedCard {
  const { next_step: step, next_due_on: dueOn } = row
  return {
    managedId: row.id,
    residentId: row.resident_id,
    person: row.person,
    facilityId: row.facility_id,
    facility: on.facility,
    status: row.status,
    since: row.since,
    diseases: inOrder(programs)
      .filter((p) => p.status !== 'excluded')
      .map(({ isMet: _, ...p }) => ({ ...p, label: labelOf(p.disease) })),
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
      ? [{ name: 'pressure', label: { zh: '血压', en: 'Blood pressure' }, shown: inBoth(`${systolic.value}/${diastolic.value} mmHg`), on: systolic.on }]
      : []
  const rest = Object.entries(others).flatMap(([name, { value, on }]) => {
    const spec = everyField.get(name)
    return spec?.kind === 'reading' ? [{ name, label: spec.label, shown: withUnit(value, spec.shown), on }] : []
  })
  return [...pressure, ...rest]
}

function inBoth(text: string) {
  return { zh: text, en: text }
}
