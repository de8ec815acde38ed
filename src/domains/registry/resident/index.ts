/** Who: residents, how they are named, found and put on a facility's panel. */
export { asPerson, findPerson, findResident, insertConsent, insertResident, type NewResident, putOnPanel, residentExists } from './store.ts'
export { residentDied } from './facts.ts'
