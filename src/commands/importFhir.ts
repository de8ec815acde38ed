import { existsSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Accounting, CannotStart, importFhir, isPartly, reason, totalOf, unmappedIn } from '#interop/fhir/index.ts'
import type { Vault } from '#kernel/crypto.ts'

type Context = { readonly ownerUrl: string; readonly vault: Vault; readonly print: (line: string) => void }

const usage = '用法 · usage: import fhir DIR [--facility NAME|CODE] [--source LABEL] [--again]'

/** Exit codes: 0 done, 2 wrong usage, 3 partly done. */
export async function runImportFhir(args: readonly string[], { ownerUrl, vault, print }: Context): Promise<number> {
  const asked = read(args)
  if (typeof asked === 'string') {
    print(asked)
    return 2
  }
  try {
    const accounting = await importFhir({ url: ownerUrl, vault, ...asked, tell: print })
    for (const line of report(accounting)) print(line)
    return isPartly(accounting) ? 3 : 0
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error
    print(error.message)
    return 2
  }
}

function read(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { facility: { type: 'string' }, source: { type: 'string' }, again: { type: 'boolean' } },
    })
    const [folder, ...more] = positionals
    if (!folder || more.length > 0) return usage
    if (!existsSync(folder) || !statSync(folder).isDirectory()) return `没有这个文件夹 · no such folder: ${folder}`
    const { facility, source, again = false } = values
    return { folder, again, ...(facility ? { facility } : {}), ...(source ? { source } : {}) }
  } catch (error) {
    return `${(error as Error).message}\n${usage}`
  }
}

const columns = ['read', 'stored', 'updated', 'unchanged', 'unmapped'] as const
const headings = {
  read: '读取 read',
  stored: '新增 stored',
  updated: '更新 updated',
  unchanged: '未变 unchanged',
  unmapped: '未映射 unmapped',
}
const notes: Readonly<Record<string, string>> = {
  birthDatePartial: '出生日期不完整,取首日 · birth date incomplete, its first day was taken',
  deathDateUnknown: '已故但无死亡日期 · dead without a date',
  moneyRounded: '金额不足一分,已四舍五入 · amounts finer than a cent were rounded',
  practitionerUnknown: '医务人员不在文件中,只保留姓名 · practitioners not among the files, only their names were kept',
}

/** Every type on a line, then why things were not taken, then files that could not be read. */
function report(accounting: Accounting): string[] {
  const { files, types, seconds, source } = accounting
  const total = totalOf(accounting)
  const rows = Object.entries(types)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([type, count]) => [type, ...columns.map((c) => String(c === 'unmapped' ? unmappedIn(count) : count[c]))])
  const table = [['资源 resource', ...columns.map((c) => headings[c])], ...rows, ['合计 total', ...columns.map((c) => String(total[c]))]]
  const widths = table[0]?.map((_, i) => Math.max(...table.map((row) => widthOf(row[i] ?? '')))) ?? []
  const line = (row: readonly string[]) => row.map((cell, i) => (i === 0 ? pad(cell, widths[i] ?? 0, 'end') : pad(cell, widths[i] ?? 0, 'start'))).join('  ')
  const speed = seconds > 0 ? Math.round(total.read / seconds) : 0
  return [
    `来源 source ${source}  文件 files ${files.read}`,
    ...table.map(line),
    ...Object.entries(types).flatMap(([type, { unmapped }]) =>
      reason.codes.flatMap((r) => (unmapped[r] ? [`  ${type} ${unmapped[r]}: ${reason.labels[r].zh} · ${reason.labels[r].en}`] : [])),
    ),
    ...files.unreadable.map(({ file, reason: r, why }) => `  ${file}: ${reason.labels[r].zh} · ${reason.labels[r].en} (${why})`),
    ...Object.entries(accounting.notes).map(([note, n]) => `  ${n} ${notes[note] ?? note}`),
    `用时 ${seconds.toFixed(1)} s  ${speed} 条/秒 resources/s`,
  ]
}

/** Chinese characters are two columns wide. */
function widthOf(text: string): number {
  return [...text].reduce((sum, c) => sum + (/\p{Script=Han}/u.test(c) ? 2 : 1), 0)
}

function pad(text: string, width: number, side: 'start' | 'end'): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)))
  return side === 'start' ? space + text : text + space
}
