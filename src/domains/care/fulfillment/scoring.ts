import { asMember, type EnrollmentRow, heldBy, membersOf, signaturesOf, teamGaps, teamNeeds, teamsNamed, touching } from '#care/enrollment/index.ts'
import { addDays, type Day } from '#kernel/calendar.ts'
import { policyOf, type Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import { costsOf } from '#record/visit/index.ts'
import type { InvalidReason, Score } from './labels.ts'
import { type Providers, periodOf, servedOf } from './panel.ts'
import { expectedCost } from './policy.ts'
import { countsOn, expectedOf, inForceOn, invalidReasons, shareOf } from './rules/scores.ts'

export type ScoreRow = {
  readonly row: EnrollmentRow
  /** Whether it is in the numerator. */
  readonly counts: boolean
  readonly reasons: readonly InvalidReason[]
  readonly done: number | null
  readonly toDate: number | null
  readonly expected: bigint | null
  readonly actual: bigint | null
}
export type Scored = {
  readonly score: Score
  readonly rows: readonly ScoreRow[]
  readonly numerator: bigint
  readonly denominator: bigint
  readonly isKnown: boolean
}

const plain = { reasons: [], done: null, toDate: null, expected: null, actual: null } as const

/** The rows of a team that its scores of a day are made of. */
export async function teamOn(scope: Scope, teamId: string, on: Day) {
  const team = (await teamsNamed(scope, [teamId])).get(teamId) ?? notFound()
  const period = periodOf(scope, on)
  const rows = await touching(scope, { teamId }, { since: period.since, until: on })
  return { team, rows, ...period }
}
type TeamOn = Awaited<ReturnType<typeof teamOn>>

/** One of the four scores with the people behind it: the same rows make the number and the list. */
export async function scoreOf(scope: Scope, providers: Providers, { score, at }: { score: Score; at: TeamOn }): Promise<Scored> {
  switch (score) {
    case 'agreement':
      return agreements(scope, at)
    case 'service':
      return services(scope, providers, at)
    case 'health':
      return health(scope, providers, at)
    case 'cost':
      return costs(scope, at)
  }
}

function byPeople(score: Score, rows: readonly ScoreRow[], isKnown = true): Scored {
  return { score, rows, numerator: BigInt(rows.filter((r) => r.counts).length), denominator: BigInt(rows.length), isKnown }
}

async function agreements(scope: Scope, { team, rows, on, since }: TeamOn): Promise<Scored> {
  const counted = rows.filter((r) => countsOn({ status: r.status, from: r.from_day, until: r.until_day }, { day: on, since }))
  const [signatures, members, held] = await Promise.all([
    signaturesOf(
      scope,
      counted.map((r) => r.agreement_id),
    ),
    membersOf(scope, [team.id]),
    heldBy(
      scope,
      counted.map((r) => r.resident_id),
      { since: on, before: addDays(on, 1) },
    ),
  ])
  const needs = policyOf(scope, teamNeeds, { day: on, place: { facilityId: team.facility_id } })
  const teamIsComplete = teamGaps(members.map(asMember), { day: on, needs }).length === 0
  const times = Map.groupBy(held, (h) => h.resident_id)
  const judged = counted.map((row): ScoreRow => {
    const signature = signatures.get(row.agreement_id)
    const facts = {
      status: row.status,
      from: row.from_day,
      until: row.until_day,
      isSigned: row.status !== 'waiting' && signature?.isSigned === true,
      hasIdentity: signature?.hasIdentity === true,
      isTwice: (times.get(row.resident_id)?.length ?? 0) > 1,
      isPriority: row.is_priority,
      tier: row.tier,
    }
    const reasons = invalidReasons(facts, { day: on, teamIsComplete })
    return { ...plain, row, counts: reasons.length === 0, reasons }
  })
  return byPeople('agreement', judged)
}

async function services(scope: Scope, providers: Providers, { rows, on }: TeamOn): Promise<Scored> {
  const served = await servedOf(scope, providers, rows, on)
  const due = served.filter((s) => s.isEffective !== null)
  return byPeople(
    'service',
    due.map(({ row, found, isEffective }): ScoreRow => ({ ...plain, row, counts: isEffective === true, done: found.done, toDate: found.toDate })),
  )
}

async function health(scope: Scope, { managed }: Providers, { rows, on, since, before }: TeamOn): Promise<Scored> {
  if (!managed) return byPeople('health', [], false)
  const running = runningOn(rows, on)
  const found = await managed(scope, { residentIds: running.map((r) => r.resident_id), since, before })
  const states = Map.groupBy(found, (m) => m.residentId)
  // Whoever has two diseases is in target where both are.
  const judged = running.flatMap((row): ScoreRow[] => {
    const own = states.get(row.resident_id)
    return own ? [{ ...plain, row, counts: own.every((m) => m.inTarget) }] : []
  })
  return byPeople('health', judged)
}

async function costs(scope: Scope, { rows, on, since, before }: TeamOn): Promise<Scored> {
  const running = runningOn(rows, on)
  const actual = await costsOf(scope, { residentIds: running.map((r) => r.resident_id), since, before })
  const table = policyOf(scope, expectedCost, { day: on })
  const judged = running.map((row): ScoreRow => {
    const expected = expectedOf({ birthDate: row.person.birthDate, sex: row.person.sex, groups: row.groups }, { day: on, table })
    const cost = actual.get(row.resident_id) ?? 0n
    return { ...plain, row, counts: cost <= expected, expected, actual: cost }
  })
  const sum = (of: 'expected' | 'actual') => judged.reduce((total, r) => total + (r[of] ?? 0n), 0n)
  return { score: 'cost', rows: judged, numerator: sum('expected'), denominator: sum('actual'), isKnown: true }
}

function runningOn(rows: readonly EnrollmentRow[], on: Day): EnrollmentRow[] {
  return rows.filter((r) => inForceOn({ status: r.status, from: r.from_day, until: r.until_day }, on))
}

const unknown = { zh: '未知:还没有慢病管理的数据', en: 'Unknown: no data of chronic care yet' }
const nobody = { zh: '没有可评价的人', en: 'Nobody to score' }

/** The score as it is read: hundredths become points with two decimals. */
export function shownScore({ score, numerator, denominator, isKnown }: Scored) {
  const hundredths = shareOf(numerator, denominator)
  const value = hundredths === null ? null : hundredths / 100
  const unit = score === 'cost' ? ('fen' as const) : ('people' as const)
  return { score, value, numerator: Number(numerator), denominator: Number(denominator), unit, why: isKnown ? (value === null ? nobody : null) : unknown }
}
