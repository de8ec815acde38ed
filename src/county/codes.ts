import { readFileSync } from 'node:fs'

/** A line of a list of codes; a medicine says more. */
type ListedTerm = { readonly code: string; readonly zh: string }
export type Medicine = ListedTerm & { readonly strength: string; readonly unit: string; readonly route: string }

export type CodeLists = {
  /** The Chinese name of a code. */
  readonly diagnosis: (code: string) => string
  readonly procedure: (code: string) => string
  /** By its Chinese name. */
  readonly medicine: (zh: string) => Medicine
}

/** The short lists that come with the platform: the county uses no code that is not in them. */
export function readCodeLists(): CodeLists {
  const diagnoses = new Map(readList('diagnoses').map((row) => [row.code, row.zh]))
  const procedures = new Map(readList('procedures').map((row) => [row.code, row.zh]))
  const medicines = new Map(readList('medications').map((row) => [row.zh, row as Medicine]))
  return {
    diagnosis: (code) => found(diagnoses.get(code), code),
    procedure: (code) => found(procedures.get(code), code),
    medicine: (zh) => found(medicines.get(zh), zh),
  }
}

function readList(name: string): ListedTerm[] {
  const text = readFileSync(new URL(`../../db/seed/${name}.csv`, import.meta.url), 'utf8')
  const [head = '', ...lines] = text.trim().split(/\r?\n/)
  const columns = cellsOf(head)
  return lines.map((line) => Object.fromEntries(cellsOf(line).map((cell, i) => [columns[i], cell])) as ListedTerm)
}

/** The cells of one line of CSV; a cell with a comma stands in double quotes. */
function cellsOf(line: string): string[] {
  const cells = line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)
  return [...cells].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '')
}

function found<T>(value: T | undefined, key: string): T {
  if (value === undefined) throw new Error(`the code lists do not have ${key}`)
  return value
}
