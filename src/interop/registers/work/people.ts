import { createHash } from 'node:crypto'
import { setImmediate as breath } from 'node:timers/promises'
import type { Vault } from '#kernel/crypto.ts'
import { blindPurpose, type FoundBy, nameReader } from '#registry/resident/rules.ts'
import { newBulkId } from '../../bulkIds.ts'
import { FileTrouble } from '../files/file.ts'
import type { Mark } from '../labels.ts'
import { indexPlaces } from '../rules/places.ts'
import type { Problem } from '../rules/read.ts'
import { judgeResident, personKey, type RowPerson, rowIdentity } from '../rules/residents.ts'
import { readPlaces } from '../store/county.ts'
import type { KeptRow, Reference } from '../store/kept.ts'
import { type DataRow, dataRows } from './rows.ts'
import { mostPeople, type Run } from './run.ts'

/** A person ready for the database: everything that needs a key is done. */
export type ReadyPerson = {
  readonly row: number
  readonly cells: readonly string[]
  readonly person: RowPerson
  readonly marks: readonly Mark[]
  readonly id: string
  /** Number and phone under every key there is, the one they are stored under last. */
  readonly keys: { readonly numbers: readonly Buffer[]; readonly phones: readonly Buffer[] }
  /** What a row without a number is known by when it comes again; likewise. */
  readonly rowKeys: readonly Buffer[]
  readonly householdKeys: readonly Buffer[]
  readonly householdId: string | null
  /** Left out in a trial, which stores nothing. */
  readonly sealed?: { readonly number: Buffer | null; readonly phone: Buffer | null } & FoundBy
}

export type Batch = {
  readonly from: number
  /** The last row of the file in it. */
  readonly until: number
  readonly people: readonly ReadyPerson[]
  readonly refused: readonly { readonly row: number; readonly cells: readonly string[]; readonly problems: readonly Problem[] }[]
  readonly skipped: readonly Mark[]
  readonly mends: readonly Reference[]
}

// Large enough that its dozen statements cost little, small enough that a kill loses a second of work.
const batchSize = 4000

/** Reads, judges and seals the people of a file, batch by batch. Rows up to `after` were taken before and only remembered. */
export async function* batchesOf(run: Run, on: { today: string; after: number; sealing: boolean }): AsyncGenerator<Batch> {
  const { upload, vault, loader } = run
  const places = indexPlaces(await loader.transaction(readPlaces))
  const reach = upload.reach ? new Set(upload.reach) : null
  const seen = new Map<string, number>()
  const readName = nameReader()
  let batch = emptyBatch(on.after)
  let rows = 0
  for await (const portion of dataRows(run.path, upload, on.today)) {
    for (const row of portion) {
      if (++rows > mostPeople) throw new FileTrouble('tooManyRows')
      // The database is given its next statement in between; without it one of the two would always wait for the other.
      if (rows % 50 === 0) await breath()
      const judged = row.skipped ? undefined : judgeResident(row.read, { places, reach })
      const twice = judged && 'person' in judged ? twiceIn(seen, judged.person, row) : undefined
      if (row.number <= on.after) continue
      batch.until = row.number
      if (row.mends) batch.mends.push(row.mends)
      if (row.skipped || twice === 'copy') batch.skipped.push(row.skipped ?? 'copy')
      else if (!judged || 'problems' in judged) batch.refused.push({ row: row.number, cells: row.cells, problems: judged?.problems ?? [] })
      else if (twice)
        batch.refused.push({ row: row.number, cells: row.cells, problems: [{ code: 'secondRow', field: judged.person.nationalId ? 'nationalId' : 'name' }] })
      else batch.people.push(ready(row, judged, { vault, readName, sealing: on.sealing }))
      if (batch.people.length + batch.refused.length + batch.skipped.length >= batchSize) {
        yield batch
        batch = emptyBatch(row.number)
      }
    }
  }
  if (batch.until > batch.from) yield batch
}

type Growing = { from: number; until: number; people: ReadyPerson[]; refused: Batch['refused'][number][]; skipped: Mark[]; mends: Reference[] }

function emptyBatch(from: number): Growing {
  return { from, until: from, people: [], refused: [], skipped: [], mends: [] }
}

/** The same person in an earlier row: `copy` where the rows are the same, `other` where they contradict each other. */
function twiceIn(seen: Map<string, number>, person: RowPerson, row: DataRow): 'copy' | 'other' | undefined {
  const key = personKey(person)
  const content = createHash('md5').update(row.cells.join('\u0000')).digest().readUIntBE(0, 6)
  const before = seen.get(key)
  if (before === undefined) seen.set(key, content)
  return before === undefined ? undefined : before === content ? 'copy' : 'other'
}

type Readying = { readonly vault: Vault; readonly readName: (name: string) => FoundBy; readonly sealing: boolean }

function ready(row: DataRow, { person, marks }: { person: RowPerson; marks: readonly Mark[] }, { vault, readName, sealing }: Readying): ReadyPerson {
  const { nationalId, phone, household } = person
  return {
    row: row.number,
    cells: row.cells,
    person,
    marks,
    id: newBulkId(),
    keys: {
      numbers: nationalId ? marksOf(vault, blindPurpose.number, nationalId) : [],
      phones: phone ? marksOf(vault, blindPurpose.phone, phone) : [],
    },
    rowKeys: nationalId ? [] : marksOf(vault, 'register row', rowIdentity(person)),
    householdKeys: household ? marksOf(vault, 'household number', household) : [],
    householdId: household ? newBulkId() : null,
    ...(sealing ? { sealed: { number: nationalId ? vault.seal(nationalId) : null, phone: phone ? vault.seal(phone) : null, ...readName(person.name) } } : {}),
  }
}

/** Under every key, the one to store last: of a key that was made a moment ago other processes may not know yet. */
export function marksOf(vault: Vault, purpose: string, value: string): readonly Buffer[] {
  const all = vault.blinds(purpose, value)
  if (all.length === 1) return all
  const stored = vault.blind(purpose, value)
  return [...all.filter((mark) => !mark.equals(stored)), stored]
}

/** A row with its cells sealed, as it is kept. */
export function asKept(vault: Vault, row: { row: number; cells: readonly string[]; problems: readonly Problem[] }, state: KeptRow['state']): KeptRow {
  return { row: row.row, state, problems: row.problems, sealed: vault.seal(JSON.stringify(row.cells)) }
}
