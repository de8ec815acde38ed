import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Tells one set of keys from another: a copy that was confirmed does not cover a key that was made afterwards. */
export function markOfKeys(folder: string): string {
  const hash = createHash('sm3')
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.key')) : []
  for (const name of names.toSorted())
    hash.update(name).update(
      createHash('sm3')
        .update(readFileSync(join(folder, name)))
        .digest(),
    )
  return hash.digest('hex').slice(0, 32)
}
