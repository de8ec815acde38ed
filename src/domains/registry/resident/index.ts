/** Who: residents, how they are named, found and put on a facility's panel. */
export { asPerson, findPerson, findResident, insertConsent, putOnPanel, residentExists } from './store.ts'
export { residentDied } from './facts.ts'
