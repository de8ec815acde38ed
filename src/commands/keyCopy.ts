import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Config } from '#kernel/config.ts'
import { openVault } from '#kernel/crypto.ts'
import { openBackupKey } from '#operation/backup/key.ts'
import { copyKeys } from '#operation/keys/copy.ts'
import { markOfKeys } from '#operation/keys/mark.ts'
import { confirmKeyCopy } from '#operation/record.ts'
import { failWith } from '#operation/trouble.ts'
import { askPassword } from './password.ts'
import { reachDatabase } from './platform.ts'

/** `keys copy --to FOLDER` and `keys confirm`. */
export async function runKeyCopy(args: readonly string[], { config, print }: { config: Config; print: (line: string) => void }): Promise<number> {
  const [what, ...rest] = args
  const keys = join(config.data, 'keys')
  if (what === 'copy') {
    const { values } = parseArgs({ args: rest, options: { to: { type: 'string' } } })
    if (values.to) return copy(keys, { folder: resolve(values.to), print })
  }
  if (what === 'confirm') {
    const database = await reachDatabase(config, print)
    await confirmKeyCopy(database.ownerUrl, markOfKeys(keys)).finally(() => database.stop())
    print('已记下:密钥副本保存在别处 · noted: a copy of the keys lies elsewhere')
    return 0
  }
  print('keys copy --to FOLDER | keys confirm')
  return 2
}

async function copy(keys: string, { folder, print }: { folder: string; print: (line: string) => void }): Promise<number> {
  // A data folder that was never backed up has no backup key yet; a copy without it would be half a copy.
  openVault(keys)
  openBackupKey(keys)
  const password = await askPassword('口令 · password')
  if (!process.env.TONGMAI_KEY_PASSWORD && password !== (await askPassword('再输一次 · once more'))) {
    failWith({ zh: '两次输入不同', en: 'the two differ' })
  }
  const file = await copyKeys(keys, { folder, password })
  print(`密钥副本 · copy of the keys: ${file}`)
  print('请放到别处(U 盘、保险柜),记住口令,然后运行 · take it elsewhere, remember the password, then run: bin/tongmai keys confirm')
  return 0
}
