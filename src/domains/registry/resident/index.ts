/** Who: residents, how they are named, found and put on a facility's panel. */

export { residentDied } from './facts.ts'
export { sealedOfResidents } from './sealed.ts'
export { asPerson, everyIdOf, findPerson, findResident, insertConsent, putOnPanel, residentExists } from './store.ts'
