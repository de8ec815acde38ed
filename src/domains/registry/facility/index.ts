/** Who and where: facilities, their departments, consortia and named contacts. */
export {
  contactsOf,
  departmentsNamed,
  findConsortiumOf,
  findFacility,
  hospitalDepartments,
  idsUnder,
  insertFacility,
  namesOf,
  partnersOf,
} from './store.ts'
