import { addDays, startOf } from '#kernel/calendar.ts'
import { type Accounting, addUnmapped, countOf } from './accounting.ts'
import { type Entry, readBundle } from './bundle.ts'
import { membersOfCycles } from './cycles.ts'
import { keyOf, otherKeysOf } from './identity.ts'
import { type Json, moment, object, Unfit } from './json.ts'
import type { Staging } from './staging.ts'
import type { Around } from './taken.ts'
import { parentsOf, translate } from './translate/index.ts'

/** What one pass over all files collects beside the staged lines. */
type Pass = {
  readonly staging: Staging
  readonly accounting: Accounting
  readonly latest: string
  readonly medications: Map<string, Json>
  readonly parents: Map<string, readonly string[]>
  /** Resources that name a medication which no file has shown yet. */
  readonly waiting: { entry: Entry; key: string; names: Around['names'] }[]
}

export type Scanned = {
  /** Keys of resources whose references run in a circle. */
  readonly circles: ReadonlySet<string>
  /** Whole files that could not be read. */
  readonly unreadable: readonly {
    readonly file: string
    readonly why: string
    readonly reason: 'malformed' | 'notABundle'
    readonly text: string
  }[]
}

type Scan = { readonly staging: Staging; readonly accounting: Accounting; readonly today: string }

function startPass({ staging, accounting, today }: Scan): Pass {
  return {
    staging,
    accounting,
    latest: startOf(addDays(today, 2)),
    medications: new Map(),
    parents: new Map(),
    waiting: [],
  }
}

/** Reads every file once and stages what is in it, in whatever order the files come. */
export async function scanFiles(folder: string, files: readonly string[], scan: Scan & { tell: (line: string) => void }): Promise<Scanned> {
  const pass = startPass(scan)
  const unreadable: Scanned['unreadable'][number][] = []
  for (const [i, file] of files.entries()) {
    const bundle = await readBundle(folder, file)
    scan.accounting.files.read += 1
    if (Array.isArray(bundle)) stageBundle(pass, bundle)
    else unreadable.push({ file, ...bundle })
    await scan.staging.breathe()
    if ((i + 1) % 100 === 0) scan.tell(`${i + 1} / ${files.length}`)
  }
  return { circles: await endPass(pass), unreadable }
}

/** The same for bodies that were kept when they could not be taken. */
export async function scanKept(bodies: AsyncIterable<readonly Entry[]>, scan: Scan): Promise<Scanned> {
  const pass = startPass(scan)
  for await (const entries of bodies) {
    stageBundle(pass, entries)
    await scan.staging.breathe()
  }
  return { circles: await endPass(pass), unreadable: [] }
}

async function endPass(pass: Pass): Promise<Set<string>> {
  for (const one of pass.waiting) stageEntry(pass, { ...one, isLast: true })
  await pass.staging.finish()
  return membersOfCycles(pass.parents)
}

function stageBundle(pass: Pass, entries: readonly Entry[]): void {
  const names = new Map<string, string>()
  const keyed = entries.map((entry) => ({ entry, key: keyFor(entry) }))
  for (const { entry, key } of keyed) {
    if (entry.fullUrl) names.set(entry.fullUrl, key)
    if (entry.resource?.resourceType === 'Medication') pass.medications.set(key, entry.resource)
  }
  for (const { entry, key } of keyed) stageEntry(pass, { entry, key, names, isLast: false })
}

function keyFor({ resource, fullUrl, key, place }: Entry): string {
  if (key !== undefined || !resource) return key ?? `Entry/${place}`
  try {
    return keyOf(resource, fullUrl)
  } catch {
    return `${typeOf(resource)}/#${place}`
  }
}

type One = { readonly entry: Entry; readonly key: string; readonly names: Around['names']; readonly isLast: boolean }

function stageEntry(pass: Pass, { entry, key, names, isLast }: One): void {
  const { staging, accounting } = pass
  const { resource, fullUrl, place } = entry
  const type = typeOf(resource)
  if (!isLast) countOf(accounting, type).read += 1
  try {
    if (!resource || type === 'Unknown') throw new Unfit('notABundle', 'no resource')
    if (entry.method === 'DELETE') throw new Unfit('noPlace', 'DELETE')
    const medication = (name: string) => findMedication(pass, name, isLast)
    const around = { names, latest: pass.latest, medication }
    const taken = translate(resource, around)
    const parents = parentsOf(resource, around)
    if (parents.length > 0) pass.parents.set(key, parents)
    const erroneous = taken.notes?.includes('enteredInError') ?? false
    staging.take({ key, type, taken, saidAt: saidAt(resource), place, state: erroneous ? 'enteredInError' : null })
    staging.alias(key, otherKeysOf(resource, key, fullUrl))
    for (const note of taken.notes ?? []) if (note !== 'enteredInError') accounting.notes[note] = (accounting.notes[note] ?? 0) + 1
  } catch (error) {
    if (error === later) pass.waiting.push({ entry, key, names })
    else keep(pass, { entry, key, type, error })
  }
}

/** Thrown once where the medication may stand in a file that comes later. */
const later = new Error('wait for the other files')

function findMedication({ medications }: Pass, key: string, isLast: boolean): Json | undefined {
  const found = medications.get(key)
  if (!found && !isLast) throw later
  if (!found) throw new Unfit('brokenReference', key)
  return found
}

function keep({ staging, accounting }: Pass, { entry, key, type, error }: { entry: Entry; key: string; type: string; error: unknown }): void {
  if (!(error instanceof Unfit) && !(error instanceof RangeError)) throw error
  const why = error instanceof Unfit ? error.reason : 'tooLong'
  addUnmapped(accounting, type, why)
  staging.keep({
    key,
    type,
    body: entry.resource ?? null,
    reason: `${why}: ${error.message}`.slice(0, 500),
    place: entry.place,
  })
}

function typeOf(resource: Json | undefined): string {
  const type = resource?.resourceType
  return typeof type === 'string' && /^[A-Za-z]{1,60}$/.test(type) ? type : 'Unknown'
}

/** When the source last changed it, for choosing between two copies. */
function saidAt(resource: Json): string | null {
  try {
    return moment(object(resource.meta)?.lastUpdated) ?? null
  } catch {
    return null
  }
}
