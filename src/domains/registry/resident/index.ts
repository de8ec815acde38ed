/** Who: residents, how they are named, found and put on a facility's panel. */

export { residentDied } from './facts.ts'
export { asPerson, everyIdOf, findPerson, findResident, insertConsent, joinPeople, partPeople, putOnPanel, residentExists } from './store.ts'
