import { parseArgs } from 'node:util'
import { extractRows, FolderNotEmpty } from '#governance/measures/index.ts'
import { day } from '#kernel/capability.ts'
import { createPool } from '#kernel/database.ts'
import { kernelOver } from './figures.ts'
import { progressLine } from './progress.ts'

type Context = { readonly url: string; readonly print: (line: string) => void; readonly clock?: () => Date }

const usage = '用法 · usage: export facts --from YYYY-MM-DD --to YYYY-MM-DD --out FOLDER'

/** Writes the rows behind every figure between two days, both included. Exit codes: 0 done, 2 wrong usage. */
export async function exportFacts(args: readonly string[], { url, print, clock }: Context): Promise<number> {
  const asked = read(args)
  if (typeof asked === 'string') {
    print(asked)
    print(usage)
    return 2
  }
  const began = performance.now()
  const lines = new Map<string, ReturnType<typeof progressLine>>()
  const tell = (file: string, share: number) => {
    const line = lines.get(file) ?? progressLine(print)
    lines.set(file, line)
    line(file, share)
  }
  const pool = createPool(url, { max: 2 })
  // One moment for all files, however long the writing takes.
  pool.on('connect', (client) => void client.query(`set default_transaction_isolation = 'repeatable read'`).catch(() => undefined))
  try {
    const { files, countedUntil } = await extractRows(await kernelOver(pool, clock), { ...asked, tell })
    for (const { name, rows } of files) print(`${name.padEnd(12)} ${rows} 行 rows`)
    print(`数据截止 data until ${countedUntil ?? '—'}, ${((performance.now() - began) / 1000).toFixed(1)} s → ${asked.folder}`)
    print('没有姓名和证件号,仍是个人信息,请妥善保管 · nobody is named, yet these are data about people: keep them safe')
    return 0
  } catch (error) {
    if (!(error instanceof FolderNotEmpty)) throw error
    print(`文件夹不是空的 · the folder is not empty: ${asked.folder}`)
    return 2
  } finally {
    await pool.end()
  }
}

function read(args: readonly string[]): { from: string; to: string; folder: string } | string {
  const text = { type: 'string' } as const
  try {
    const { values } = parseArgs({ args: [...args], options: { from: text, to: text, out: text } })
    const [from, to] = [day.safeParse(values.from), day.safeParse(values.to)]
    if (!from.success) return `--from 不是日期 · --from is no day: ${values.from ?? ''}`
    if (!to.success) return `--to 不是日期 · --to is no day: ${values.to ?? ''}`
    if (to.data < from.data) return '--to 在 --from 之前 · --to is before --from'
    if (!values.out) return '--out 没有写 · --out is missing'
    return { from: from.data, to: to.data, folder: values.out }
  } catch (error) {
    return (error as Error).message
  }
}
