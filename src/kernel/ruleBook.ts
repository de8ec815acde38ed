import type pg from 'pg'
import type { CountyRules, PowerLine } from './scope.ts'

/** The county's own values, calendar and list of powers, kept in memory and read again when they change or after a minute. */
export type RuleBook = { current(): CountyRules; refresh(): Promise<void> }

export function createRuleBook(pool: pg.Pool): RuleBook {
  let rules: CountyRules = { overrides: [], calendar: new Map(), powers: [] }
  let reading: Promise<void> = Promise.resolve()

  async function read(): Promise<void> {
    const overrides = await pool.query(
      `select id, key, level, place_id as "placeId", from_day as "from", until_day as "until", value, source, reason, by_name as "by", at
           from kernel.policy_override order by at`,
    )
    const days = await pool.query<{ day: string; working: boolean }>('select day, working from kernel.calendar_day')
    const powers = await pool.query<PowerLine>('select owner_role as "owner", capabilities, from_day as "from", until_day as "until" from kernel.power_line')
    rules = { powers: powers.rows, overrides: overrides.rows, calendar: new Map(days.rows.map((d) => [d.day, d.working])) }
  }

  return {
    current: () => rules,
    // One after the other: an older reading must not be the last word.
    refresh() {
      reading = reading.catch(() => undefined).then(read)
      return reading
    },
  }
}
