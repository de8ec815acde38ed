import type { EntryKind } from '#record/timeline/labels.ts'
import type { Line, Thing } from '#record/visit/rules/things.ts'
import type { Add, AnySheet, Row } from './sheet.ts'
import { sheets } from './sheets.ts'

/** To whom, where and when a thing happened; the visit it belongs to begins at the same moment. */
export type Happening = {
  readonly residentId: string
  readonly facilityId: string
  readonly visitId: string | null
  readonly at: string
}
export type RecordWriter = ReturnType<typeof recordWriter>

const sheetOf: Readonly<Record<Thing['table'], AnySheet>> = {
  diagnosis: sheets.diagnosis,
  observation: sheets.observation,
  prescription: sheets.prescription,
  allergy: sheets.allergy,
  charge: sheets.charge,
  document: sheets.document,
}

/**
 * Writes things into the record, each with its line of the timeline. In a slim county the line of a visit speaks for
 * its diagnosis and its charge.
 */
export function recordWriter(add: Add, { newId, slim }: { newId: () => string; slim: boolean }) {
  const put = add as (sheet: AnySheet, row: Row) => void

  /** What every thing has, whatever it is. */
  function common(on: Happening) {
    return {
      resident_id: on.residentId,
      facility_id: on.facilityId,
      visit_id: on.visitId,
      at: on.at,
      recorded_at: on.at,
      source: 'synthetic',
    } as const
  }
  function enter(on: Happening, entry: Line & { readonly id: string; readonly kind: EntryKind }): void {
    put(sheets.entry, { ...common(on), ...entry })
  }
  /** Things as the record's own rules make them. */
  function write(on: Happening, things: readonly Thing[]): void {
    for (const { table, row, line } of things) {
      put(sheetOf[table], { ...common(on), ...row })
      if (line && !(slim && (table === 'diagnosis' || table === 'charge'))) enter(on, { id: row.id, kind: table, ...line })
    }
  }
  /** A thing that only imports and seeds write. */
  function writeOther(on: Happening, other: { sheet: AnySheet; kind: EntryKind; row: Row; title: string; detail?: string }): void {
    const id = newId()
    put(other.sheet, { ...common(on), id, ...other.row })
    enter(on, { id, kind: other.kind, title: other.title, detail: other.detail ?? null, abnormal: false })
  }

  return { newId, write, writeOther, enter }
}
