import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Place, PostgresFailed } from './embeddedPlace.ts'

/** One cluster, running or not. */
export type Server = Place & {
  readonly durable: boolean
  readonly settings: Readonly<Record<string, string>>
  readonly data: string
  readonly socket: string
  readonly log: string
  password(): string
  /** A Unix socket's whole path has room for 107 bytes. */
  socketFits(port: number): boolean
}

export type Postmaster = { readonly pid: number; readonly port: number; readonly ready: boolean }
export type End = { readonly code: number | null; readonly signal: NodeJS.Signals | null }
export type Running = { readonly pid: number; readonly port: number; readonly ended: Promise<End> }

/** Recovery after a crash replays up to `max_wal_size`; a slow disk may need minutes. */
const startWithinMs = 600_000
const stopWithinMs = 120_000
const logBytes = 20_000_000
const passwordName = 'superuser-password'
/** Nothing of the caller's environment (PGPORT, PGOPTIONS, LANG) may change the server. */
const environment = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C.UTF-8' }

export function serverIn(options: Pick<Server, 'durable' | 'settings'> & { place: Place }): Server {
  const { place, durable, settings } = options
  const data = join(place.home, 'data')
  const socket = join(place.home, 'socket')
  return {
    ...place,
    durable,
    settings,
    data,
    socket,
    log: join(place.home, 'postgres.log'),
    password: () => readFileSync(join(data, passwordName), 'utf8'),
    socketFits: (port) => Buffer.byteLength(join(socket, `.s.PGSQL.${port}`)) <= 107,
  }
}

/** Makes the database files once. A draft is renamed, so that one interrupted half way is never taken for a cluster. */
export function createCluster(server: Server): void {
  if (existsSync(server.data)) {
    checkVersion(server)
    return
  }
  const draft = `${server.data}.draft-${randomBytes(4).toString('hex')}`
  const passwordFile = `${draft}.password`
  writeOwned(server, passwordFile, randomBytes(24).toString('base64url'))
  const made = spawnSync(
    join(server.native, 'bin', 'initdb'),
    [
      `--pgdata=${draft}`,
      `--pwfile=${passwordFile}`,
      '--username=postgres',
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C.UTF-8',
      '--locale-provider=icu',
      '--icu-locale=zh-Hans-CN',
      '--no-instructions',
      ...(server.durable ? [] : ['--no-sync']),
    ],
    { cwd: '/', env: environment, encoding: 'utf8', ...server.user },
  )
  if (made.status === 0) {
    renameSync(passwordFile, join(draft, passwordName))
    // Another process may have been quicker; its cluster is as good.
    if (!existsSync(server.data)) renameSync(draft, server.data)
  }
  clearDrafts(server)
  if (existsSync(server.data)) return
  throw new PostgresFailed(`The database could not be made in ${server.home}: ${made.stderr || made.error?.message}`)
}

function clearDrafts(server: Server): void {
  for (const name of readdirSync(server.home)) {
    if (name.startsWith('data.draft-')) rmSync(join(server.home, name), { recursive: true, force: true })
  }
}

function checkVersion(server: Server): void {
  const found = readFileSync(join(server.data, 'PG_VERSION'), 'utf8').trim()
  if (found === server.major) return
  throw new PostgresFailed(
    `${server.data} was made by PostgreSQL ${found}, this is ${server.major}. ` +
      'Make a backup with the version of Tongmai that made it, and restore it here.',
  )
}

/** Also when root writes it: the next start may be by the folder's ordinary owner. */
export function writeOwned(server: Server, file: string, text: string): void {
  writeFileSync(file, text, { mode: 0o600, flush: true })
  own(server, file)
}

export function ownedFolder(server: Server, folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  own(server, folder)
}

function own(server: Server, path: string): void {
  if (server.user) chownSync(path, server.user.uid, server.user.gid)
}

/** Brings the server up or joins the one that is up. After a crash it waits for what the crash left behind. */
export async function obtain(server: Server, port: number): Promise<Running> {
  const deadline = Date.now() + startWithinMs
  for (let attempt = 0; Date.now() < deadline; attempt += 1) {
    const found = await readyPostmaster(server, deadline)
    if (found) return adopt(server, found)
    const result = await launch(server, { port, deadline })
    if ('pid' in result) return result
    if (/still in use/.test(result.failure)) quitOrphans(server, attempt === 0 ? 'SIGQUIT' : 'SIGKILL')
    else if (/lock file .* already exists/.test(result.failure)) dropStaleLocks(server)
    else throw startFailure(server, port, result.failure)
    await pause(50)
  }
  throw startFailure(server, port, `not ready within ${startWithinMs / 1_000} s`)
}

/** The running postmaster, once it answers. One that is starting or stopping is waited for. */
export async function readyPostmaster(server: Server, deadline = Date.now() + startWithinMs): Promise<Postmaster | undefined> {
  for (;;) {
    const found = findPostmaster(server)
    if (!found || found.ready || Date.now() > deadline) return found
    await pause(20)
  }
}

function startFailure(server: Server, port: number, why: string): PostgresFailed {
  const mend = /Address already in use|could not create any TCP\/IP sockets/.test(why)
    ? `Port ${port} is taken by another program: stop that one, or choose another port. `
    : ''
  return new PostgresFailed(`PostgreSQL in ${server.home} did not start. ${mend}${why.trim()} (log: ${server.log})`)
}

async function launch(server: Server, options: { port: number; deadline: number }): Promise<Running | { failure: string }> {
  const { port, deadline } = options
  rotateLog(server)
  ownedFolder(server, server.socket)
  const log = openSync(server.log, 'a', 0o600)
  own(server, server.log)
  const offset = statSync(server.log).size
  // `detached`: Ctrl-C at the terminal goes to the whole process group, and we want to close before the database does.
  const child = spawn(join(server.native, 'bin', 'postgres'), serverArguments(server, port), {
    cwd: '/',
    env: environment,
    detached: true,
    stdio: ['ignore', log, log],
    ...server.user,
  })
  closeSync(log)
  let over: End | undefined
  const ended = new Promise<End>((resolve) => {
    child.once('error', () => resolve({ code: null, signal: null }))
    child.once('exit', (code, signal) => resolve({ code, signal }))
  })
  void ended.then((end) => {
    over = end
  })
  while (!over) {
    const found = findPostmaster(server)
    if (found?.ready && found.pid === child.pid) {
      child.unref()
      return { pid: found.pid, port, ended }
    }
    if (Date.now() > deadline) child.kill('SIGQUIT')
    await pause(10)
  }
  return { failure: readFileSync(server.log).subarray(offset).toString() }
}

function serverArguments(server: Server, port: number): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: server.socketFits(port) ? `"${server.socket.replaceAll('"', '""')}"` : '',
    cluster_name: `tongmai-${server.mark}`,
    ...server.settings,
  }
  return ['-D', server.data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}

function adopt(server: Server, found: Postmaster): Running {
  const ended = new Promise<End>((resolve) => {
    const watch = setInterval(() => {
      if (isPostmaster(server, found.pid)) return
      clearInterval(watch)
      resolve({ code: null, signal: null })
    }, 200).unref()
  })
  return { pid: found.pid, port: found.port, ended }
}

/** Whether the running server got the settings we would give it; PostgreSQL notes its command line in the data folder. */
export function startedWith(server: Server, found: Postmaster): boolean {
  const wanted = serverArguments(server, found.port).map((argument) => ` "${argument}"`)
  return readFileSync(join(server.data, 'postmaster.opts'), 'utf8').trimEnd().endsWith(wanted.join(''))
}

/** Fast shutdown: open transactions are rolled back, what was committed is safe. */
export async function shutDown(server: Server): Promise<void> {
  const found = findPostmaster(server)
  if (!found) return
  const patience = [
    { signal: 'SIGINT', ms: stopWithinMs },
    { signal: 'SIGQUIT', ms: 10_000 },
    { signal: 'SIGKILL', ms: 10_000 },
  ] as const
  for (const { signal, ms } of patience) {
    const deadline = Date.now() + ms
    if (isPostmaster(server, found.pid)) process.kill(found.pid, signal)
    while (Date.now() < deadline) {
      if (!isPostmaster(server, found.pid)) return
      await pause(10)
    }
  }
}

/** The living postmaster of this cluster, from the lock file it writes: line 1 its pid, line 4 its port, line 8 its state. */
export function findPostmaster(server: Server): Postmaster | undefined {
  const lines = readOr(join(server.data, 'postmaster.pid'), '').split('\n')
  const pid = Number(lines[0])
  if (!pid || !isPostmaster(server, pid)) return undefined
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
}

/** By command line: after a power cut the same number may be any other process. A dead, unreaped one has none. */
function isPostmaster(server: Server, pid: number): boolean {
  const words = readOr(`/proc/${pid}/cmdline`, '').split('\0')
  return words[0]?.endsWith('/postgres') === true && words[1] === '-D' && words[2] === server.data
}

/** Backends outlive a killed postmaster until they notice, and hold its shared memory so long. */
function quitOrphans(server: Server, signal: 'SIGQUIT' | 'SIGKILL'): void {
  for (const pid of orphans(server)) process.kill(pid, signal)
}

function orphans(server: Server): number[] {
  const title = `postgres: tongmai-${server.mark}: `
  const owner = server.user?.uid ?? process.getuid?.()
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && readOr(`/proc/${name}/cmdline`, '').startsWith(title))
    .filter((name) => statSync(`/proc/${name}`, { throwIfNoEntry: false })?.uid === owner)
    .map(Number)
}

/**
 * PostgreSQL itself clears a lock whose process is gone, but not when the number now belongs to another process of the same
 * user, as happens in containers. If nothing of this folder runs, its locks go.
 */
function dropStaleLocks(server: Server): void {
  if (findPostmaster(server) || orphans(server).length > 0) return
  rmSync(join(server.data, 'postmaster.pid'), { force: true })
  rmSync(server.socket, { recursive: true, force: true })
}

function readOr(file: string, otherwise: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return otherwise
  }
}

export function logTail(server: Server): string {
  return readOr(server.log, '').slice(-2_000)
}

/** The server appends, so its file may be emptied under it; one older copy is kept. */
export function rotateLog(server: Server): void {
  if ((statSync(server.log, { throwIfNoEntry: false })?.size ?? 0) < logBytes) return
  copyFileSync(server.log, `${server.log}.1`)
  truncateSync(server.log)
}
