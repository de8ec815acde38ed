import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { PostgresFailed, preparePlace } from './embeddedPlace.ts'
import {
  createCluster,
  findPostmaster,
  logTail,
  obtain,
  ownedFolder,
  type Running,
  readyPostmaster,
  rotateLog,
  type Server,
  serverIn,
  shutDown,
  startedWith,
  writeOwned,
} from './embeddedServer.ts'

export type PostgresOptions = {
  /** Only for PostgreSQL; made when missing. Reused as it is when a database is already in it. */
  readonly folder: string
  /** Otherwise a free one, kept for later starts as long as nobody else takes it. */
  readonly port?: number
  /** `false` trades safety for speed: a power cut loses the database. For tests only. */
  readonly durable: boolean
  /** Server settings (`{ work_mem: '32MB' }`); they win over ours. */
  readonly settings?: Readonly<Record<string, string>>
  /** Called at every unexpected end of the server, before it is started again. */
  readonly onExit?: (exit: PostgresExit) => void
}

export type PostgresExit = {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** Nothing at first; more when it ends again and again, at most a minute. It is never given up. */
  readonly startsAgainInSeconds: number
  /** The last lines of the server's log. */
  readonly log: string
}

export type Postgres = {
  /** As superuser, over loopback. */
  readonly url: string
  readonly port: number
  /** Folder of the Unix socket; `undefined` where its path would be too long for one. */
  readonly socket: string | undefined
  /** Of the postmaster; another one after a crash. */
  readonly pid: number
  /** Fast shutdown, unless another process still uses the folder. May be called twice. */
  stop(): Promise<void>
}

const restartsPerMinute = 5
const longestPauseSeconds = 60

/**
 * Starts the PostgreSQL that comes with the package and keeps it running until `stop`. It does not keep this process alive.
 * A server left behind by a killed process is adopted. Several processes may use one folder; the last to leave stops it.
 * Throws PostgresFailed with a sentence that says how to mend it: port taken, folder of another version, no user to run as.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const server = serverIn({
    place: preparePlace(options.folder, options.durable),
    durable: options.durable,
    settings: { ...ownSettings(options.durable), ...options.settings },
  })
  createCluster(server)
  const leave = enter(server)
  let running = await firstStart(server, options.port).catch((error: unknown) => {
    leave()
    throw error
  })
  const { port } = running
  let starting = Promise.resolve()
  let stopping: Promise<void> | undefined
  const { promise: left, resolve: leaving } = Promise.withResolvers<void>()
  const rotation = setInterval(rotateLog, 3_600_000, server).unref()
  process.once('exit', leaveAtExit)
  void keepRunning()

  async function keepRunning(): Promise<void> {
    const ends: number[] = []
    let end = await running.ended
    while (!stopping) {
      ends.push(Date.now())
      const startsAgainInSeconds = pauseAfter(ends)
      options.onExit?.({ ...end, startsAgainInSeconds, log: logTail(server) })
      await Promise.race([pause(startsAgainInSeconds * 1000, undefined, { ref: false }), left])
      if (stopping) return
      starting = obtain(server, port).then((again) => {
        running = again
      })
      end = await starting.then(
        () => running.ended,
        () => pause(1_000, { code: null, signal: null }),
      )
    }
  }

  async function stopAndLeave(): Promise<void> {
    leaving()
    await starting.catch(() => undefined)
    clearInterval(rotation)
    process.off('exit', leaveAtExit)
    if (leave() === 'last') await shutDown(server)
  }

  function leaveAtExit(): void {
    const found = findPostmaster(server)
    if (leave() === 'last' && found) process.kill(found.pid, 'SIGINT')
  }

  return {
    url: `postgresql://postgres:${server.password()}@127.0.0.1:${port}/postgres`,
    port,
    socket: server.socketFits(port) ? server.socket : undefined,
    get pid() {
      return running.pid
    },
    stop() {
      stopping ??= stopAndLeave()
      return stopping
    },
  }
}

/** An address space that is full or a disk that fails ends every start: then trying without a pause would only hide it. */
function pauseAfter(ends: readonly number[]): number {
  const often = ends.filter((at) => at > Date.now() - 600_000)
  const tooMany = often.filter((at) => at > Date.now() - 60_000).length > restartsPerMinute ? often.length - restartsPerMinute : 0
  return tooMany === 0 ? 0 : Math.min(longestPauseSeconds, 2 ** tooMany)
}

async function firstStart(server: Server, port: number | undefined): Promise<Running> {
  const found = await readyPostmaster(server)
  if (found && !(startedWith(server, found) && (port === undefined || port === found.port))) {
    if (others(server).length > 1) {
      throw new PostgresFailed(`Another process uses the PostgreSQL in ${server.home} with other settings. Stop that one first, or take another folder.`)
    }
    await shutDown(server)
  }
  const running = await obtain(server, port ?? found?.port ?? (await keptOrFreePort(server)))
  writeOwned(server, join(server.home, 'port'), `${running.port}\n`)
  return running
}

async function keptOrFreePort(server: Server): Promise<number> {
  const file = join(server.home, 'port')
  const kept = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
  const port = (await listenOnce(kept)) ?? (await listenOnce(0))
  if (port) return port
  throw new PostgresFailed('No port can be opened on 127.0.0.1, and PostgreSQL needs one.')
}

function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(undefined))
    probe.listen({ port, host: '127.0.0.1' }, () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : undefined))
    })
  })
}

let entered = 0

/** Notes that this process uses the folder. The function it returns takes the note back and says whether others remain. */
function enter(server: Server): () => 'last' | 'others' {
  ownedFolder(server, usersOf(server))
  entered += 1
  const own = join(usersOf(server), `${process.pid}.${bornAt(process.pid)}.${entered}`)
  writeFileSync(own, '')
  return () => {
    rmSync(own, { force: true })
    return others(server).length === 0 ? 'last' : 'others'
  }
}

/** Notes of processes that live; those of the dead are cleared away. */
function others(server: Server): string[] {
  return readdirSync(usersOf(server)).filter((name) => {
    const [pid = '', born] = name.split('.')
    if (bornAt(Number(pid)) === born) return true
    rmSync(join(usersOf(server), name), { force: true })
    return false
  })
}

function usersOf(server: Server): string {
  return join(server.home, 'users')
}

/** Start time of a process in clock ticks: tells it from a later one that got the same number. */
function bornAt(pid: number): string | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return fields[0] === 'Z' ? undefined : fields[19]
  } catch {
    return undefined
  }
}

function ownSettings(durable: boolean): Record<string, string> {
  const megabytes = Math.floor(Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY) / 2 ** 20)
  const shared = {
    effective_cache_size: `${Math.floor(megabytes / 2)}MB`,
    maintenance_work_mem: '128MB',
    max_wal_size: '2GB',
    max_connections: '60',
    random_page_cost: '1.1',
    wal_compression: 'on',
    jit: 'off',
    // The same everywhere: days are the application's business, never the machine's.
    timezone: 'UTC',
    // The statement, its values and the DETAIL line may carry a person's data; the log must not. What the application asks wrongly
    // is not written here at all (0016_sealing_and_paper.sql): the application writes it, without the values.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    log_statement: 'none',
    log_min_duration_statement: '-1',
  }
  if (durable) {
    return {
      ...shared,
      shared_buffers: megabytes < 1_024 ? '128MB' : megabytes < 4_096 ? '256MB' : '512MB',
    }
  }
  return {
    ...shared,
    shared_buffers: '128MB',
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    wal_level: 'minimal',
    max_wal_senders: '0',
  }
}
