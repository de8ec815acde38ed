/** Who: residents, how they are named, found and put on a facility's panel. */

export { residentDied } from './facts.ts'
export { blindPurpose } from './rules.ts'
export { sealedOfResidents } from './sealed.ts'
export {
  addIdentifier,
  asPerson,
  consentsOf,
  everyIdOf,
  findByBlinds,
  findPerson,
  findResident,
  identifiersOf,
  insertConsent,
  joinPeople,
  partPeople,
  putOnPanel,
  residentExists,
  withdrawConsent,
} from './store.ts'
