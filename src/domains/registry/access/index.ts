/** Who may: accounts, roles, the basis on which a record is opened. */

export { closeAccount } from './actions/accounts.ts'
export { createAuthenticator } from './authenticate.ts'
export { handsChanged, sessionsChanged } from './facts.ts'
export { accountNames, findAccountIds } from './names.ts'
export { marksOfAccounts, sealedOfAccounts } from './sealed.ts'
export { countOpenGlasses, type GlassRow, glassesOf, glassesOfCounty } from './store/glass.ts'
export { findLeave, insertLeave, type LeaveRow, leavesAt, leavesOf, shortenLeave, standInOf } from './store/leave.ts'
export {
  accountOfStaff,
  assignmentsOf,
  countHolders,
  endAssignmentsOfPost,
  endBasis,
  facilitiesWith,
  findBasis,
  grantBasis,
  holdsRole,
  insertAssignment,
  isLastAdministrator,
  staffOfAccounts,
} from './store.ts'
export { visitor } from './visitor.ts'
