import type pg from 'pg'
import { type Answer, periodName } from '#governance/indicators/index.ts'
import { printIndicators } from '../../src/commands/indicators.ts'
import type { Fraction, openSecondEngine } from './secondEngine.ts'

type Engine = Awaited<ReturnType<typeof openSecondEngine>>
export type Compared = { readonly of: string; readonly platform: Fraction; readonly second: Fraction | undefined }

/** Not counted at that level or for that kind of time: there is nothing to compare. */
const notAsked = ['notAtThisLevel', 'byYearOnly']

/** What the command prints beside what the second engine works out, for every place of the kinds and every time. */
export async function compareAll(on: { pool: pg.Pool; engine: Engine; clock: () => Date; kinds: readonly string[]; periods: readonly string[] }) {
  const compared: Compared[] = []
  for (const { kind, key } of await on.engine.places(on.kinds)) {
    for (const period of on.periods) {
      const answer = await printed(on, `${kind}:${key}`, periodName.parse(period))
      const { from, until } = answer.period
      const second = await on.engine.answer({ kind, key, from, until, today: today(on.clock()) })
      for (const { id, numerator, denominator, unknown } of answer.indicators) {
        if (!(id in second) || (unknown && notAsked.includes(unknown))) continue
        compared.push({ of: `${kind} ${key} ${period} ${id}`, platform: { numerator, denominator }, second: second[id] })
      }
    }
  }
  return compared
}

async function printed({ pool, clock }: { pool: pg.Pool; clock: () => Date }, at: string, period: string): Promise<Answer> {
  const told: string[] = []
  const code = await printIndicators(['--at', at, '--period', period, '--json'], { pool, clock, print: (line) => told.push(line) })
  if (code !== 0) throw new Error(told.join('\n'))
  return JSON.parse(told.join('\n'))
}

function today(now: Date): string {
  return new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
}
