import { referenced } from '../identity.ts'
import { type Coded, coded, type Json, moment, need, object, objects, string, Unfit } from '../json.ts'
import type { Around } from '../taken.ts'

/** Of whom, in which visit: what nearly every clinical resource says, under the names FHIR gives it. */
export function about(resource: Json, around: Around) {
  const encounter = resource.encounter ?? objects(resource.item).flatMap((i) => objects(i.encounter))[0]
  return {
    subject: need(referenced(resource.subject ?? resource.patient, ['Patient'], around.names), 'subject'),
    visit: referenced(encounter, ['Encounter'], around.names),
  }
}

/** When it happened: the first of these that is there. Nothing happened tomorrow. */
export function when(around: Around, ...candidates: unknown[]): string {
  const at = need(
    candidates.map(moment).find((m) => m !== undefined),
    'date',
  )
  return past(at, around)
}

export function past(at: string, { latest }: Around): string {
  if (Date.parse(at) > Date.parse(latest)) throw new Unfit('impossibleDate', `${at} is in the future`)
  return at
}

export function what(concept: unknown): Coded {
  return need(coded(concept), 'code')
}

export function words(concept: unknown): string | null {
  const found = object(concept)
  return string(found?.text) ?? coded(concept)?.name ?? null
}
