import { publishedRates } from '#county/rates.ts'
import { yearShown } from '#county/reported.ts'
import { countyPlace, figuresAt } from '#governance/indicators/index.ts'
import { personProviders, refreshMeasures } from '#governance/measures/index.ts'
import { addMinutes, type Day, startOf } from '#kernel/calendar.ts'
import { createPool } from '#kernel/database.ts'
import { asSystem } from '#kernel/transaction.ts'
import { kernelOver } from './figures.ts'

type Print = (line: string) => void

/** A published share beside what the indicators say of this database, both in percent to two decimals. */
export type Compared = {
  readonly id: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly published: string
  readonly computed: string | null
  readonly numerator: number | null
  readonly denominator: number | null
}

/** No synthetic county is there to compare. */
export class NotSynthetic extends Error {
  override name = 'NotSynthetic'
}

/** Asks the indicators, as of the day the synthetic county was made for, for every figure that was published. */
export async function comparePublished(url: string): Promise<{ readonly year: number; readonly figures: readonly Compared[] }> {
  const pool = createPool(url, { max: 2 })
  try {
    const { rows } = await pool.query<{ value: { today: Day } }>(`select value from kernel.setting where key = 'county'`)
    const today = rows[0]?.value.today
    if (!today) throw new NotSynthetic('only of a synthetic county it is known what has to come out')
    const kernel = await kernelOver(pool, () => new Date(addMinutes(startOf(today), 720)))
    while ((await refreshMeasures(kernel, personProviders)) > 0);
    const { year } = yearShown(today)
    const period = { name: String(year), grain: 'year', from: `${year}-01-01`, until: `${year + 1}-01-01` } as const
    const found = await asSystem(kernel, { name: 'published', facilities: [], role: 'tongmai_county' }, async (scope) =>
      figuresAt(scope, await countyPlace(scope, undefined), period),
    )
    const figures = publishedRates.map(({ id, rate }): Compared => {
      const figure = found.find((f) => f.id === id)
      const value = figure?.value ?? null
      return {
        id,
        name: figure?.name ?? { zh: id, en: id },
        published: (rate / 100).toFixed(2),
        computed: value === null ? null : value.toFixed(2),
        numerator: figure?.numerator ?? null,
        denominator: figure?.denominator ?? null,
      }
    })
    return { year, figures }
  } finally {
    await pool.end()
  }
}

/** Prints both columns. Answers 1 where one differs. */
export async function runPublished(url: string, print: Print): Promise<number> {
  const { year, figures } = await comparePublished(url)
  print(`${year}  ${'公布 published'.padEnd(16)}  ${'计算 computed'.padEnd(16)}`)
  for (const { name, published, computed, numerator, denominator } of figures) {
    const isSame = published === computed
    print(
      `${isSame ? '=' : '≠'}  ${published.padStart(8)} %  ${(computed ?? '—').padStart(8)} %  ${numerator ?? '—'} / ${denominator ?? '—'}  ${name.zh} · ${name.en}`,
    )
  }
  return figures.every((f) => f.published === f.computed) ? 0 : 1
}
