/** Who: residents, how they are named, found and put on a facility's panel. */

export { residentDied } from './facts.ts'
export { asPerson, findExact, findPerson, findResident, insertConsent, maskedPeople, putOnPanel, residentExists } from './store.ts'
