/** Who has whom enrolled: teams with their members, and what each person was promised. */
export { asMember, teamCards } from './cards.ts'
export { enrollmentClashes } from './clashes.ts'
export { endForDeath, endOnDeath, tellRenewals } from './jobs.ts'
export { type EnrollmentRow, enrollmentsOf, ofTeam } from './store/enrollment.ts'
export { digestOf } from './store/package.ts'
export { type MemberRow, membersOf, teamsNamed } from './store/team.ts'
