import type { Judged } from './matching.ts'

type Cell = string | number | boolean | Buffer | null | undefined

/** One person as a line of COPY into `registers.staged`, its columns in their order. `householdKey`: under which the household stands. */
export function copyLine(batch: number, { person: ready, verdict }: Judged, householdKey: Buffer | null): string {
  const { row, id, person, sealed, keys, rowKeys } = ready
  const cells: Cell[] = [
    batch,
    row,
    id,
    verdict.verdict,
    verdict.verdict === 'same' ? verdict.who.residentId : null,
    person.home.id,
    householdKey,
    ready.householdId,
    person.relation === 'head',
    person.relation,
    person.name,
    person.sex,
    person.birthDate,
    person.village,
    person.address,
    person.grid,
    person.home.divisionCode,
    sealed?.phone,
    keys.phones.at(-1),
    person.insurance,
    person.priorityGroups && list(person.priorityGroups),
    sealed?.number,
    keys.numbers.at(-1),
    person.nationalId?.slice(-4) ?? '',
    list(sealed?.terms ?? []),
    rowKeys.at(-1),
    sealed?.sound ?? '',
    list(keys.phones.map((blind) => `\\x${blind.toString('hex')}`)),
  ]
  return cells.map(textOf).join('\t')
}

const needsEscape = /[\\\t\n\r]/
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function textOf(cell: Cell): string {
  if (cell === null || cell === undefined) return '\\N'
  if (typeof cell === 'string') return needsEscape.test(cell) ? cell.replaceAll(/[\\\t\n\r]/g, (c) => escapes[c] ?? c) : cell
  if (typeof cell === 'object') return `\\\\x${cell.toString('hex')}`
  return typeof cell === 'boolean' ? (cell ? 't' : 'f') : String(cell)
}

function list(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replaceAll(/["\\]/g, (c) => `\\${c}`)}"`).join(',')}}`
}
