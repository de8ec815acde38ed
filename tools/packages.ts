// What bin/setup needs to know about packages, and the one repair of package-lock.json.
//   node tools/packages.ts check      ends well when node_modules already holds what package-lock.json wants
//   node tools/packages.ts finish     does what install scripts would have done; npm no longer runs them unasked
//   node tools/packages.ts complete   after a change of packages: adds what an incomplete registry left out of the lock
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { linkLibraries } from '../src/kernel/embeddedPlace.ts'

type Locked = {
  version: string
  cpu?: string[]
  dev?: true
  libc?: string[]
  optional?: true
  os?: string[]
  optionalDependencies?: Record<string, string>
}
type Lock = { packages: Record<string, Locked> }

const root = join(import.meta.dirname, '..')
const lockFile = join(root, 'package-lock.json')
const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32']
const processors = ['arm', 'arm64', 'ia32', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64']

const asked = process.argv[2]
if (asked === 'check') process.exitCode = isInstalled() ? 0 : 1
else if (asked === 'finish') finish()
else if (asked === 'complete') complete()
else throw new Error('Say check, finish or complete.')

function readLock(file: string): Lock {
  return JSON.parse(readFileSync(file, 'utf8'))
}

function isInstalled(): boolean {
  const note = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(note)) return false
  const installed = readLock(note).packages
  return Object.entries(readLock(lockFile).packages).every(
    ([path, locked]) =>
      path === '' || (installed[path]?.version === locked.version && existsSync(join(root, path))) || (locked.optional === true && !isForHere(locked)),
  )
}

/** Optional packages are mostly builds for one system; those that name none may be missing. */
function isForHere({ os, cpu, libc }: Locked): boolean {
  if (!os && !cpu) return false
  return (os?.includes(process.platform) ?? true) && (cpu?.includes(process.arch) ?? true) && !libc?.includes('musl')
}

function finish(): void {
  try {
    linkLibraries()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
  }
}

/**
 * A registry that lacks the builds for other systems makes `npm install` write a lock without them, which `npm ci` then
 * refuses everywhere. Their versions stand in the package that wants them, their system in their name.
 */
function complete(): void {
  const lock = readLock(lockFile)
  const { '': own, ...rest } = lock.packages
  if (!own) throw new Error(`${lockFile} describes no package.`)
  for (const [path, locked] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(locked.optionalDependencies ?? {})) {
      if (Object.keys(rest).some((known) => known === name || known.endsWith(`node_modules/${name}`))) continue
      const words = name.split(/[/-]/)
      const cpu = words.filter((word) => processors.includes(word))
      const os = words.filter((word) => systems.includes(word))
      if (cpu.length === 0) throw new Error(`${name}, wanted by ${path}, is not in the lock and names no processor.`)
      rest[`node_modules/${name}`] = {
        version,
        cpu,
        ...(locked.dev ? { dev: true } : {}),
        ...(name.includes('musl') ? { libc: ['musl'] } : {}),
        optional: true,
        ...(os.length > 0 ? { os } : {}),
      }
      console.log(`added ${name} ${version}`)
    }
  }
  const sorted = Object.entries(rest).sort(([a], [b]) => a.localeCompare(b, 'en'))
  writeFileSync(lockFile, `${JSON.stringify({ ...lock, packages: { '': own, ...Object.fromEntries(sorted) } }, null, 2)}\n`)
}
