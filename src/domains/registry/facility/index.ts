/** Who and where: facilities, their departments, consortia and named contacts. */
export { homeDivisions, placesWithCodes } from './divisions.ts'
export {
  consortiaNow,
  contactsOf,
  countyFacilities,
  departmentsNamed,
  everyFacility,
  findConsortiumOf,
  findFacility,
  hospitalDepartments,
  idsUnder,
  insertFacility,
  namesOf,
  partnersOf,
} from './store.ts'
