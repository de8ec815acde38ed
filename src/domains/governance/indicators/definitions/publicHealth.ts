import type { Words } from '#kernel/words.ts'
import { everyLevel, type Indicator } from './indicator.ts'

const diseases: Readonly<Record<string, Words>> = {
  hypertension: { zh: '高血压', en: 'Hypertension' },
  diabetes: { zh: '2 型糖尿病', en: 'Type 2 diabetes' },
  copd: { zh: '慢阻肺', en: 'COPD' },
}
const shared = {
  group: 'publicHealth',
  unit: 'percent',
  better: 'higher',
  levels: everyLevel,
  grains: ['year'],
  source: 'essential-public-health-2017',
  status: 'unverified',
} as const

/** Managed by the standard, and in target, of those who were managed in the year. */
export const publicHealth: readonly Indicator[] = Object.entries(diseases).flatMap(([code, name]): Indicator[] => [
  {
    ...shared,
    id: `standardManaged.${code}`,
    name: { zh: `${name.zh}规范管理率`, en: `${name.en}: managed by the standard` },
    meaning: { zh: '按规范管理的人数,除以年内已管理人数', en: 'People managed by the standard over those managed in the year' },
    kind: 'ratio',
    editions: [{ id: 'first', name: { zh: '首版', en: 'First edition' }, numerator: { of: [`standard.${code}`] }, denominator: { of: [`managed.${code}`] } }],
  },
  {
    ...shared,
    id: `controlled.${code}`,
    name: { zh: `${name.zh}控制率`, en: `${name.en}: in target` },
    meaning: {
      zh: '最近一次随访达标的人数(失访按未达标),除以年内已管理人数',
      en: 'In target at the last follow-up (the lost count as not) over those managed in the year',
    },
    kind: 'ratio',
    editions: [{ id: 'first', name: { zh: '首版', en: 'First edition' }, numerator: { of: [`controlled.${code}`] }, denominator: { of: [`managed.${code}`] } }],
  },
])
