import { readFileSync } from 'node:fs'

/** The systems that coded rows of the record name. */
export const systems = {
  diagnosis: 'icd10',
  procedure: 'icd9cm3',
  observation: 'http://loinc.org',
  medication: 'local',
  substance: 'http://www.whocc.no/atc',
  vaccine: 'http://hl7.org/fhir/sid/cvx',
} as const

export type Term = { readonly code: string; readonly zh: string; readonly strength: string; readonly unit: string; readonly route: string }

export type CodeLists = {
  /** The Chinese name of a code of the list. */
  readonly diagnosis: (code: string) => string
  readonly procedure: (code: string) => string
  /** By its Chinese name. */
  readonly medication: (zh: string) => Term
}

/** The short lists that come with the platform: the county uses no code that is not in them. */
export function readCodeLists(): CodeLists {
  const diagnoses = new Map(readList('diagnoses').map((row) => [row.code, row.zh]))
  const procedures = new Map(readList('procedures').map((row) => [row.code, row.zh]))
  const medications = new Map(readList('medications').map((row) => [row.zh, row as Term]))
  return {
    diagnosis: (code) => found(diagnoses.get(code), code),
    procedure: (code) => found(procedures.get(code), code),
    medication: (zh) => found(medications.get(zh), zh),
  }
}

function readList(name: string): (Record<string, string> & { code: string; zh: string })[] {
  const [head = '', ...lines] = readFileSync(new URL(`../../db/seed/${name}.csv`, import.meta.url), 'utf8').trim().split(/\r?\n/)
  const columns = cellsOf(head)
  return lines.map((line) => Object.fromEntries(cellsOf(line).map((cell, i) => [columns[i] ?? '', cell])) as { code: string; zh: string })
}

/** The cells of one line of CSV; a cell with a comma stands in double quotes. */
function cellsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '')
}

function found<T>(value: T | undefined, key: string): T {
  if (value === undefined) throw new Error(`the code lists do not have ${key}`)
  return value
}
