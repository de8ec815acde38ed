import type { Names } from './identity.ts'
import type { Json } from './json.ts'

export type Cell = string | number | boolean | null | readonly string[]
export type Row = Readonly<Record<string, Cell>>

/** The table of the record a resource goes to, or what it is for the registry. */
export type RecordTable = 'visit' | 'diagnosis' | 'observation' | 'prescription' | 'procedure' | 'immunization' | 'allergy' | 'diagnostic_report' | 'charge'
export type Target = RecordTable | 'facility' | 'staff' | 'resident'

/** What was taken of a resource: rows in our words, and the names of what it refers to, not looked up yet. */
export type Taken = {
  readonly target: Target
  /** The thing itself first; parts after it with their `part` number, by which they get their id. */
  readonly rows: readonly (Row & { readonly part?: number })[]
  readonly subject?: string
  readonly visit?: string | undefined
  readonly place?: string | undefined
  readonly practitioner?: string | undefined
  /** What must be there as well. */
  readonly needs?: readonly string[]
  readonly line?: {
    readonly at: string
    readonly title: string
    readonly detail: string | null
    readonly abnormal: boolean
  }
  /** What only the registry needs: identifiers, terms of search. */
  readonly more?: Json
  /** Small things the operator should know: counted. */
  readonly notes?: readonly string[]
}

/** What a translator may know beside the resource. */
export type Around = {
  readonly names: Names
  /** Not after this a thing may have happened: tomorrow, because clocks differ. */
  readonly latest: string
  /** A medication that stands for itself, by its key. */
  readonly medication: (key: string) => Json | undefined
}
