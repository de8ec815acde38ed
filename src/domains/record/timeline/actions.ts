import { actions, cursorOf, positionOf } from '#kernel/action.ts'
import { ageOn } from '#kernel/calendar.ts'
import type { Output } from '#kernel/capability.ts'
import type { Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import { findBasis } from '#registry/access/index.ts'
import { namesOf } from '#registry/facility/index.ts'
import { findPerson, findResident } from '#registry/resident/index.ts'
import { type Sharing, sharingOf } from '#registry/sharing/index.ts'
import { setOfDiagnosis, setOfEntry, setOfGroup } from '#registry/sharing/rules.ts'
import { timelineContract } from './contract.ts'
import { positionIn } from './rules.ts'
import { type EntryRow, entriesOf } from './store.ts'
import { loadHead, type PlaceNames, placesIn, shareHead, showHead } from './summary.ts'

export const timelineActions = actions(timelineContract, {
  async openRecord({ scope, input }) {
    const { residentId, kind, limit } = input
    const after = positionIn(positionOf(input.cursor, 2))
    const [person, head, rows] = await Promise.all([
      personOf(scope, residentId),
      loadHead(scope, residentId),
      entriesOf(scope, residentId, { kind, limit: limit + 1, after }),
    ])
    const sharing = sharingOf(scope, person.basis.kind)
    const page = rows.slice(0, limit)
    const shown = page.filter((row) => sharing.allows(setOfEntry(row.kind)) && (row.kind !== 'diagnosis' || sharing.allows(setOfDiagnosis(row.code ?? ''))))
    const last = rows.length > limit ? page.at(-1) : undefined
    const names = await namesOf(scope, [person.home, ...placesIn(head), ...shown.map((r) => r.facility_id)])
    return {
      ...showHead(shareHead(head, sharing), names),
      resident: { ...shareResident(person.resident, sharing), home: names.get(person.home)?.name ?? '' },
      basis: person.basis,
      withheld: sharing.withheld,
      items: shown.map((row) => line(row, names)),
      cursor: last ? cursorOf([last.at, last.id]) : null,
    }
  },
})

type Resident = Omit<Output<typeof timelineContract.openRecord>['resident'], 'home'>

async function personOf(scope: Scope, id: string) {
  const [found, named, basis] = await Promise.all([findResident(scope, id), findPerson(scope, id), findBasis(scope, id)])
  const row = found ?? notFound()
  const own = scope.actor.facilities.includes(row.home_facility_id)
  const resident = {
    residentId: row.id,
    name: row.name,
    sex: row.sex,
    birthDate: row.birth_date,
    village: row.village,
    tail: named?.tail ?? '',
    age: ageOn(row.birth_date, scope.today),
    status: row.status,
    insurance: row.insurance,
    priorityGroups: row.priority_groups,
    synthetic: row.synthetic,
  } as Resident
  return { resident, home: row.home_facility_id, basis: own || !basis ? { kind: 'catchment', until: null } : basis }
}

function shareResident(resident: Resident, { allows }: Sharing): Resident {
  return {
    ...resident,
    insurance: allows('insurance') ? resident.insurance : null,
    priorityGroups: resident.priorityGroups.filter((group) => allows(setOfGroup(group))),
  }
}

function line(row: EntryRow, names: PlaceNames) {
  const { id, visit_id, facility_id, code: _, ...entry } = row
  return { ...entry, entryId: id, visitId: visit_id, facility: names.get(facility_id)?.name ?? '' }
}
