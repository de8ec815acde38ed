/** Who may: accounts, roles, the basis on which a record is opened. */

export { closeAccount } from './actions/accounts.ts'
export { createAuthenticator } from './authenticate.ts'
export { handsChanged, sessionsChanged } from './facts.ts'
export {
  accountOfStaff,
  countHolders,
  endAssignmentsOfPost,
  endBasis,
  findBasis,
  grantBasis,
  holdsRole,
  insertAssignment,
  isLastAdministrator,
} from './store.ts'
