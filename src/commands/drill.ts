import { statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Config } from '#kernel/config.ts'
import { drill } from '#operation/drill.ts'
import { recordDrill } from '#operation/record.ts'
import { chooseBackup } from '#operation/shelf.ts'
import { backupFolderOf } from './backup.ts'
import { reachDatabase, readOrMakePassword } from './platform.ts'

/** `drill [--from FILE|FOLDER]`: restores the newest backup beside the data, compares it, and throws it away. */
export async function runDrill(args: readonly string[], { config, print }: { config: Config; print: (line: string) => void }): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { from: { type: 'string' } } })
  const database = await reachDatabase(config, print)
  const began = performance.now()
  let file: string | null = null
  const line = () => ({ at: new Date(), file, seconds: (performance.now() - began) / 1000 })
  try {
    file = chooseBackup(resolve(values.from ?? backupFolderOf(config)))
    const manifest = await drill(
      {
        file,
        keys: join(config.data, 'keys'),
        url: database.ownerUrl,
        applicationPassword: readOrMakePassword(config.data),
        folder: config.data,
        sameDisk: !config.databaseUrl,
      },
      statSync(file).size,
    )
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    await recordDrill(database.ownerUrl, { ...line(), rows, outcome: 'done', detail: null })
    print(`演练成功 · the drill succeeded: ${file}, ${manifest.tables.length} 张表 tables, ${rows} 行 rows, ${line().seconds.toFixed(1)} s`)
    return 0
  } catch (error) {
    await recordDrill(database.ownerUrl, { ...line(), rows: null, outcome: 'failed', detail: (error as Error).message }).catch(() => undefined)
    throw error
  } finally {
    await database.stop()
  }
}
