import type { Day } from '#kernel/calendar.ts'
import type { Words } from '#kernel/words.ts'
import type { EnrollmentStatus, Population, ServicePackage, TeamCard } from '../labels.ts'
import type { Ages, AgreementText } from '../policy.ts'
import type { HeldBy } from './draft.ts'

/** Who has a person enrolled, as a device takes it along. */
export type PackedEnrollment = {
  /** The own agreement that runs or waits for its signature. */
  readonly current: {
    readonly enrollmentId: string
    readonly agreementId: string
    readonly agreementVersion: number
    readonly status: EnrollmentStatus
    readonly team: string
    readonly population: Population
    readonly package: Words
    readonly from: Day
    readonly until: Day
  } | null
  /** Whoever has the person in a term that runs or is to begin, this team or another. */
  readonly held: HeldBy | null
}

/** What a day's agreement is made by: from `from` until the next of these. */
export type PackedTerms = {
  readonly from: Day
  readonly menu: readonly ServicePackage[]
  readonly text: AgreementText
  readonly textFrom: Day
  readonly ages: Ages
  readonly term: { readonly least: number; readonly most: number }
  readonly limit: number
}
export type PackedTeam = TeamCard & { readonly from: Day; readonly until: Day | null; readonly terms: readonly PackedTerms[] }
export type PackedMenu = { readonly teams: readonly PackedTeam[] }

/** By which terms a team makes its agreements on a day; nothing where the day lies before the pack was made. */
export function termsOn(team: PackedTeam, day: Day): PackedTerms | undefined {
  return team.terms.findLast((terms) => terms.from <= day)
}
