import type { PackedPerson } from '#care/pack/rules.ts'
import { ageOn, dayOf, momentOf } from '#kernel/calendar.ts'
import type { Output } from '#kernel/capability.ts'
import { termContract } from '#record/term/contract.ts'
import { timelineContract } from '#record/timeline/contract.ts'
import { dutyContract } from '#registry/duty/contract.ts'
import { residentContract } from '#registry/resident/contract.ts'
import { notHere, reader } from '#web/offline/answerer.ts'
import type { Book } from '#web/offline/book.ts'
import { now } from '#web/ui/clock.ts'

/** Finding people and reading their records from what this device took along. */

type TermRow = Output<typeof termContract.searchTerms>['items'][number] & {
  readonly kind: string
  readonly keys: readonly string[]
}

export const peopleAnswers = [
  reader(dutyContract.myDuties, (book) => {
    const items = [...book.duties()].sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
    const at = momentOf(new Date(now()))
    const today = dayOf(at)
    const overdue = items.filter((duty) => Date.parse(duty.dueAt) < now()).length
    const dueToday = items.filter((duty) => Date.parse(duty.dueAt) >= now() && dayOf(duty.dueAt) <= today).length
    return { items, counts: { open: items.length, overdue, dueToday }, cursor: null }
  }),

  reader(residentContract.findResidents, (book, { q }) => {
    const found = book.find(q.normalize('NFKC').trim().toLowerCase())
    const items = found.flatMap((id) => book.person(id) ?? []).map(nameOf)
    return { items, elsewhere: [], cursor: null }
  }),

  reader(residentContract.openResident, (book, { residentId }) => {
    const person = book.person(residentId) ?? notHere()
    const household = person.householdId ? book.people().filter((p) => p.householdId === person.householdId) : []
    return {
      ...nameOf(person),
      death: null,
      phone: masked(person.phone),
      address: person.address,
      household: household.map(nameOf),
      insurance: person.insurance as never,
      priorityGroups: person.priorityGroups as never,
      status: person.status as never,
      home: person.home,
      basis: { kind: 'catchment', until: null },
      withheld: [...person.withheld],
      synthetic: person.synthetic,
      version: person.version,
    }
  }),

  reader(residentContract.revealPhone, (book, { residentId }) => ({
    phone: (book.person(residentId) ?? notHere()).phone,
  })),

  reader(timelineContract.openRecord, (book, { residentId, kind }) => {
    const person = book.person(residentId) ?? notHere()
    const { entries, ...head } = person.record
    return {
      ...head,
      resident: {
        ...nameOf(person),
        age: ageOn(person.birthDate, dayOf(new Date(now()))),
        status: person.status as never,
        home: person.home,
        insurance: person.insurance as never,
        priorityGroups: person.priorityGroups as never,
        synthetic: person.synthetic,
      },
      basis: { kind: 'catchment', until: null },
      withheld: [...person.withheld],
      items: entries
        .filter((entry) => kind === undefined || entry.kind === kind)
        .map((entry, i) => ({ ...entry, entryId: `${residentId} ${i}`, visitId: null, who: null })),
      cursor: null,
    }
  }),

  reader(termContract.searchTerms, (book, { kind, q, limit }) => {
    const typed = q.normalize('NFKC').trim().toLowerCase()
    const list = book.extra<readonly TermRow[]>('terms') ?? []
    const items = list.filter((term) => term.kind === kind && term.keys.some((key) => key.startsWith(typed)))
    return { items: items.slice(0, Number(limit ?? 20)).map(({ kind: _, keys: __, ...term }) => term) }
  }),
]

export function nameOf({ residentId, name, sex, birthDate, village, tail }: PackedPerson) {
  return { residentId, name, sex, birthDate, village, tail }
}

function masked(phone: string | null): string | null {
  return phone && `${phone.slice(0, 3)}****${phone.slice(-4)}`
}

/** The name of the place this device belongs to. */
export function homeOf(book: Book): string {
  return book.people()[0]?.home ?? ''
}
