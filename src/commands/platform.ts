import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '#kernel/config.ts'
import type { Vault } from '#kernel/crypto.ts'
import { startPostgres } from '#kernel/embedded.ts'
import { installQueue } from '#kernel/jobs.ts'
import { openKeys } from '#kernel/keyCheck.ts'
import { isUpgrade, migrate, openApplicationRole } from '#kernel/migrate.ts'
import { sealedPlaces } from '../wiring.ts'

/** A data folder with its database, brought to the newest step. */
export type Platform = {
  /** As the owner of the tables: for migrating, seeding and importing only. */
  readonly ownerUrl: string
  /** As the application, which owns nothing. */
  readonly url: string
  readonly vault: Vault
  readonly migrated: readonly string[]
  stop(): Promise<void>
}

/** The database of a data folder as it is: started or reached, nothing changed. */
export async function reachDatabase(
  config: Config,
  tell: (line: string) => void,
  /** Where a restore fills an empty server: what is loaded need not be written to the log as well. */
  { loading = false }: { loading?: boolean } = {},
): Promise<{ ownerUrl: string; socket: string | undefined; stop(): Promise<void> }> {
  mkdirSync(config.data, { recursive: true })
  if (config.databaseUrl) return { ownerUrl: config.databaseUrl, socket: undefined, stop: async () => undefined }
  const embedded = await startPostgres({
    folder: join(config.data, 'postgres'),
    durable: true,
    ...(loading ? { settings: { wal_level: 'minimal', max_wal_senders: '0' } } : {}),
    onExit: ({ startsAgainInSeconds: seconds }) =>
      tell(
        `数据库意外退出,${seconds ? `${seconds} 秒后` : '正在'}重新启动 · the database ended unexpectedly and starts again ${seconds ? `in ${seconds} s` : 'now'}`,
      ),
  })
  return { ownerUrl: embedded.url, socket: embedded.socket, stop: () => embedded.stop() }
}

type Opening = {
  readonly config: Config
  readonly tell: (line: string) => void
  /** Called before an existing database is changed by the steps of a newer version. */
  readonly beforeUpgrade?: (ownerUrl: string) => Promise<void>
}

/** Starts or reaches the database, migrates it, and lets the application in. */
export async function openPlatform({ config, tell, beforeUpgrade }: Opening): Promise<Platform> {
  const { ownerUrl, socket, stop } = await reachDatabase(config, tell)
  try {
    if (beforeUpgrade && (await isUpgrade(ownerUrl))) await beforeUpgrade(ownerUrl)
    const migrated = await migrate(ownerUrl, (name) => tell(`  ${name}`))
    const url = overSocket(await openApplicationRole(ownerUrl, readOrMakePassword(config.data)), socket)
    await installQueue({ owner: ownerUrl, application: url })
    const vault = await openKeys({ url: ownerUrl, folder: keysFolder(config), cipher: config.cipher, places: sealedPlaces })
    return { ownerUrl, url, vault, migrated, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** What makes the sealed values readable; worthless without the database, as the database is without it. */
export function keysFolder(config: Config): string {
  return join(config.data, 'keys')
}

/** The same database over its Unix socket: a third less work for each question than over loopback. */
function overSocket(url: string, socket: string | undefined): string {
  if (!socket) return url
  const over = new URL(url)
  over.hostname = encodeURIComponent(socket)
  return over.href
}

/** The application's password in the database; made with the data folder. */
export function readOrMakePassword(folder: string): string {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'application.password')
  if (!existsSync(path)) writeFileSync(path, randomBytes(24).toString('base64url'), { mode: 0o600 })
  return readFileSync(path, 'utf8').trim()
}
