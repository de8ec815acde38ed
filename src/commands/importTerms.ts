import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { importTerms, NoHeader, type TermAccounting } from '#interop/terms/index.ts'
import type { Vault } from '#kernel/crypto.ts'
import { termKind } from '#record/term/contract.ts'

type Context = { readonly ownerUrl: string; readonly vault: Vault; readonly print: (line: string) => void }

const usage = `用法 · usage: import terms ${termKind.codes.join('|')} FILE [--refused FILE]`

/** Exit codes: 0 done, 2 wrong usage, 3 partly done. */
export async function runImportTerms(args: readonly string[], { ownerUrl, print }: Context): Promise<number> {
  const asked = read(args)
  if (typeof asked === 'string') {
    print(asked)
    return 2
  }
  try {
    const accounting = await importTerms({ url: ownerUrl, ...asked, tell: print })
    for (const line of report(accounting)) print(line)
    return accounting.refused.length > 0 ? 3 : 0
  } catch (error) {
    if (!(error instanceof NoHeader)) throw error
    print(error.message)
    return 2
  }
}

function read(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { refused: { type: 'string' } },
    })
    const [name, file, ...more] = positionals
    const kind = termKind.codes.find((k) => k === name)
    if (!kind || !file || more.length > 0) return usage
    if (!existsSync(file)) return `没有这个文件 · no such file: ${file}`
    return { kind, file, ...(values.refused ? { refusedFile: values.refused } : {}) }
  } catch (error) {
    return `${(error as Error).message}\n${usage}`
  }
}

const shown = 20

function report({ read, stored, unchanged, refused, encoding, refusedFile }: TermAccounting): string[] {
  return [
    `读取 read ${read}  写入 stored ${stored}  未变 unchanged ${unchanged}  拒收 refused ${refused.length}  (${encoding})`,
    ...refused.slice(0, shown).map(({ line, why }) => `  第 ${line} 行 line ${line}: ${why.zh} · ${why.en}`),
    ...(refused.length > shown ? [`  …… ${refused.length - shown}`] : []),
    ...(refusedFile ? [`拒收的行保存在 · refused lines are kept in ${refusedFile}`] : []),
  ]
}
