/** Who: residents, how they are named, found and put on a facility's panel. */

export { residentDied } from './facts.ts'
export { blindPurpose } from './rules.ts'
export { sealedOfResidents } from './sealed.ts'
export {
  asPerson,
  type CatchmentRow,
  catchmentOf,
  consentsOf,
  countResidents,
  everyIdOf,
  findByBlinds,
  findExact,
  findPerson,
  findResident,
  householdOf,
  insertConsent,
  joinPeople,
  maskedCardOf,
  maskedPeople,
  partPeople,
  peopleNamed,
  putOnPanel,
  residentExists,
  withdrawConsent,
} from './store.ts'
