/** Who may: accounts, roles, the basis on which a record is opened. */
export { createAuthenticator } from './authenticate.ts'
export { sessionsChanged } from './facts.ts'
export {
  accountOfStaff,
  countHolders,
  endAssignmentsOfPost,
  endBasis,
  findBasis,
  glassesOf,
  grantBasis,
  holdsRole,
  insertAssignment,
  staffOfAccounts,
} from './store.ts'
