import { pinyin } from 'pinyin-pro'
import { newId } from '#kernel/ids.ts'
import type { RoleName } from '#registry/access/roles.ts'
import { mayTakePost } from '#registry/staff/rules.ts'
import type { GoodRow } from './facilities.ts'
import { indexPlaces, type Place } from './places.ts'
import type { Problem } from './read.ts'
import { bare } from './text.ts'

export type KnownPerson = {
  readonly id: string
  readonly name: string
  readonly sex: string
  readonly birthDate: string | null
  readonly profession: string
  readonly title: string | null
  readonly licenceNumber: string | null
  readonly licenceUntil: string | null
  readonly phone: string | null
}
export type KnownStaff = {
  readonly places: readonly Place[]
  readonly departments: readonly { readonly id: string; readonly facilityId: string; readonly name: string }[]
  readonly people: readonly KnownPerson[]
  /** In force today or later. */
  readonly posts: readonly { readonly staffId: string; readonly workplaceId: string; readonly role: string }[]
  readonly accounts: readonly { readonly id: string; readonly login: string; readonly staffId: string | null }[]
  readonly contacts: readonly { readonly facilityId: string; readonly staffId: string }[]
}

export type PlannedPost = {
  readonly id: string
  readonly staffId: string
  readonly employerId: string
  readonly managerId: string
  readonly workplaceId: string
  readonly departmentId: string | null
  readonly role: string
  readonly from: string
}
export type StaffPlan = {
  readonly people: readonly (KnownPerson & { readonly isNew: boolean })[]
  readonly posts: readonly PlannedPost[]
  readonly accounts: readonly { readonly id: string; readonly staffId: string; readonly login: string }[]
  readonly contacts: readonly {
    readonly id: string
    readonly facilityId: string
    readonly departmentId: string | null
    readonly staffId: string
    readonly name: string
    readonly phone: string
  }[]
  readonly added: ReadonlySet<number>
  readonly changed: ReadonlySet<number>
  readonly problems: ReadonlyMap<number, readonly Problem[]>
}

const said = (row: GoodRow, key: string) => (row.values[key] === undefined ? undefined : String(row.values[key]))

/** What the sheet of staff changes: people, one post a row, accounts for who has none, and whom the other side calls. */
export function planStaff(rows: readonly GoodRow[], known: KnownStaff, today: string): StaffPlan {
  const problems = new Map<number, Problem[]>()
  const places = indexPlaces(known.places)
  const people = new Map(known.people.map((p) => [p.id, { ...p, isNew: false }]))
  const find = personFinder(known)
  const changedPeople = new Set<string>()
  const posts: PlannedPost[] = []
  const held = new Set(known.posts.map((p) => `${p.staffId} ${p.workplaceId} ${p.role}`))
  const accounts = accountMaker(known)
  const contacts: StaffPlan['contacts'][number][] = []
  const named = new Set(known.contacts.map((c) => `${c.facilityId} ${c.staffId}`))
  const added = new Set<number>()
  const changed = new Set<number>()
  for (const row of rows) {
    const wrong: Problem[] = []
    const place = placesOf(row, places, known, wrong)
    checkPost(row, today, wrong)
    const login = said(row, 'login')
    if (said(row, 'contact') === 'true' && !said(row, 'phone')) wrong.push({ code: 'missing', field: 'phone' })
    const id = find(row)
    if (login && login !== '不开通') wrong.push(...accounts.check(login, id))
    if (wrong.length > 0 || !place) {
      problems.set(row.number, wrong)
      continue
    }
    const staffId = id ?? newId()
    const before = people.get(staffId)
    const person = personOf(row, staffId, before)
    if (!before) {
      added.add(row.number)
      find.remember(row, staffId)
    } else if (!isSame(before, person)) {
      changed.add(row.number)
      changedPeople.add(staffId)
    }
    people.set(staffId, { ...person, isNew: before?.isNew ?? true })
    const post = `${staffId} ${place.workplaceId} ${said(row, 'role')}`
    if (!held.has(post)) {
      held.add(post)
      posts.push({ id: newId(), staffId, ...place, role: said(row, 'role') ?? '', from: said(row, 'from') ?? today })
      if (before) changed.add(row.number)
    }
    if (login !== '不开通' && accounts.give(staffId, person.name, login) && before) changed.add(row.number)
    const contact = `${place.workplaceId} ${staffId}`
    if (said(row, 'contact') === 'true' && !named.has(contact)) {
      named.add(contact)
      // A hospital names one for each department, so that the right one is called; everybody else one for the house.
      contacts.push({ id: newId(), facilityId: place.workplaceId, departmentId: place.departmentId, staffId, name: person.name, phone: person.phone ?? '' })
      if (before) changed.add(row.number)
    }
  }
  return {
    people: [...people.values()].filter((p) => p.isNew || changedPeople.has(p.id)),
    posts,
    accounts: accounts.made,
    contacts,
    added,
    changed,
    problems,
  }
}

function placesOf(row: GoodRow, places: ReturnType<typeof indexPlaces>, known: KnownStaff, wrong: Problem[]) {
  const find = (field: string) => {
    const written = said(row, field)
    if (!written) return undefined
    const found = places.find(written)
    if ('place' in found) return found.place.id
    wrong.push({ code: found.problem, field, detail: written })
    return undefined
  }
  const [workplaceId, employerId, managerId] = [find('workplace'), find('employer'), find('manager')]
  if (!workplaceId) return undefined
  const written = said(row, 'department')
  const department = written ? known.departments.find((d) => d.facilityId === workplaceId && bare(d.name) === bare(written)) : undefined
  if (written && !department) wrong.push({ code: 'noDepartment', field: 'department', detail: written })
  return { workplaceId, employerId: employerId ?? workplaceId, managerId: managerId ?? workplaceId, departmentId: department?.id ?? null }
}

function checkPost(row: GoodRow, today: string, wrong: Problem[]): void {
  const number = said(row, 'licenceNumber') ?? null
  const until = said(row, 'licenceUntil') ?? null
  const [role, from] = [(said(row, 'role') ?? '') as RoleName, said(row, 'from') ?? today]
  if (mayTakePost(role, { number, until }, from)) return
  wrong.push(number === null ? { code: 'noLicence', field: 'licenceNumber' } : { code: 'licenceExpired', field: 'licenceUntil' })
}

/** Who a row is about: by licence, else by name and phone, else by name among those who work there. */
function personFinder(known: KnownStaff) {
  const keyed = new Map<string, string>()
  const keysOf = (name: string, licence: string | null | undefined, phone: string | null | undefined) => [
    ...(licence ? [`licence ${licence.toUpperCase()}`] : []),
    ...(phone ? [`phone ${name} ${phone}`] : []),
    ...(licence || phone ? [] : [`name ${name}`]),
  ]
  for (const p of known.people) for (const key of keysOf(p.name, p.licenceNumber, p.phone)) keyed.set(key, p.id)
  const of = (row: GoodRow) => keysOf(said(row, 'name') ?? '', said(row, 'licenceNumber'), said(row, 'phone'))
  const find = (row: GoodRow) =>
    of(row)
      .map((key) => keyed.get(key))
      .find(Boolean)
  return Object.assign(find, {
    remember(row: GoodRow, id: string) {
      for (const key of of(row)) keyed.set(key, id)
    },
  })
}

function personOf(row: GoodRow, id: string, before: KnownPerson | undefined): KnownPerson {
  return {
    id,
    name: said(row, 'name') ?? '',
    sex: said(row, 'sex') ?? before?.sex ?? 'unknown',
    birthDate: said(row, 'birthDate') ?? before?.birthDate ?? null,
    profession: said(row, 'profession') ?? '',
    title: said(row, 'title') ?? before?.title ?? null,
    licenceNumber: said(row, 'licenceNumber') ?? before?.licenceNumber ?? null,
    licenceUntil: said(row, 'licenceUntil') ?? before?.licenceUntil ?? null,
    phone: said(row, 'phone') ?? before?.phone ?? null,
  }
}

const compared = ['name', 'sex', 'birthDate', 'profession', 'title', 'licenceNumber', 'licenceUntil', 'phone'] as const

function isSame(a: KnownPerson, b: KnownPerson): boolean {
  return compared.every((key) => a[key] === b[key])
}

/** One account for everybody who has none, under a login nobody else has. */
function accountMaker(known: KnownStaff) {
  const byLogin = new Map(known.accounts.map((a) => [a.login, a.staffId]))
  const having = new Set(known.accounts.flatMap((a) => (a.staffId ? [a.staffId] : [])))
  const made: { id: string; staffId: string; login: string }[] = []
  return {
    made,
    check(login: string, staffId: string | undefined): Problem[] {
      if (!/^[a-z0-9][a-z0-9._-]{2,39}$/.test(login)) return [{ code: 'wrongLogin', field: 'login' }]
      const owner = byLogin.get(login)
      return byLogin.has(login) && (owner === null || owner !== staffId) ? [{ code: 'loginTaken', field: 'login' }] : []
    },
    give(staffId: string, name: string, wished: string | undefined): boolean {
      if (having.has(staffId)) return false
      having.add(staffId)
      const login = wished ?? freeLogin(name, byLogin)
      byLogin.set(login, staffId)
      made.push({ id: newId(), staffId, login })
      return true
    },
  }
}

/** 王秀兰 -> wangxiulan, wangxiulan2 */
function freeLogin(name: string, taken: ReadonlyMap<string, unknown>): string {
  const sound = pinyin(name, { toneType: 'none', type: 'array', surname: 'head', v: true }).join('')
  const plain = sound
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .slice(0, 30)
    .padEnd(3, '0')
  for (let n = 1; ; n++) {
    const login = n === 1 ? plain : `${plain}${n}`
    if (!taken.has(login)) return login
  }
}
