import { actions, unless } from '#kernel/action.ts'
import { newId } from '#kernel/ids.ts'
import { isRefused, refuse } from '#kernel/refusal.ts'
import { announce, type Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import { findFacility, namesOf } from '#registry/facility/index.ts'
import { findStaff, postsOf } from '#registry/staff/index.ts'
import { rosterContract } from './contract.ts'
import { fits, missingOf, mondayOf, weekOf } from './rules.ts'
import * as store from './store.ts'

export const rosterActions = actions(rosterContract, {
  openRoster: ({ scope, input }) => rosterOf(scope, input),

  async addRosterPlace({ scope, input }) {
    const facilityId = input.facilityId ?? scope.actor.facilityId
    if (!keeps(scope, facilityId)) return refuse('notYours')
    const added = await unless(store.insertPlace(scope, { id: newId(), facilityId, kind: input.kind, name: input.name }), { place_named: refuse('nameTaken') })
    return isRefused(added) ? added : changed(scope, facilityId)
  },

  async addRosterTurn({ scope, input }) {
    const place = (await store.findPlace(scope, input.rosterPlaceId)) ?? notFound()
    if (!keeps(scope, place.facility_id)) return refuse('notYours')
    const person = (await findStaff(scope, input.staffId)) ?? notFound()
    const post = (await postsOf(scope, person.id)).find((p) => p.from_day <= input.from && (p.until_day === null || input.from < p.until_day))
    if (!post) return refuse('notAtWork')
    if (!fits(input.part, person.profession)) return refuse('notFitting')
    const who = { staff_id: person.id, staff_name: person.name, from_facility_id: post.workplace_id }
    const turn = { id: newId(), place_id: place.id, ...who, role: input.part, weekdays: [...new Set(input.weekdays)], from_day: input.from }
    const added = await unless(store.insertTurn(scope, turn), { turn_once: refuse('bound') })
    return isRefused(added) ? added : changed(scope, place.facility_id)
  },

  async endRosterTurn({ scope, input }) {
    const [place, turn] = await Promise.all([store.findPlace(scope, input.rosterPlaceId), store.findTurn(scope, input.turnId)])
    if (!place || turn?.place_id !== place.id) return notFound()
    if (!keeps(scope, place.facility_id)) return refuse('notYours')
    if (turn.until_day !== null) return refuse('endedBefore')
    if (input.until <= turn.from_day) return refuse('emptyPeriod')
    await store.endTurn(scope, turn.id, input.until)
    return changed(scope, place.facility_id)
  },
})

function keeps(scope: Scope, facilityId: string): boolean {
  return scope.actor.role === 'consortiumManager' || scope.actor.facilities.includes(facilityId)
}

function changed(scope: Scope, facilityId: string) {
  announce(scope, 'roster', [facilityId])
  return rosterOf(scope, { facilityId })
}

/** A village sees the places of its township; whoever belongs to none sees all of them. */
async function facilitiesFor(scope: Scope, facilityId: string | undefined): Promise<string[]> {
  if (facilityId) return [facilityId]
  const own = await findFacility(scope, scope.actor.facilityId)
  if (own?.kind === 'villageClinic' && own.parent_id) return [own.parent_id]
  return own?.kind === 'townshipHealthCenter' || own?.kind === 'communityHealthCenter' ? [own.id] : []
}

async function rosterOf(scope: Scope, wish: { on?: string | undefined; facilityId?: string | undefined }) {
  const monday = mondayOf(wish.on ?? scope.today)
  const places = await store.placesOf(scope, await facilitiesFor(scope, wish.facilityId))
  const rows = await store.turnsOf(
    scope,
    places.map((p) => p.id),
    monday,
  )
  const names = await namesOf(scope, [...places.map((p) => p.facility_id), ...rows.map((t) => t.from_facility_id)])
  const nameOf = (id: string) => names.get(id)?.name ?? ''
  return {
    from: monday,
    places: places.map((place) => {
      const turns = rows.filter((t) => t.place_id === place.id).map((t) => ({ ...t, from: t.from_day, until: t.until_day }))
      return {
        rosterPlaceId: place.id,
        kind: place.kind,
        name: place.name,
        facility: nameOf(place.facility_id),
        missing: missingOf(turns, scope.today),
        turns: turns.map((t) => ({
          turnId: t.id,
          staffId: t.staff_id,
          name: t.staff_name,
          from: nameOf(t.from_facility_id),
          role: t.role,
          weekdays: t.weekdays,
          since: t.from_day,
          until: t.until_day,
        })),
        week: weekOf(turns, monday).map(({ day, there }) => ({
          day,
          there: there.map((t) => ({ name: t.staff_name, role: t.role, from: nameOf(t.from_facility_id) })),
        })),
        version: place.version,
      }
    }),
  }
}
