import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import type pg from 'pg'
import { buildPack } from '#care/pack/index.ts'
import type { Vault } from '#kernel/crypto.ts'
import { asSystem } from '#kernel/transaction.ts'
import { packSections } from '../wiring.ts'
import { kernelOver } from './figures.ts'

type Context = { readonly pool: pg.Pool; readonly vault: Vault; readonly print: (line: string) => void; readonly clock?: () => Date }

const usage = '用法 · usage: pack --facility ID --out FILE.gz'
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Writes the pack that a device of a village clinic would receive. Exit codes: 0 done, 1 no such clinic, 2 wrong usage. */
export async function writePack(args: readonly string[], context: Context): Promise<number> {
  const { print } = context
  const asked = read(args)
  if (!asked) {
    print(usage)
    return 2
  }
  const began = performance.now()
  const { people, rows } = await packOf(asked.facility, context)
  if (people === 0) {
    print(`没有这个机构,或它没有居民 · no such facility, or nobody lives there: ${asked.facility}`)
    return 1
  }
  const plain = Buffer.from(JSON.stringify({ rows }))
  const packed = gzipSync(plain)
  writeFileSync(asked.out, packed, { mode: 0o600 })
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  print(`${people} 位居民 people, ${rows.length} 行 rows, ${plain.length} → ${packed.length} 字节 bytes, ${seconds} s → ${asked.out}`)
  print('文件含有个人信息,用后请删除 · it holds personal data; delete it after use')
  return 0
}

/** The rows of a clinic's pack, as its village doctor would get them. */
export async function packOf(facility: string, { pool, vault, clock = () => new Date() }: Omit<Context, 'print'>) {
  const unseal = (sealed: Buffer) => vault.open(sealed)
  return asSystem(await kernelOver(pool, clock), { name: 'pack', facilities: [facility] }, (scope) =>
    buildPack(scope, { unseal, sections: packSections, role: 'villageDoctor' }),
  )
}

function read(args: readonly string[]): { facility: string; out: string } | undefined {
  try {
    const { values } = parseArgs({ args: [...args], options: { facility: { type: 'string' }, out: { type: 'string' } } })
    const { facility, out } = values
    return facility && uuid.test(facility) && out ? { facility, out } : undefined
  } catch {
    return undefined
  }
}
