import type { Verdict } from '../rules/match.ts'
import type { ReadyPerson } from './people.ts'

type Cell = string | number | boolean | Buffer | null | undefined

/** One person as a line of COPY into `registers.staged`, its columns in their order. */
export function copyLine(batch: number, { row, id, person, sealed, ...ready }: ReadyPerson, { verdict, residentId }: Verdict): string {
  const cells: Cell[] = [
    batch,
    row,
    id,
    verdict,
    residentId,
    person.home.id,
    ready.householdKey,
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
    ready.phoneBlind,
    person.insurance,
    person.priorityGroups && list(person.priorityGroups),
    sealed?.number,
    ready.numberBlind,
    person.nationalId?.slice(-4) ?? '',
    list(sealed?.terms ?? []),
    ready.rowKey,
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
