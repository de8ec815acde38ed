import { urgency } from '#care/referral/contract.ts'
import { typeset } from '#kernel/typeset.ts'
import type { Language, Words } from '#kernel/words.ts'
import { role } from '#registry/access/roles.ts'
import { kinds } from '#web/duty/kinds.ts'
import { lastingInWords } from '#web/ui/time.ts'

/** Names inside the values of rules, as people read them. */
const names: Readonly<Record<string, Words>> = {
  ...urgency.labels,
  ...Object.fromEntries(Object.entries(kinds).map(([name, { does }]) => [name, does])),
  arrive: { zh: '到院', en: 'arrive' },
  treat: { zh: '诊治', en: 'treat' },
  discharge: { zh: '出院', en: 'discharge' },
  acceptReturn: { zh: '接收回家的人', en: 'take over at home' },
  outcome: { zh: '14 天结果', en: '14-day outcome' },
  settle: { zh: '安排后续', en: 'settle' },
  approve: { zh: '县外审批', en: 'approve' },
  open: { zh: '进行中', en: 'while open' },
  afterEnd: { zh: '结束后', en: 'after the end' },
  toAct: { zh: '答复后处理', en: 'to act on the answer' },
  hoursBefore: { zh: '提前(小时)', en: 'hours before' },
  percentOfUnused: { zh: '放出未用的 %', en: '% of the unused' },
  afterMinutes: { zh: '超时后', en: 'after' },
  to: { zh: '升级到', en: 'climbs to' },
  adultFrom: { zh: '成人起始年龄', en: 'adults from' },
  adult: { zh: '成人', en: 'adults' },
  child: { zh: '儿童', en: 'children' },
  systolic: { zh: '收缩压', en: 'systolic' },
  diastolic: { zh: '舒张压', en: 'diastolic' },
  pulse: { zh: '脉搏', en: 'pulse' },
  temperature: { zh: '体温', en: 'temperature' },
  respiration: { zh: '呼吸', en: 'respiration' },
  spo2: { zh: '血氧', en: 'oxygen saturation' },
  weight: { zh: '体重', en: 'weight' },
  height: { zh: '身高', en: 'height' },
  waist: { zh: '腰围', en: 'waist' },
  bmi: { zh: '体质指数', en: 'BMI' },
  fastingGlucose: { zh: '空腹血糖', en: 'fasting glucose' },
  randomGlucose: { zh: '随机血糖', en: 'random glucose' },
}

const words: Readonly<Record<string, Words>> = {
  ...role.labels,
  manager: { zh: '本机构管理员', en: 'the facility manager' },
  consortium: { zh: '医共体转诊中心', en: 'the consortium referral desk' },
}

export type Rule = { readonly value: unknown; readonly unit: Words | null }

/** A value as one or a few lines of words. What nobody gave a name is counted, never shown raw. */
export function valueInWords({ value, unit }: Rule, language: Language): string {
  const said = language === 'zh' ? typeset(sayValue(value, language)) : sayValue(value, language)
  return unit && (typeof value === 'number' || typeof value === 'string') ? `${said} ${unit[language]}` : said
}

function sayValue(value: unknown, language: Language): string {
  if (value === null || value === undefined) return language === 'zh' ? '无规定' : 'no rule'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return language === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no'
  if (typeof value === 'string') return words[value]?.[language] ?? names[value]?.[language] ?? value
  if (Array.isArray(value)) return sayList(value, language)
  if (isClock(value)) return clockInWords(value, language)
  if (isRange(value)) return rangeInWords(value)
  return sayRecord(value as Record<string, unknown>, language)
}

function sayList(value: readonly unknown[], language: Language): string {
  if (value.every((each) => typeof each === 'object'))
    return value.map((each) => `${inOneLine(each, language)}`).join('\n')
  const shown = value
    .slice(0, 8)
    .map((each) => sayValue(each, language))
    .join(language === 'zh' ? '、' : ', ')
  if (value.length <= 8) return shown
  return language === 'zh' ? `${shown} 等 ${value.length} 项` : `${shown} and ${value.length - 8} more`
}

function inOneLine(value: unknown, language: Language): string {
  const entries = Object.entries(value as Record<string, unknown>)
  return entries
    .map(
      ([name, item]) =>
        `${nameOf(name, language)} ${name === 'afterMinutes' ? minutes(item, language) : sayValue(item, language)}`,
    )
    .join(language === 'zh' ? ',' : ', ')
}

function minutes(value: unknown, language: Language): string {
  return value === 0 ? (language === 'zh' ? '立即' : 'at once') : lastingInWords(Number(value) * 60_000, language)
}

const mostLines = 6

function sayRecord(value: Record<string, unknown>, language: Language): string {
  const entries = Object.entries(value)
  if (entries.some(([, item]) => isPlainRecord(item) && !isClock(item) && !isRange(item))) {
    return language === 'zh' ? `共 ${countLeaves(value)} 项数值` : `${countLeaves(value)} values`
  }
  const lines = entries
    .slice(0, mostLines)
    .map(([name, item]) => `${nameOf(name, language)} ${sayValue(item, language)}`)
  const rest = entries.length - mostLines
  if (rest > 0) lines.push(language === 'zh' ? `另有 ${rest} 项` : `and ${rest} more`)
  return lines.join('\n')
}

function nameOf(name: string, language: Language): string {
  return names[name]?.[language] ?? (language === 'zh' ? '其他' : 'other')
}

function countLeaves(value: unknown): number {
  if (!isPlainRecord(value) || isRange(value) || isClock(value)) return 1
  return Object.values(value).reduce((sum: number, each) => sum + countLeaves(each), 0)
}

function isPlainRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

type Clock = { minutes: number; counts: 'always' | 'workingDays' }

function isClock(value: unknown): value is Clock {
  return isPlainRecord(value) && 'minutes' in value && 'counts' in value
}

function clockInWords({ minutes: count, counts }: Clock, language: Language): string {
  const lasting = lastingInWords(count * 60_000, language)
  if (counts === 'always') return lasting
  return language === 'zh' ? `${lasting}(工作日)` : `${lasting} (working days)`
}

type Range = { low?: number; high?: number }

function isRange(value: unknown): value is Range {
  return isPlainRecord(value) && ('low' in value || 'high' in value)
}

function rangeInWords({ low, high }: Range): string {
  if (low === undefined) return `≤ ${high}`
  return high === undefined ? `≥ ${low}` : `${low}–${high}`
}
