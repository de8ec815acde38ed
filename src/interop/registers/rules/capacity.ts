import { newId } from '#kernel/ids.ts'
import type { GoodRow } from './facilities.ts'
import { indexPlaces, type Place } from './places.ts'
import type { Problem } from './read.ts'
import { bare } from './text.ts'

export type Template = {
  readonly id: string
  readonly facilityId: string
  readonly departmentId: string
  readonly kind: string
  readonly resource: string
  readonly expert: boolean
  readonly practitionerId: string | null
  readonly practitionerName: string | null
  readonly weekdays: readonly number[]
  readonly starts: string
  readonly minutes: number
  readonly capacity: number
  readonly reservedPercent: number | null
  readonly from: string
  readonly until: string | null
}
export type KnownCapacity = {
  readonly places: readonly Place[]
  readonly departments: readonly { readonly id: string; readonly facilityId: string; readonly name: string }[]
  readonly workers: readonly { readonly staffId: string; readonly name: string; readonly licenceNumber: string | null; readonly workplaceId: string }[]
  readonly templates: readonly Template[]
}
export type CapacityPlan = {
  readonly templates: readonly (Template & { readonly isNew: boolean })[]
  readonly added: ReadonlySet<number>
  readonly changed: ReadonlySet<number>
  readonly problems: ReadonlyMap<number, readonly Problem[]>
}

/** How booking itself judges a template, so that a sheet can say nothing a screen could not. */
export type TemplateCheck = (template: {
  kind: 'slot' | 'bed' | 'exam'
  starts: string
  minutes: number
  reservedPercent: number | undefined
}) => { readonly refusal: string } | undefined

/** What the sheet of capacity changes. A template is known by department, kind, name and the time it starts. */
export function planCapacity(rows: readonly GoodRow[], known: KnownCapacity, on: { today: string; check: TemplateCheck }): CapacityPlan {
  const problems = new Map<number, readonly Problem[]>()
  const places = indexPlaces(known.places)
  const byKey = new Map(known.templates.map((t) => [keyOf(t), t]))
  const templates = new Map<string, Template & { isNew: boolean }>()
  const added = new Set<number>()
  const changed = new Set<number>()
  for (const row of rows) {
    const read = readTemplate(row, { known, places, ...on })
    if (Array.isArray(read)) {
      problems.set(row.number, read)
      continue
    }
    const template = read as Template
    const key = keyOf(template)
    const before = byKey.get(key)
    // What an existing template says beside the row, it goes on saying.
    const next = before ? { ...template, id: before.id, from: row.values.from === undefined ? before.from : template.from } : template
    byKey.set(key, next)
    if (before && isSame(before, next)) continue
    templates.set(next.id, { ...next, isNew: !before || (templates.get(next.id)?.isNew ?? false) })
    ;(before ? changed : added).add(row.number)
  }
  return { templates: [...templates.values()], added, changed, problems }
}

const keyOf = (t: Pick<Template, 'departmentId' | 'kind' | 'resource' | 'starts'>) => `${t.departmentId} ${t.kind} ${bare(t.resource)} ${t.starts.slice(0, 5)}`

type Reading = { readonly known: KnownCapacity; readonly places: ReturnType<typeof indexPlaces>; readonly today: string; readonly check: TemplateCheck }

function readTemplate({ values }: GoodRow, { known, places, today, check }: Reading): Template | Problem[] {
  const wrong: Problem[] = []
  const found = places.find(String(values.facility))
  if (!('place' in found)) return [{ code: found.problem, field: 'facility', detail: String(values.facility) }]
  const facilityId = found.place.id
  const department = known.departments.find((d) => d.facilityId === facilityId && bare(d.name) === bare(String(values.department)))
  if (!department) wrong.push({ code: 'noDepartment', field: 'department', detail: String(values.department) })
  const who = values.practitioner === undefined ? undefined : workerNamed(String(values.practitioner), known, facilityId)
  if (values.practitioner !== undefined && !who) wrong.push({ code: 'noStaff', field: 'practitioner', detail: String(values.practitioner) })
  const [kind, starts, minutes] = [values.kind as 'slot', String(values.starts), Number(values.minutes)]
  const reservedPercent = values.reservedPercent as number | undefined
  const refused = check({ kind, starts, minutes, reservedPercent })?.refusal
  if (refused === 'bedStartsAtEight') wrong.push({ code: 'bedStartsAtEight', field: 'starts' })
  else if (refused) wrong.push({ code: 'reservedTooLow', field: 'reservedPercent' })
  if (wrong.length > 0 || !department) return wrong
  return {
    id: newId(),
    facilityId,
    departmentId: department.id,
    kind,
    resource: String(values.resource),
    expert: values.expert === true,
    practitionerId: who?.staffId ?? null,
    practitionerName: who?.name ?? null,
    weekdays: values.weekdays as number[],
    starts,
    minutes,
    capacity: Number(values.capacity),
    reservedPercent: reservedPercent ?? null,
    from: String(values.from ?? today),
    until: values.until === undefined ? null : String(values.until),
  }
}

function workerNamed(written: string, known: KnownCapacity, facilityId: string) {
  const there = known.workers.filter((w) => w.workplaceId === facilityId && (w.licenceNumber === written || bare(w.name) === bare(written)))
  return new Set(there.map((w) => w.staffId)).size === 1 ? there[0] : undefined
}

function isSame(a: Template, b: Template): boolean {
  const text = (t: Template) =>
    JSON.stringify([
      t.resource,
      t.expert,
      t.practitionerId,
      t.weekdays.toSorted(),
      t.starts.slice(0, 5),
      t.minutes,
      t.capacity,
      t.reservedPercent,
      t.from,
      t.until,
    ])
  return text(a) === text(b)
}
