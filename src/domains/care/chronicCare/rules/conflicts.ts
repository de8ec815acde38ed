import type { Day } from '#kernel/calendar.ts'
import { diseases } from '../diseases/index.ts'
import type { Comparison } from '../diseases/program.ts'

/** Norm and guideline, item by item. Reports follow the norm; care the stricter of what is in force, and nothing outside care. */
export function conflictsOn(day: Day) {
  return diseases.flatMap((d) =>
    d.compare({ day }).map((c) => {
      const { item, norm, guidelines } = c
      const stands = guidelines.find((g) => g.isInForce)
      const shown = guidelines.map(({ rank: _, ...g }) => g)
      return { disease: d.code, label: d.label, item, norm, guidelines: shown, differs: differs(c), report: norm?.value ?? null, care: stricter(c, stands) }
    }),
  )
}

function differs({ norm, guidelines }: Comparison): boolean {
  const stands = guidelines.find((g) => g.isInForce)
  return norm !== null && stands !== undefined && norm.value.zh !== stands.value.zh
}

function stricter({ norm, normRank }: Comparison, stands: Comparison['guidelines'][number] | undefined) {
  const nothing = { zh: '尚无依据', en: 'No rule in force' }
  if (!stands) return norm?.value ?? nothing
  return norm && normRank !== null && normRank < stands.rank ? norm.value : stands.value
}
