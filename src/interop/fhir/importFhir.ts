import { basename, resolve } from 'node:path'
import { dayOf } from '#kernel/calendar.ts'
import type { Vault } from '#kernel/crypto.ts'
import { type Loader, openLoader } from '../loader.ts'
import { type Accounting, addUnmapped, countOf, emptyAccounting } from './accounting.ts'
import { bodiesAt, keptEntries } from './bodies.ts'
import { filesIn } from './bundle.ts'
import type { Reason } from './reasons.ts'
import { type Scanned, scanFiles, scanKept } from './scan.ts'
import { openStaging } from './staging.ts'
import * as keys from './store/keys.ts'
import * as mark from './store/mark.ts'
import { takeBack } from './store/record.ts'
import { type Facility, facilitiesNamed, type Home, takePlaces, usualHome } from './store/registry.ts'
import { takeChunks } from './take.ts'

export type FhirImport = {
  /** The owner's, because only the owner may become the loader. */
  readonly url: string
  readonly vault: Vault
  readonly folder: string
  readonly tell?: (line: string) => void
  /** Name, short name or code of the facility at which imported people are found. */
  readonly facility?: string
  /** What the rows say they came from; the name of the folder unless given. The same source again changes nothing. */
  readonly source?: string
  /** Runs what was kept when it could not be taken, instead of the files. */
  readonly again?: boolean
}

/** The operator has to say something first. */
export class CannotStart extends Error {
  override name = 'CannotStart'
}

/**
 * Reads a folder of FHIR R4 bundles into registry and record. The whole is staged first, judged as a whole and then
 * taken in transactions of some thousand lines, so neither the order of the files nor a killed run matters.
 * @throws CannotStart
 */
export async function importFhir(asked: FhirImport): Promise<Accounting> {
  const started = performance.now()
  const loader = openLoader(asked.url, { connections: 3 })
  try {
    await takeTurn(loader)
    const accounting = await run(loader, asked)
    accounting.seconds = (performance.now() - started) / 1000
    return accounting
  } finally {
    await loader.close()
  }
}

async function run(loader: Loader, asked: FhirImport): Promise<Accounting> {
  const tell = asked.tell ?? (() => undefined)
  const source = `fhir:${asked.source ?? basename(resolve(asked.folder))}`
  const home = await findHome(loader, asked.facility)
  const accounting = emptyAccounting(source)
  await loader.asOwner('truncate interop.incoming, interop.incoming_alias')
  const scanned = await scan(loader, { asked, source, accounting, tell })
  await loader.asOwner('analyze interop.incoming')
  await judge(loader, { source, accounting, scanned })
  await loader.transaction(async (scope) => {
    await takePlaces(scope)
    await keys.keepPlaceKeys(scope, source)
    await takeBack(scope, source)
  })
  await takeChunks(loader, { source, home, vault: asked.vault, tell })
  await settle(loader, { source, accounting, scanned, folder: asked.folder })
  return accounting
}

type Run = { readonly source: string; readonly accounting: Accounting }

async function scan(loader: Loader, { asked, source, accounting, tell }: Run & { asked: FhirImport; tell: (line: string) => void }): Promise<Scanned> {
  const staging = openStaging(loader, source)
  const today = dayOf(new Date())
  if (asked.again) return scanKept(keptEntries(loader, source), { staging, accounting, today })
  const files = await filesIn(asked.folder)
  if (files.length === 0) throw new CannotStart(`文件夹中没有 .json 文件 · there is no .json file in ${asked.folder}`)
  const scanned = await scanFiles(asked.folder, files, { staging, accounting, today, tell })
  const unreadable = new Set(scanned.unreadable.map(({ file }) => file))
  await loader.transaction(async (scope) => {
    for (const file of scanned.unreadable)
      await keys.keepFile(scope, source, {
        ...file,
        reason: `${file.reason}: ${file.why}`,
        text: JSON.stringify(file.text.toWellFormed().replaceAll('\0', '')),
      })
    await keys.settleFiles(
      scope,
      source,
      files.filter((f) => !unreadable.has(f)),
    )
  })
  for (const { file, reason, why } of scanned.unreadable) accounting.files.unreadable.push({ file, reason, why })
  return scanned
}

/** Everything is there: what is double, known, circular or broken is found out before anything is taken. */
async function judge(loader: Loader, { source, accounting, scanned }: Run & { scanned: Scanned }): Promise<void> {
  await loader.transaction(async (scope) => {
    await mark.resolveAliases(scope)
    await mark.markCopies(scope)
    const unchanged = await mark.dropUnchanged(scope, source)
    for (const [type, n] of unchanged) countOf(accounting, type).unchanged += n
    await mark.markCircles(scope, [...scanned.circles])
    const unknown = await mark.markBroken(scope)
    if (unknown > 0) accounting.notes.practitionerUnknown = unknown
  })
}

async function settle(loader: Loader, { source, accounting, scanned: _, folder }: Run & { scanned: Scanned; folder: string }): Promise<void> {
  await loader.transaction(async (scope) => {
    const places = await keys.placesWithoutBody(scope)
    for await (const bodies of bodiesAt(loader, { folder, source, places })) await keys.addBodies(scope, bodies)
    for (const { kind, state, known, n } of await keys.countStates(scope)) {
      const count = countOf(accounting, kind)
      if (state === null) count[known ? 'updated' : 'stored'] += n
    }
    await keys.keepUnmapped(scope, source)
  })
  await countLate(loader, accounting)
}

/** What was found out after staging; the rest was counted when it was read. */
async function countLate(loader: Loader, accounting: Accounting): Promise<void> {
  const rows = await loader.asOwner<{ kind: string; state: string; n: number }>(
    `select kind, state, count(*)::int as n from interop.incoming where state is not null and target <> '' group by kind, state`,
  )
  for (const { kind, state, n } of rows) addUnmapped(accounting, kind, state.split(':')[0] as Reason, n)
}

async function findHome(loader: Loader, named: string | undefined): Promise<Home> {
  const found = await loader.transaction<Facility[]>(async (scope) => {
    if (named !== undefined) return facilitiesNamed(scope, named)
    const usual = await usualHome(scope)
    return usual ? [usual] : []
  })
  const [facility, other] = found
  if (other) throw new CannotStart(`有多家机构叫“${named}”,请用机构代码 · several facilities are called ${named}; use its code`)
  if (!facility) {
    throw new CannotStart(
      named === undefined
        ? '还没有可归属的机构,请先登记机构或用 --facility 指定 · there is no facility to bring people to; register one or name it with --facility'
        : `没有找到机构“${named}” · no facility is called ${named}`,
    )
  }
  return { id: facility.id, divisionCode: facility.division_code }
}

/** One import at a time, because they share the staging table. The turn ends with the connection. */
async function takeTurn(loader: Loader): Promise<void> {
  const [turn] = await loader.asOwner<{ mine: boolean }>("select pg_try_advisory_lock(hashtext('tongmai import fhir')) as mine")
  if (!turn?.mine) throw new CannotStart('另一个导入正在进行 · another import is running')
}
