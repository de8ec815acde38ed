import { z } from 'zod'
import { definePolicy } from '#kernel/policy.ts'
import { type Vital, vital } from './labels.ts'

const range = z.object({ low: z.number(), high: z.number() })
export type Range = z.infer<typeof range>
export type Ranges = Readonly<Record<Vital, Range>>
const ranges = z.record(vital.schema, range) as unknown as z.ZodType<Ranges>

/** Beyond these a value is a slip of the pen, never a patient. Both ends are still possible. */
export const possibleVitals = definePolicy<Ranges>({
  key: 'record.possibleVitals',
  title: { zh: '体征可能范围(超出不能保存)', en: 'Possible vital signs (beyond them nothing is saved)' },
  schema: ranges,
  entries: [
    {
      from: '2000-01-01',
      value: {
        systolic: { low: 50, high: 300 },
        diastolic: { low: 20, high: 200 },
        pulse: { low: 20, high: 300 },
        temperature: { low: 30, high: 45 },
        respiration: { low: 4, high: 120 },
        spo2: { low: 30, high: 100 },
        weight: { low: 0.3, high: 400 },
        height: { low: 20, high: 260 },
        fastingGlucose: { low: 0.5, high: 60 },
        randomGlucose: { low: 0.5, high: 60 },
      },
      source: 'proposal',
      status: 'unverified',
    },
  ],
})

const byAge = z.object({ adultFrom: z.int().min(0).max(30), adult: ranges, child: ranges })
export type RangesByAge = { readonly adultFrom: number; readonly adult: Ranges; readonly child: Ranges }

/** Possible but rare: the recorder is asked once. The ends themselves are not asked about. */
export const usualVitals = definePolicy<RangesByAge>({
  key: 'record.usualVitals',
  title: { zh: '体征常见范围(超出须确认)', en: 'Usual vital signs (beyond them the recorder confirms)' },
  schema: byAge,
  entries: [
    {
      from: '2000-01-01',
      value: {
        adultFrom: 18,
        adult: {
          systolic: { low: 80, high: 220 },
          diastolic: { low: 45, high: 130 },
          pulse: { low: 40, high: 160 },
          temperature: { low: 35, high: 41 },
          respiration: { low: 8, high: 40 },
          spo2: { low: 85, high: 100 },
          weight: { low: 30, high: 150 },
          height: { low: 130, high: 200 },
          fastingGlucose: { low: 2.8, high: 25 },
          randomGlucose: { low: 2.8, high: 33.3 },
        },
        child: {
          systolic: { low: 55, high: 150 },
          diastolic: { low: 25, high: 100 },
          pulse: { low: 50, high: 200 },
          temperature: { low: 35, high: 41 },
          respiration: { low: 10, high: 70 },
          spo2: { low: 85, high: 100 },
          weight: { low: 1.5, high: 100 },
          height: { low: 40, high: 195 },
          fastingGlucose: { low: 2.2, high: 25 },
          randomGlucose: { low: 2.2, high: 33.3 },
        },
      },
      source: 'proposal',
      status: 'unverified',
    },
  ],
})

/** The least difference of the two pressures that is not asked about, mmHg. */
export const usualPulsePressure = definePolicy({
  key: 'record.usualPulsePressure',
  title: { zh: '常见最小脉压差', en: 'Smallest usual pulse pressure' },
  unit: { zh: 'mmHg', en: 'mmHg' },
  schema: z.int().min(0).max(60),
  entries: [{ from: '2000-01-01', value: 15, source: 'proposal', status: 'unverified' }],
})

const reference = z.object({ low: z.number().optional(), high: z.number().optional(), highFrom: z.number().optional() })
/** Below `low` is L, at or above `highFrom` is H; `high` is the highest ordinary reading, for showing. */
export type Reference = {
  readonly low?: number | undefined
  readonly high?: number | undefined
  readonly highFrom?: number | undefined
}
export type References = { readonly adultFrom: number; readonly adult: Readonly<Partial<Record<Vital, Reference>>> }

/** For children there is none here: without a flag is better than with a wrong one. */
export const referenceRanges = definePolicy<References>({
  key: 'record.referenceRanges',
  title: { zh: '体征参考范围(成人)', en: 'Reference ranges (adults)' },
  schema: z.object({
    adultFrom: z.int().min(0).max(30),
    adult: z.partialRecord(vital.schema, reference),
  }) as unknown as z.ZodType<References>,
  entries: [
    {
      from: '2000-01-01',
      value: {
        adultFrom: 18,
        adult: {
          systolic: { low: 90, high: 139, highFrom: 140 },
          diastolic: { low: 60, high: 89, highFrom: 90 },
          pulse: { low: 60, high: 100, highFrom: 101 },
          temperature: { low: 36, high: 37.2, highFrom: 37.3 },
          respiration: { low: 12, high: 20, highFrom: 21 },
          spo2: { low: 95 },
          fastingGlucose: { low: 3.9, high: 6, highFrom: 6.1 },
          randomGlucose: { low: 3.9, high: 11, highFrom: 11.1 },
        },
      },
      source: 'proposal',
      status: 'unverified',
    },
  ],
})

/** How many days after a visit it may still be recorded without a written reason. */
export const lateDays = definePolicy({
  key: 'record.lateDays',
  title: { zh: '补录期限', en: 'Days for recording late' },
  unit: { zh: '天', en: 'days' },
  schema: z.int().min(0).max(90),
  entries: [{ from: '2000-01-01', value: 7, source: 'proposal', status: 'unverified' }],
})

/** How far a device's clock may run ahead before its moment counts as the future, in minutes. */
export const clockSkewMinutes = definePolicy({
  key: 'record.clockSkewMinutes',
  title: { zh: '设备时钟允许偏差', en: 'Allowed skew of a device clock' },
  unit: { zh: '分钟', en: 'minutes' },
  schema: z.int().min(0).max(60),
  entries: [{ from: '2000-01-01', value: 5, source: 'proposal', status: 'unverified' }],
})

/** How long a treating facility may open the record after a visit, and finds the person by name; both in days. */
export const visitBasisDays = definePolicy({
  key: 'record.visitBasisDays',
  title: { zh: '就诊后可调阅档案', en: 'Opening the record after a visit' },
  unit: { zh: '天', en: 'days' },
  schema: z.int().min(1).max(365),
  entries: [{ from: '2000-01-01', value: 30, source: 'proposal', status: 'unverified' }],
})
export const visitPanelDays = definePolicy({
  key: 'record.visitPanelDays',
  title: { zh: '就诊后可按姓名查到', en: 'Finding by name after a visit' },
  unit: { zh: '天', en: 'days' },
  schema: z.int().min(1).max(3660),
  entries: [{ from: '2000-01-01', value: 365, source: 'proposal', status: 'unverified' }],
})
