import type { chronicCareContract } from '#care/chronicCare/contract.ts'
import { dayOf } from '#kernel/calendar.ts'
import type { Output } from '#kernel/capability.ts'
import type { Words } from '#kernel/words.ts'
import type { Point, Series } from '#web/chronicCare/person/trend.ts'

export type RecordedFollowUp = Output<typeof chronicCareContract.listFollowUps>['items'][number]

export type Chart = { readonly title: Words; readonly unit: Words; readonly series: readonly Series[] }

const charts: readonly { readonly title: Words; readonly unit: Words; readonly names: readonly string[] }[] = [
  { title: { zh: '血压', en: 'Blood pressure' }, unit: { zh: 'mmHg', en: 'mmHg' }, names: ['systolic', 'diastolic'] },
  {
    title: { zh: '血糖', en: 'Glucose' },
    unit: { zh: 'mmol/L', en: 'mmol/L' },
    names: ['fastingGlucose', 'randomGlucose'],
  },
  { title: { zh: '糖化血红蛋白', en: 'HbA1c' }, unit: { zh: '%', en: '%' }, names: ['hba1c'] },
]

/** What is worth a line over time: only where there are at least two points of it. */
export function chartsOf(followUps: readonly RecordedFollowUp[]): readonly Chart[] {
  const inTime = followUps.toSorted((a, b) => Date.parse(a.occurredAt) - Date.parse(b.occurredAt))
  return charts.flatMap(({ title, unit, names }) => {
    const series = names.flatMap((name) => seriesOf(inTime, name))
    return series.some((each) => each.points.length > 1) ? [{ title, unit, series }] : []
  })
}

function seriesOf(followUps: readonly RecordedFollowUp[], name: string): readonly Series[] {
  const found = followUps.flatMap((each) =>
    each.readings
      .filter((reading) => reading.name === name)
      .map((reading) => ({ reading, on: dayOf(each.occurredAt) })),
  )
  const label = found[0]?.reading.label
  if (!label) return []
  const points: readonly Point[] = found.map(({ reading, on }) => ({ on, value: numberIn(reading) }))
  return [{ name, label, points: points.filter((each) => Number.isFinite(each.value)) }]
}

function numberIn({ shown }: { readonly shown: string }): number {
  return Number.parseFloat(shown)
}
