import { parseArgs } from 'node:util'
import type pg from 'pg'
import { z } from 'zod'
import { type Answer, type Asked, type AskedFigure, askFigures, everyLevel, periodName, sayValue, unknown } from '#governance/indicators/index.ts'
import { dayOf } from '#kernel/calendar.ts'
import { day } from '#kernel/capability.ts'
import { asSystem } from '#kernel/transaction.ts'
import { kernelOver } from './figures.ts'

type Context = { readonly pool: pg.Pool; readonly print: (line: string) => void; readonly clock?: () => Date }

const usage = '用法 · usage: indicators --at LEVEL:ID --period 2025|2025-Q1|2025-03 [--as-of YYYY-MM-DD] [--json]'
const levels = `LEVEL: ${everyLevel.join(' | ')}`
const refusals = {
  noSuchPlace: '没有这个地方 · no such place',
  noSuchPeriod: '这段时间还没有开始 · that time has not begun',
} as const

/** Prints every indicator of a place with what it was computed from. Exit codes: 0 done, 1 no such place or time, 2 wrong usage. */
export async function printIndicators(args: readonly string[], { pool, print, clock = () => new Date() }: Context): Promise<number> {
  const asked = read(args, dayOf(clock()))
  if (typeof asked === 'string') {
    for (const line of [asked, usage, levels]) print(line)
    return 2
  }
  const reach = { name: 'indicators', facilities: [], role: 'tongmai_measurer' } as const
  const answer = await asSystem(await kernelOver(pool, clock), reach, (scope) => askFigures(scope, asked))
  if (typeof answer === 'string') {
    print(`${refusals[answer]}: ${answer === 'noSuchPlace' ? `${asked.level}:${asked.key}` : asked.period}`)
    return 1
  }
  if (asked.json) print(JSON.stringify(answer, null, 2))
  else for (const line of table(answer)) print(line)
  return 0
}

function read(args: readonly string[], today: string): (Asked & { json: boolean }) | string {
  const text = { type: 'string' } as const
  try {
    const { values } = parseArgs({ args: [...args], options: { at: text, period: text, 'as-of': text, json: { type: 'boolean', default: false } } })
    const [level, key] = split(values.at ?? '')
    const known = z.enum(everyLevel).safeParse(level)
    if (!known.success || !key) return `--at 没有写对 · --at is not LEVEL:ID: ${values.at ?? ''}`
    const period = periodName.safeParse(values.period)
    if (!period.success) return `--period 没有写对 · --period is no year, quarter or month: ${values.period ?? ''}`
    const asOf = day.optional().safeParse(values['as-of'])
    if (!asOf.success) return `--as-of 不是日期 · --as-of is no day: ${values['as-of']}`
    if (asOf.data && asOf.data > today) return `--as-of 还没有到 · that day has not come: ${asOf.data}`
    return { level: known.data, key, period: period.data, asOf: asOf.data, json: values.json }
  } catch (error) {
    return (error as Error).message
  }
}

function split(at: string): readonly [string, string] {
  const colon = at.indexOf(':')
  return colon < 0 ? [at, ''] : [at.slice(0, colon), at.slice(colon + 1)]
}

function* table({ place, period, asOf, countedUntil, version, indicators }: Answer): Generator<string> {
  const known = asOf ? `  截至 as known on ${asOf}` : ''
  yield `${place.name || place.key}  ${period.name}${period.isRunning ? ' (进行中 running)' : ''}${known}`
  yield `数据截止 data until ${countedUntil ?? '—'}  第 ${version} 版 version`
  const cells = indicators.map(cellsOf)
  const head = ['指标 indicator', '值 value', '分子 numerator', '分母 denominator', '口径 edition', '状态 status']
  const widths = head.map((_, i) => Math.max(...[head, ...cells].map((row) => widthOf(row[i] ?? ''))))
  for (const row of [head, ...cells])
    yield row
      .map((cell, i) => cell + ' '.repeat((widths[i] ?? 0) - widthOf(cell)))
      .join('  ')
      .trimEnd()
}

function cellsOf(f: AskedFigure): string[] {
  const why = f.unknown && unknown.labels[f.unknown]
  const value = f.unit === 'fen' && f.value !== null ? `${sayValue({ value: f.value, unit: 'fen' }).zh} yuan` : sayValue(f).zh
  const name = `${f.national ? `${f.national} ` : ''}${f.name.zh} ${f.name.en}`
  return [name, why ? `未知 unknown: ${why.zh} ${why.en}` : value, String(f.numerator ?? '—'), String(f.denominator ?? '—'), f.edition ?? '—', f.status]
}

/** How many columns of a terminal a text takes: a Chinese letter takes two. */
function widthOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + (/[\u1100-\u115f\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]/u.test(letter) ? 2 : 1), 0)
}
