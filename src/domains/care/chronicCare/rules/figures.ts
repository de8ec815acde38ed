import type { Resolved } from '#kernel/policy.ts'
import type { Words } from '#kernel/words.ts'
import { diseases } from '../diseases/index.ts'
import { basisOf } from '../diseases/program.ts'
import type { StandardValues } from './standard.ts'

export type Judged = {
  readonly row: {
    readonly managed_id: string
    readonly resident_id: string
    readonly facility_id: string
    readonly disease: string
    readonly program_status: string
    readonly status: string
    readonly in_target: boolean | null
    readonly is_overdue: boolean
    readonly valid: readonly string[]
  }
  readonly standard: { readonly isStandard: boolean; readonly missing: Words[] }
}

/** In target at the last follow-up; who is lost is not. */
export function isControlled(row: Pick<Judged['row'], 'in_target' | 'status'>): boolean {
  return row.in_target === true && row.status !== 'lost'
}

/** The figures of standards 7.3 for each disease: over everybody managed in the year, the lost count as not controlled. */
export function figuresOf(lines: readonly Judged[]) {
  return diseases.map(({ code, label }) => {
    const own = lines.filter(({ row }) => row.disease === code)
    const managed = own.filter(({ row }) => row.program_status === 'managed')
    const count = (fits: (line: Judged) => boolean) => managed.filter(fits).length
    const figures = {
      suspected: own.filter(({ row }) => row.program_status === 'suspected').length,
      managed: managed.length,
      standardManaged: { numerator: count((l) => l.standard.isStandard), denominator: managed.length },
      controlled: { numerator: count((l) => isControlled(l.row)), denominator: managed.length },
      overdue: count((l) => l.row.is_overdue),
      lost: count((l) => l.row.status === 'lost'),
    }
    return { disease: code, label, figures }
  })
}

/** What the figures mean, beside them. */
export function definitionsOf(rule: Resolved<StandardValues>) {
  const { followUps, spacingDays, examinations, referralDays } = rule.value
  const basis = basisOf(rule)
  const say = (name: string, label: Words, meaning: Words) => ({ name, label, meaning, basis })
  return [
    say('managed', { zh: '年内管理人数', en: 'Managed this year' }, { zh: '已确诊并在年内管理的人数', en: 'Confirmed and managed at some time of the year' }),
    say(
      'standardManaged',
      { zh: '规范管理率', en: 'Managed by the standard' },
      {
        zh: `全年有效随访不少于 ${followUps} 次(未满一年按比例),间隔不超过 ${spacingDays} 天,体检 ${examinations} 次,每次转诊 ${referralDays} 天内有随访;分母为年内管理人数`,
        en: `At least ${followUps} valid follow-ups a year (in proportion before its end), no more than ${spacingDays} days apart, ${examinations} examination, each referral followed within ${referralDays} days; over those managed this year`,
      },
    ),
    say(
      'controlled',
      { zh: '控制率', en: 'Controlled' },
      { zh: '最近一次随访达标人数,失访按未达标;分母为年内管理人数', en: 'Last follow-up at goal, lost counted as not; over those managed this year' },
    ),
  ]
}
