/** Who: residents, how they are named, found and put on a facility's panel. */

export { residentDied } from './facts.ts'
export {
  addIdentifier,
  asPerson,
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
} from './store.ts'
