/** Who has whom enrolled: teams with their members, and what each person was promised. */
export { asMember } from './cards.ts'
export { enrollmentClashes } from './clashes.ts'
export { endForDeath, endOnDeath, tellRenewals } from './jobs.ts'
export { signaturesOf } from './store/agreement.ts'
export { type EnrollmentRow, enrollmentsOf, heldBy, touching } from './store/enrollment.ts'
export { digestOf } from './store/package.ts'
export { membersOf, teamsNamed } from './store/team.ts'
