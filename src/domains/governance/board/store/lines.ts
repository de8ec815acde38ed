import type { Day, Moment } from '#kernel/calendar.ts'
import type { Source } from './parts.ts'

/** What limits how long a step may take, for a month and perhaps one receiver. */
export type Limit = {
  readonly kind: string
  readonly month: string
  readonly facilityId: string | null
  readonly minutes: number
  readonly working: boolean
}

/** Which lines are looked at: of which time, of which facilities (null: all), judged by which limits and calendar. */
export type Window = {
  readonly from: Moment
  readonly until: Moment
  readonly facilityIds: readonly string[] | null
  readonly now: Moment
  readonly limits: readonly Limit[]
  readonly calendar: { readonly first: Day; readonly before: readonly number[]; readonly works: readonly number[] }
}

/** Minutes of working days from the calendar's first day to a moment: two look-ups instead of a walk through weekends. */
function worked(at: string): string {
  const day = `(greatest(${at}, $7::timestamptz)::date - $7::date + 1)`
  return `(($5::int[])[${day}] * 1440 + ($6::int[])[${day}] * date_part('epoch', (${at}) - date_trunc('day', ${at})) / 60)`
}

function minutes(span: { from: string; until: string; working: string }): string {
  const until = `least(coalesce(${span.until}, $4), $4)`
  return `case when ${span.working} then ${worked(until)} - ${worked(span.from)} else date_part('epoch', ${until} - ${span.from}) / 60 end`
}

/** The county's limit, or the receiver's own. */
function limit(name: string, kind: string): string {
  return `left join c ${name} on ${name}.kind = ${kind} and ${name}.month = v.month and ${name}.facility_id is null
       left join c ${name}_own on ${name}_own.kind = ${kind} and ${name}_own.month = v.month and ${name}_own.facility_id = v.facility_id`
}

function chosen(name: string): { minutes: string; working: string } {
  return { minutes: `coalesce(${name}_own.minutes, ${name}.minutes)`, working: `coalesce(${name}_own.working, ${name}.working)` }
}

const [answer, contact, outcome] = [chosen('answer'), chosen('contact'), chosen('outcome')]

/** The published lines as `m`, with how long things took beside how long they may take. */
export const linesOf: Readonly<Record<Source, string>> = {
  referral: `with c as materialized (
      select * from unnest($8::text[], $9::text[], $10::uuid[], $11::int[], $12::boolean[]) as c (kind, month, facility_id, minutes, working)),
    v as (
      select v.*, to_char(v.on_date, 'YYYY-MM') as month from referral.referral_measure v
       where v.at >= $1 and v.at < $2 and ($3::uuid[] is null or v.facility_id = any ($3) or v.from_facility_id = any ($3))),
    m as (
      select v.*, v.answered_at is not null as is_answered,
             ${answer.minutes} as answer_limit, ${minutes({ from: 'v.at', until: 'v.answered_at', working: answer.working })} as answer_minutes,
             ${minutes({ from: 'v.at', until: 'v.accepted_at', working: answer.working })} as accept_minutes,
             ${contact.minutes} as contact_limit, ${minutes({ from: 'v.left_at', until: 'v.first_contact_at', working: contact.working })} as contact_minutes,
             ${outcome.minutes} as outcome_limit, ${minutes({ from: 'v.left_at', until: 'v.outcome_at', working: outcome.working })} as outcome_minutes
        from v
       ${limit('answer', 'v.urgency')}
       ${limit('contact', `'firstContact'`)}
       ${limit('outcome', `'outcome'`)})`,
  session: `with m as (
      select v.*, to_char(v.on_date, 'YYYY-MM') as month, v.at <= $4 as has_begun from booking.session_measure v
       where v.at >= $1 and v.at < $2 and ($3::uuid[] is null or v.facility_id = any ($3)))`,
  hold: `with m as (
      select v.*, to_char(v.on_date, 'YYYY-MM') as month, v.at <= $4 as has_begun from booking.hold_measure v
       where v.at >= $1 and v.at < $2 and ($3::uuid[] is null or v.facility_id = any ($3)))`,
}

/** The values that go with the lines of a source; what a question adds begins after them. */
export function valuesOf(source: Source, window: Window): readonly unknown[] {
  const { from, until, facilityIds, now, limits, calendar } = window
  const common = [from, until, facilityIds, now]
  if (source !== 'referral') return common
  return [
    ...common,
    calendar.before,
    calendar.works,
    calendar.first,
    limits.map((each) => each.kind),
    limits.map((each) => each.month),
    limits.map((each) => each.facilityId),
    limits.map((each) => each.minutes),
    limits.map((each) => each.working),
  ]
}
