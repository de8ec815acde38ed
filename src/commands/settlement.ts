import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { mark, problem, trouble } from '#interop/registers/labels.ts'
import { loadSettlementFile, NoBureau, type SettlementEnd } from '#interop/settlement/index.ts'
import { progressLine } from './progress.ts'

type Context = { readonly ownerUrl: string; readonly url: string; readonly keys: string; readonly data: string; readonly print: (line: string) => void }

const usage = '用法 · usage: settlement FILE [--kept FILE]'

/** Exit codes: 0 done, 1 could not be read, 2 wrong usage, 3 rows were sent back. */
export async function runSettlement(args: readonly string[], { ownerUrl, url, keys, data, print }: Context): Promise<number> {
  const asked = read(args)
  if (typeof asked === 'string') {
    print(asked)
    return 2
  }
  const began = performance.now()
  const lines = { reading: progressLine(print), loading: progressLine(print) }
  const tell = (status: string, share: number) => {
    if (status === 'reading') lines.reading('试读 read', share)
    if (status === 'loading') lines.loading('装载 loaded', share)
  }
  try {
    const end = await loadSettlementFile({ ownerUrl, url, keys, folder: join(data, 'uploads'), path: asked.file, keptPath: asked.kept, tell })
    for (const line of report(end, { kept: asked.kept, seconds: (performance.now() - began) / 1000 })) print(line)
    if (end.upload.status !== 'done') return 1
    return end.kept > 0 ? 3 : 0
  } catch (error) {
    if (!(error instanceof NoBureau)) throw error
    print(error.message)
    return 2
  }
}

function read(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { kept: { type: 'string' } } })
    const [file, ...more] = positionals
    if (!file || more.length > 0) return usage
    if (!existsSync(file)) return `没有这个文件 · no such file: ${file}`
    return { file, kept: values.kept ?? `${file.replace(/\.\w+$/, '')}-待改正.csv` }
  } catch (error) {
    return `${(error as Error).message}\n${usage}`
  }
}

function report({ upload, kept, wasKnown }: SettlementEnd, on: { kept: string; seconds: number }): string[] {
  const { shape, loaded } = upload
  const stopped = shape?.trouble ? [`${trouble.labels[shape.trouble.code].zh} · ${trouble.labels[shape.trouble.code].en}`] : []
  if (!loaded) return stopped.length > 0 ? stopped : ['缺少必填的列 · a needed column is missing']
  const speed = on.seconds > 0 ? Math.round(loaded.rows / on.seconds) : 0
  return [
    ...(wasKnown ? ['这个文件以前装载过 · this file was loaded before'] : []),
    `读取 read ${loaded.rows}  新增 added ${loaded.added}  更正 corrected ${loaded.updated}  未变 unchanged ${loaded.unchanged}  退回 sent back ${loaded.refused}`,
    ...loaded.marks.map(({ mark: code, n }) => `  ${n} ${mark.labels[code].zh} · ${mark.labels[code].en}`),
    ...loaded.problems.map(({ code, field, n, row }) => `  ${n} ${field} ${problem[code][0].zh} · ${problem[code][0].en} (第 ${row} 行 row ${row})`),
    ...stopped,
    ...(kept > 0 ? [`退回的行保存在 · rows to mend are in ${on.kept}`] : []),
    ...(wasKnown ? [] : [`用时 ${on.seconds.toFixed(1)} s  ${speed} 行/秒 rows/s`]),
  ]
}
