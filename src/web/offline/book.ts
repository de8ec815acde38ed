import { extra, type PackedPerson, type PackedRules, personKey } from '#care/pack/rules.ts'
import { type Policy, type Resolved, resolve } from '#kernel/policy.ts'
import type { DutyRow } from '#registry/duty/contract.ts'

export type Row = { readonly key: string; readonly hash: string; readonly body: unknown }

/** Something done on this device and not sent yet. */
export type Waiting = {
  readonly key: string
  /** Method and path of its capability. */
  readonly wire: string
  readonly input: Readonly<Record<string, unknown>>
  readonly at: string
  readonly deviceAt: string
  readonly skewSeconds: number
  readonly since: string
  readonly dependsOn: readonly string[]
  /** Whom it is about, where its input does not say so itself. */
  readonly about?: string
  readonly predicted?: Readonly<Record<string, unknown>>
}

/** What this device knows, in memory: the pack as the server gave it, and on top of it what was done here since. */
export class Book {
  readonly rows = new Map<string, Row>()
  private readonly changed = new Map<string, unknown>()
  private index: readonly (readonly [string, string])[] | undefined

  constructor(rows: readonly Row[]) {
    for (const row of rows) this.rows.set(row.key, row)
  }

  body<B>(key: string): B | undefined {
    return (this.changed.get(key) ?? this.rows.get(key)?.body) as B | undefined
  }

  person(residentId: string): PackedPerson | undefined {
    return this.body<PackedPerson>(personKey(residentId))
  }

  /** What a domain added to the pack as a whole. */
  extra<B>(name: string): B | undefined {
    return this.body<B>(extra(name))
  }

  /** What a domain added to a person. */
  part<B>(residentId: string, name: string): B | undefined {
    return this.person(residentId)?.parts[name] as B | undefined
  }

  /** Shows something as it will be once what was done here is sent. */
  change(key: string, body: unknown): void {
    this.changed.set(key, body)
  }

  changePerson(residentId: string, change: (person: PackedPerson) => PackedPerson): void {
    const person = this.person(residentId)
    if (person) this.change(personKey(residentId), change(person))
  }

  changePart(residentId: string, name: string, part: unknown): void {
    this.changePerson(residentId, (person) => ({ ...person, parts: { ...person.parts, [name]: part } }))
  }

  duties(): readonly DutyRow[] {
    return this.extra<readonly DutyRow[]>('duties') ?? []
  }

  /** What these duties asked for is done. */
  closeDuties(which: (duty: DutyRow) => boolean): void {
    this.change(
      extra('duties'),
      this.duties().filter((duty) => !which(duty)),
    )
  }

  people(): PackedPerson[] {
    return [...this.rows.keys()].flatMap((key) =>
      key.startsWith('person ') ? (this.body<PackedPerson>(key) ?? []) : [],
    )
  }

  /** Ids of people one of whose names, initials or sounds begins with what was typed, in the order of those. */
  find(prefix: string): string[] {
    this.index ??= this.people()
      .flatMap((person) => person.terms.map((term) => [term, person.residentId] as const))
      .sort((a, b) => (a[0] < b[0] ? -1 : 1))
    const index = this.index
    let low = 0
    let high = index.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((index[middle]?.[0] ?? '') < prefix) low = middle + 1
      else high = middle
    }
    const found: string[] = []
    for (let i = low; i < index.length && index[i]?.[0].startsWith(prefix); i++) {
      const id = index[i]?.[1] ?? ''
      if (!found.includes(id)) found.push(id)
      if (found.length === 100) break
    }
    return found
  }

  /** The value in force at this clinic on a day, future entries and the county's own included; undefined before the first. */
  policy<V>(policy: Policy<V>, day: string): Resolved<V> | undefined {
    const rules = this.extra<PackedRules>('rules')
    return resolve(policy, { day, ...(rules ? { place: rules.place, overrides: rules.overrides } : {}) })
  }

  /** Takes back what was shown on top of the pack, before it is told anew. */
  forgetChanges(): void {
    this.changed.clear()
  }

  /** The pack after a fetch. */
  take(fetched: { rows: readonly Row[]; gone: readonly string[] }): void {
    const gone = new Set(fetched.gone)
    for (const row of this.rows.values()) if (gone.has(row.hash)) this.rows.delete(row.key)
    for (const row of fetched.rows) this.rows.set(row.key, row)
    this.index = undefined
  }
}
