import type { Day } from '#kernel/calendar.ts'
import { type Entry, resolve } from '#kernel/policy.ts'
import type { Words } from '#kernel/words.ts'
import { basisOf, type Comparison } from '../program.ts'
import { care, diagnosis, nextDue, norm, type Pressure } from './policy.ts'
import { targetFor } from './rules.ts'

const ages = [
  { age: 60, item: { zh: '目标:65 岁以下', en: 'Goal below 65' } },
  { age: 70, item: { zh: '目标:65–79 岁', en: 'Goal from 65 to 79' } },
  { age: 85, item: { zh: '目标:80 岁及以上', en: 'Goal from 80' } },
]

/** Norm and guidelines side by side, per edition (S-024). */
export function compare({ day }: { day: Day }): readonly Comparison[] {
  const counted = resolve(norm, { day })
  const inForce = resolve(care, { day })?.from
  const goals = ages.map(({ age, item }): Comparison => {
    const own = counted && (age >= counted.value.elderFrom ? counted.value.elderGoal : counted.value.goal)
    return {
      item,
      norm: counted && own ? { value: below(own), basis: basisOf(counted) } : null,
      normRank: own ? own.systolic + own.diastolic : null,
      guidelines: care.entries.flatMap((entry) => goalIn(entry, { age, inForce })),
    }
  })
  return [...goals, timesToDiagnose(day), visitsAfter(day)]
}

function goalIn(entry: Entry<(typeof care.entries)[0]['value']>, { age, inForce }: { age: number; inForce: Day | undefined }) {
  const target = targetFor({ age, sex: 'unknown', diagnoses: [] }, entry.value.targets)
  const limit = target && (target.ifTolerated ?? target.goal)
  if (!limit) return []
  return [
    { edition: entry.value.edition, value: below(limit), basis: basisOf(entry), isInForce: entry.from === inForce, rank: limit.systolic + limit.diastolic },
  ]
}

function timesToDiagnose(day: Day): Comparison {
  const inForce = resolve(diagnosis, { day })?.from
  const say = ({ times, withinDays }: (typeof diagnosis.entries)[0]['value']): Words =>
    withinDays === null
      ? { zh: `非同日 ${times} 次`, en: `${times} different days` }
      : { zh: `${withinDays} 天内非同日 ${times} 次`, en: `${times} different days within ${withinDays}` }
  const [first, ...later] = diagnosis.entries
  return {
    item: { zh: '诊断所需次数', en: 'Readings to diagnose' },
    norm: { value: say(first.value), basis: basisOf(first) },
    normRank: null,
    guidelines: later.map((e) => ({
      edition: e.value.edition,
      value: say(e.value),
      basis: basisOf(e),
      isInForce: e.from === inForce,
      rank: e.value.withinDays ?? 366,
    })),
  }
}

function visitsAfter(day: Day): Comparison {
  const counted = resolve(nextDue, { day })
  const value = counted && {
    zh: `${counted.value.controlled} 天;不满意 ${counted.value.firstFail} 天`,
    en: `${counted.value.controlled} days; ${counted.value.firstFail} when not controlled`,
  }
  const inForce = resolve(care, { day })?.from
  return {
    item: { zh: '随访间隔', en: 'Until the next follow-up' },
    norm: counted && value ? { value, basis: basisOf(counted) } : null,
    normRank: counted?.value.firstFail ?? null,
    guidelines: care.entries.flatMap((e) => {
      const { edition, seenAgain } = e.value
      return seenAgain ? [{ edition, value: seenAgain.text, basis: basisOf(e), isInForce: e.from === inForce, rank: seenAgain.withinDays }] : []
    }),
  }
}

function below({ systolic, diastolic }: Pressure): Words {
  const text = `<${systolic}/${diastolic} mmHg`
  return { zh: text, en: text }
}
