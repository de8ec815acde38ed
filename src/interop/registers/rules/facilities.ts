import { newId } from '#kernel/ids.ts'
import { departmentKind } from '#registry/facility/contract.ts'
import { isCreditCode, isFacilityCode } from '#registry/facility/rules.ts'
import { indexPlaces, type Place } from './places.ts'
import type { Problem, Values } from './read.ts'
import { bare, half } from './text.ts'

/** A row that was read without a problem of its own. */
export type GoodRow = { readonly number: number; readonly values: Values }

export type KnownFacility = Place & {
  readonly level: string | null
  readonly ownership: string
  readonly phone: string | null
  readonly address: string | null
}
export type KnownCounty = {
  readonly facilities: readonly KnownFacility[]
  readonly departments: readonly { readonly facilityId: string; readonly name: string }[]
  readonly consortia: readonly { readonly id: string; readonly name: string }[]
  /** In force today. */
  readonly memberships: readonly { readonly facilityId: string; readonly consortiumId: string; readonly kind: string }[]
}

export type PlannedFacility = KnownFacility & { readonly openedOn: string; readonly isNew: boolean }
export type FacilityPlan = {
  readonly facilities: readonly PlannedFacility[]
  readonly departments: readonly { readonly id: string; readonly facilityId: string; readonly kind: string; readonly name: string }[]
  readonly consortia: readonly { readonly id: string; readonly name: string; readonly divisionCode: string; readonly leadId: string }[]
  readonly memberships: readonly { readonly id: string; readonly consortiumId: string; readonly facilityId: string; readonly kind: string }[]
  readonly changed: ReadonlySet<number>
  readonly added: ReadonlySet<number>
  readonly problems: ReadonlyMap<number, readonly Problem[]>
}

type Draft = {
  readonly row: GoodRow
  readonly planned: PlannedFacility
  readonly parent: string | undefined
  readonly departments: readonly { kind: string; name: string }[]
}

/** What the sheet of facilities changes: new ones, changed ones, their departments and who belongs to which consortium. */
export function planFacilities(rows: readonly GoodRow[], known: KnownCounty, today: string): FacilityPlan {
  const problems = new Map<number, Problem[]>()
  const complain = (row: GoodRow, problem: Problem) => problems.set(row.number, [...(problems.get(row.number) ?? []), problem])
  const places = indexPlaces(known.facilities)
  const byId = new Map(known.facilities.map((f) => [f.id, f]))
  let drafts: Draft[] = []
  for (const row of rows) {
    const found = knownFor(row, places)
    if ('problem' in found) complain(row, found.problem)
    const draft = draftOf(row, { existing: 'problem' in found ? undefined : byId.get(found.id ?? ''), today, complain })
    if (!problems.has(row.number)) drafts.push(draft)
  }
  drafts = withParents(drafts, known.facilities, complain)
  const { consortia, memberships, refused } = planConsortia(drafts, known, complain)
  drafts = drafts.filter((d) => !refused.has(d.row.number))
  const departments = newDepartments(drafts, known)
  const touched = new Set([...departments.map((d) => d.facilityId), ...memberships.map((m) => m.facilityId)])
  const isChanged = ({ planned }: Draft) => !planned.isNew && (touched.has(planned.id) || !isSame(planned, byId.get(planned.id)))
  return {
    facilities: drafts.filter((d) => d.planned.isNew || !isSame(d.planned, byId.get(d.planned.id))).map((d) => d.planned),
    departments,
    consortia,
    memberships,
    changed: new Set(drafts.filter(isChanged).map((d) => d.row.number)),
    added: new Set(drafts.filter((d) => d.planned.isNew).map((d) => d.row.number)),
    problems,
  }
}

const said = (row: GoodRow, key: string) => (row.values[key] === undefined ? undefined : String(row.values[key]))

/** The facility a row is about: by code, by credit code, by name. A code that is somebody else's is a mistake. */
function knownFor(row: GoodRow, places: ReturnType<typeof indexPlaces>): { id: string | undefined } | { problem: Problem } {
  const codes = ['facilityCode', 'creditCode'].flatMap((key) => (said(row, key) ? [{ key, found: places.find(said(row, key) ?? '') }] : []))
  const byCode = codes.find((c) => 'place' in c.found)
  const byName = places.find(said(row, 'name') ?? '')
  const named = 'place' in byName ? byName.place : undefined
  if (byCode && 'place' in byCode.found) {
    if (named && named.id !== byCode.found.place.id) return { problem: { code: 'codeTaken', field: byCode.key } }
    return { id: byCode.found.place.id }
  }
  if ('problem' in byName && byName.problem === 'twoFacilities') return { problem: { code: 'twoFacilities', field: 'name' } }
  return { id: named?.id }
}

type Drafting = { readonly existing: KnownFacility | undefined; readonly today: string; readonly complain: (row: GoodRow, problem: Problem) => void }

function draftOf(row: GoodRow, { existing, today, complain }: Drafting): Draft {
  const name = said(row, 'name') ?? ''
  const facilityCode = said(row, 'facilityCode')?.toUpperCase()
  const creditCode = said(row, 'creditCode')?.toUpperCase()
  const divisionCode = said(row, 'divisionCode') ?? ''
  if (facilityCode && !isFacilityCode(facilityCode)) complain(row, { code: 'wrongCode', field: 'facilityCode' })
  if (creditCode && !isCreditCode(creditCode)) complain(row, { code: 'wrongCode', field: 'creditCode' })
  if (!/^\d{6}(\d{6})?$/.test(divisionCode)) complain(row, { code: 'wrongDivision', field: 'divisionCode' })
  const { departments, unknown } = departmentsIn(said(row, 'departments') ?? '')
  for (const detail of unknown) complain(row, { code: 'notAChoice', field: 'departments', detail })
  const kind = said(row, 'kind') ?? ''
  if (kind === 'villageClinic' && !said(row, 'parent') && !existing?.parentId) complain(row, { code: 'missing', field: 'parent' })
  const planned = {
    id: existing?.id ?? newId(),
    isNew: !existing,
    kind,
    name,
    shortName: said(row, 'shortName') ?? existing?.shortName ?? name.slice(0, 30),
    level: said(row, 'level') ?? existing?.level ?? null,
    ownership: said(row, 'ownership') ?? existing?.ownership ?? 'public',
    divisionCode,
    parentId: existing?.parentId ?? null,
    facilityCode: facilityCode ?? existing?.facilityCode ?? null,
    creditCode: creditCode ?? existing?.creditCode ?? null,
    phone: said(row, 'phone') ?? existing?.phone ?? null,
    address: said(row, 'address') ?? existing?.address ?? null,
    openedOn: said(row, 'openedOn') ?? today,
  }
  return { row, planned, parent: said(row, 'parent'), departments }
}

const otherNames: Readonly<Record<string, readonly string[]>> = {
  cardiology: ['心内科', '心血管科'],
  neurology: ['神内科'],
  gastroenterology: ['消化科'],
  respiratory: ['呼吸科', '呼吸与危重症医学科'],
  endocrinology: ['内分泌代谢科'],
  nephrology: ['肾病科', '肾脏内科'],
  generalSurgery: ['外科', '普通外科'],
  orthopedics: ['骨外科', '骨伤科'],
  obstetricsGynecology: ['妇科', '产科'],
  imaging: ['放射科', '影像科', '超声科', 'CT室'],
  emergency: ['急诊', '急诊医学科'],
  generalPractice: ['全科医学科', '全科门诊'],
  publicHealth: ['公卫科', '预防保健科', '防保科'],
  referralDesk: ['双向转诊中心', '转诊办', '服务专窗'],
  ent: ['五官科', '耳鼻咽喉科'],
  rehabilitation: ['康复医学科'],
  infectiousDisease: ['感染性疾病科', '传染科'],
}
const kindsByName = new Map(
  departmentKind.codes.flatMap((kind) =>
    [departmentKind.labels[kind].zh, departmentKind.labels[kind].en, kind, ...(otherNames[kind] ?? [])].map((word) => [bare(word), kind] as const),
  ),
)

/** 心血管内科、疼痛门诊:全科 -> names with their kinds, and those of which nobody knows the kind. */
function departmentsIn(text: string) {
  const departments: { kind: string; name: string }[] = []
  const unknown: string[] = []
  for (const part of half(text).split(/[、,;\n]/)) {
    const [name = '', of] = part.split(':').map((side) => side.trim())
    if (name === '') continue
    const kind = kindsByName.get(bare(of ?? name))
    if (kind) departments.push({ kind, name: name.slice(0, 50) })
    else unknown.push(part.trim())
  }
  return { departments, unknown }
}

/** Parents may stand anywhere in the sheet; whoever hangs on a refused row is refused too. */
function withParents(drafts: readonly Draft[], facilities: readonly KnownFacility[], complain: Drafting['complain']): Draft[] {
  let left = drafts
  for (;;) {
    const renewed = new Map(left.map((d) => [d.planned.id, d.planned as KnownFacility]))
    const places = indexPlaces([...facilities.filter((f) => !renewed.has(f.id)), ...renewed.values()])
    const next = left.flatMap((draft): Draft[] => {
      if (!draft.parent) return [draft]
      const found = places.find(draft.parent)
      if ('place' in found) return [{ ...draft, planned: { ...draft.planned, parentId: found.place.id } }]
      complain(draft.row, { code: found.problem, field: 'parent', detail: draft.parent })
      return []
    })
    const parents = new Map([...facilities.map((f) => [f.id, f.parentId] as const), ...next.map((d) => [d.planned.id, d.planned.parentId] as const)])
    const sound = next.filter((draft) => {
      const isLoop = goesInCircles(draft.planned.id, parents)
      if (isLoop) complain(draft.row, { code: 'ownParent', field: 'parent' })
      return !isLoop
    })
    if (sound.length === left.length) return sound
    left = sound
  }
}

function goesInCircles(id: string, parents: ReadonlyMap<string, string | null>): boolean {
  let at = parents.get(id)
  for (let steps = 0; at && steps < 10; steps++) {
    if (at === id) return true
    at = parents.get(at)
  }
  return false
}

function planConsortia(drafts: readonly Draft[], known: KnownCounty, complain: Drafting['complain']) {
  const consortia: { id: string; name: string; divisionCode: string; leadId: string }[] = []
  const memberships: { id: string; consortiumId: string; facilityId: string; kind: string }[] = []
  const refused = new Set<number>()
  const refuse = (draft: Draft, problem: Problem) => {
    complain(draft.row, problem)
    refused.add(draft.row.number)
  }
  const current = new Map(known.memberships.map((m) => [m.facilityId, m]))
  const members = drafts.filter((d) => said(d.row, 'consortium'))
  for (const [, group] of Map.groupBy(members, (d) => bare(said(d.row, 'consortium') ?? ''))) {
    const name = said(group[0]?.row as GoodRow, 'consortium') ?? ''
    const existing = known.consortia.find((c) => bare(c.name) === bare(name))
    const lead = group.find((d) => said(d.row, 'membership') === 'lead')
    if (!existing && !lead) {
      for (const draft of group) refuse(draft, { code: 'noLead', field: 'consortium' })
      continue
    }
    const id = existing?.id ?? newId()
    if (!existing && lead) consortia.push({ id, name, divisionCode: lead.planned.divisionCode.slice(0, 6), leadId: lead.planned.id })
    for (const draft of group) {
      const now = current.get(draft.planned.id)
      if (now && now.consortiumId !== id) refuse(draft, { code: 'otherConsortium', field: 'consortium' })
      else if (!now) memberships.push({ id: newId(), consortiumId: id, facilityId: draft.planned.id, kind: said(draft.row, 'membership') ?? 'member' })
    }
  }
  return { consortia, memberships, refused }
}

function newDepartments(drafts: readonly Draft[], known: KnownCounty) {
  const there = new Set(known.departments.map((d) => `${d.facilityId} ${bare(d.name)}`))
  return drafts.flatMap(({ planned, departments }) =>
    departments.flatMap(({ kind, name }) => {
      const key = `${planned.id} ${bare(name)}`
      if (there.has(key)) return []
      there.add(key)
      return [{ id: newId(), facilityId: planned.id, kind, name }]
    }),
  )
}

const compared = ['kind', 'name', 'shortName', 'level', 'ownership', 'divisionCode', 'parentId', 'facilityCode', 'creditCode', 'phone', 'address'] as const

function isSame(planned: PlannedFacility, existing: KnownFacility | undefined): boolean {
  return existing !== undefined && compared.every((key) => planned[key] === existing[key])
}
