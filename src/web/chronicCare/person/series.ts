import type { chronicCareContract, Target } from '#care/chronicCare/contract.ts'
import { dayOf } from '#kernel/calendar.ts'
import type { Output } from '#kernel/capability.ts'
import type { Words } from '#kernel/words.ts'
import type { Band, Point, Series } from '#web/chronicCare/person/trend.ts'

export type RecordedFollowUp = Output<typeof chronicCareContract.listFollowUps>['items'][number]

export type Chart = {
  readonly title: Words
  readonly unit: Words
  readonly series: readonly Series[]
  readonly bands: readonly Band[]
}

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
export function chartsOf(followUps: readonly RecordedFollowUp[], targets: readonly Target[]): readonly Chart[] {
  const inTime = followUps.toSorted((a, b) => Date.parse(a.occurredAt) - Date.parse(b.occurredAt))
  return charts.flatMap(({ title, unit, names }) => {
    const series = names.flatMap((name) => seriesOf(inTime, name))
    const bands = targets.filter((each) => series.some(({ name }) => name === each.field))
    return series.some((each) => each.points.length > 1) ? [{ title, unit, series, bands }] : []
  })
}

function seriesOf(followUps: readonly RecordedFollowUp[], name: string): readonly Series[] {
  const points: readonly Point[] = followUps.flatMap((each) => {
    const value = each.values[name]
    return value === undefined ? [] : [{ on: dayOf(each.occurredAt), value }]
  })
  const label = labels[name]
  return label && points.length > 0 ? [{ name, label, points }] : []
}

const labels: Readonly<Record<string, Words>> = {
  systolic: { zh: '收缩压', en: 'Systolic' },
  diastolic: { zh: '舒张压', en: 'Diastolic' },
  fastingGlucose: { zh: '空腹', en: 'Fasting' },
  randomGlucose: { zh: '随机', en: 'Random' },
  hba1c: { zh: '糖化', en: 'HbA1c' },
}
