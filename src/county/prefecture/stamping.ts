import type { Add, AnySheet, Row } from '../sheet.ts'
import { sheets } from '../sheets.ts'
import type { Cast } from './cast.ts'
import { stamped } from './sheets.ts'

export type Person = { readonly home: string; readonly insured: boolean }
type On = { readonly personOf: (residentId: string) => Person; readonly packages: boolean }

/**
 * Lets the county's writers fill tables whose triggers are off: stamps visits and charges with the person's home and insurance, and leaves
 * out what the prefecture does without (packages that somebody else writes, a basis where the person is at home).
 */
export function stampingAdd(cast: Cast, add: Add, { personOf, packages }: On): Add {
  const put = add as (sheet: AnySheet, row: Row) => void
  const clinics = new Set(cast.map.consortia.flatMap((c) => c.villages.map((v) => v.clinic.id)))
  const tcm = tcmPlaces(cast)
  let last: { id: unknown; kind: unknown } = { id: null, kind: null }

  function stamp(sheet: AnySheet, row: Row): void {
    if (sheet === sheets.package && !packages) return
    if (sheet === sheets.basis && row.kind === 'enrollment' && clinics.has(String(row.facility_id))) return
    if (sheet === sheets.visit) {
      const { home, insured } = personOf(String(row.resident_id))
      last = { id: row.id, kind: row.kind }
      put(stamped.visit, { ...row, home_facility_id: home, insured, tcm: tcm.has(String(row.facility_id)) || tcm.has(String(row.department_id)) })
    } else if (sheet === sheets.charge) {
      const { home, insured } = personOf(String(row.resident_id))
      put(stamped.charge, { ...row, home_facility_id: home, insured, visit_kind: row.visit_id === last.id ? String(last.kind) : null })
    } else put(sheet, row)
  }
  return stamp as Add
}

/** Hospitals and departments of Chinese medicine. */
export function tcmPlaces({ map }: Cast): ReadonlySet<string> {
  const { general, maternal, skin } = map.city
  const all = [...map.consortia.flatMap((c) => [c.lead, ...c.townships]), general, ...maternal, skin]
  return new Set([
    ...all.filter((f) => f.kind === 'tcmHospital').map((f) => f.id),
    ...all.flatMap((f) => f.departments.filter((d) => d.kind === 'tcm').map((d) => d.id)),
  ])
}
