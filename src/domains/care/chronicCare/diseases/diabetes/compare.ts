import type { Day } from '#kernel/calendar.ts'
import { resolve } from '#kernel/policy.ts'
import type { Words } from '#kernel/words.ts'
import { basisOf, type Comparison } from '../program.ts'
import { care, diagnosis, emergency, norm } from './policy.ts'

/** Norm and guidelines side by side, per edition (S-024). */
export function compare({ day }: { day: Day }): readonly Comparison[] {
  const counted = resolve(norm, { day })
  const pressed = resolve(emergency, { day })
  const inForce = resolve(care, { day })?.from
  const diagnosed = resolve(diagnosis, { day })?.from
  const fasting: Comparison = {
    item: { zh: '空腹血糖目标', en: 'Goal of fasting glucose' },
    norm: counted ? { value: both(`<${counted.value.fasting} mmol/L`), basis: basisOf(counted) } : null,
    normRank: counted?.value.fasting ?? null,
    guidelines: care.entries.map((e) => ({
      edition: e.value.edition,
      value: both(`${e.value.goals.fastingFrom}–${e.value.goals.fasting} mmol/L`),
      basis: basisOf(e),
      isInForce: e.from === inForce,
      // The guideline asks for a lower end as well.
      rank: e.value.goals.fasting - Number.EPSILON * e.value.goals.fasting,
    })),
  }
  const pressure: Comparison = {
    item: { zh: '合并高血压的血压', en: 'Pressure in diabetes' },
    norm: pressed
      ? {
          value: {
            zh: `仅危急值 ≥${pressed.value.systolic}/${pressed.value.diastolic}`,
            en: `Emergencies only, from ${pressed.value.systolic}/${pressed.value.diastolic}`,
          },
          basis: basisOf(pressed),
        }
      : null,
    normRank: pressed ? pressed.value.systolic + pressed.value.diastolic : null,
    guidelines: care.entries.map((e) => ({
      edition: e.value.edition,
      value: both(`<${e.value.goals.systolic}/${e.value.goals.diastolic} mmHg`),
      basis: basisOf(e),
      isInForce: e.from === inForce,
      rank: e.value.goals.systolic + e.value.goals.diastolic,
    })),
  }
  const hba1c: Comparison = {
    item: { zh: '糖化血红蛋白用于诊断', en: 'HbA1c for diagnosis' },
    norm: null,
    normRank: null,
    guidelines: diagnosis.entries.map((e) => ({
      edition: e.value.edition,
      value: e.value.hba1c === null ? { zh: '不采用', en: 'Not accepted' } : both(`≥${e.value.hba1c}%`),
      basis: basisOf(e),
      isInForce: e.from === diagnosed,
      rank: 0,
    })),
  }
  return [fasting, pressure, hba1c]
}

function both(text: string): Words {
  return { zh: text, en: text }
}
