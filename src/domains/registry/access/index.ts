/** Who may: accounts, roles, the basis on which a record is opened. */
export { createAuthenticator } from './authenticate.ts'
export { sessionsChanged } from './facts.ts'
export { accountOfStaff, countHolders, endAssignmentsOfPost, endBasis, facilitiesWith, findBasis, grantBasis, holdsRole, insertAssignment } from './store.ts'
