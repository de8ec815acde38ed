import type { FigureKey, Form, PartName } from '../labels.ts'

/** The published lines a part is counted over. */
export type Source = 'referral' | 'session' | 'hold'

/** Which lines count, and how much each. One declaration serves the number and the rows it opens into. */
export type Part = { readonly source: Source; readonly where: string; readonly amount?: string }

export type FigureParts = { readonly form: Form; readonly numerator: Part; readonly denominator?: Part }

const referrals = (where: string): Part => ({ source: 'referral', where })
const sessions = (amount: string, where = 'true'): Part => ({ source: 'session', where, amount })
const holds = (where: string): Part => ({ source: 'hold', where })

const outward = `m.direction in ('up', 'lateral')`
const counted = `m.status <> 'redirected'`
const late = `m.status in ('submitted', 'expired') and m.answer_minutes > m.answer_limit`
const settledAnswer = `${outward} and (m.is_answered or ${late})`
const decided = `${outward} and (m.accepted_at is not null or m.status in ('declined', 'redirected'))`
const home = `m.direction = 'down' and m.status in ('submitted', 'accepted', 'expired', 'closed')`
const contactDue = `${home} and (m.first_contact_at is not null or m.contact_minutes > m.contact_limit)`
const outcomeDue = `${home} and (m.outcome_at is not null or m.outcome_minutes > m.outcome_limit)`

/**
 * Every figure in terms of the published lines (`m`; `store/lines.ts` adds how long things took). A figure moves onto
 * a measure by moving its line of this table.
 */
export const parts: Readonly<Record<FigureKey, FigureParts>> = {
  submitted: { form: 'count', numerator: referrals(counted) },
  accepted: { form: 'share', numerator: referrals(`${counted} and m.accepted_at is not null`), denominator: referrals(counted) },
  arrived: { form: 'share', numerator: referrals(`${counted} and m.arrived_at is not null`), denominator: referrals(counted) },
  closed: { form: 'share', numerator: referrals(`${counted} and m.closed_at is not null`), denominator: referrals(counted) },
  acceptTime: { form: 'quantile', numerator: referrals(`${outward} and m.accepted_at is not null`) },
  answeredInTime: {
    form: 'share',
    numerator: referrals(`${outward} and m.is_answered and m.answer_minutes <= m.answer_limit`),
    denominator: referrals(settledAnswer),
  },
  declined: { form: 'share', numerator: referrals(`${outward} and m.status = 'declined'`), denominator: referrals(`${outward} and ${counted}`) },
  declinedWithoutAdvice: {
    form: 'share',
    numerator: referrals(`${outward} and m.status = 'declined' and not m.has_advice and m.decline_reason <> 'patientDeclined'`),
    denominator: referrals(decided),
  },
  unanswered: {
    form: 'share',
    numerator: referrals(`${outward} and not m.is_answered and ${late}`),
    denominator: referrals(settledAnswer),
  },
  outShare: {
    form: 'share',
    numerator: referrals(`m.direction = 'outOfCounty' and ${counted}`),
    denominator: referrals(`m.direction in ('up', 'outOfCounty') and ${counted}`),
  },
  summaryComplete: {
    form: 'share',
    numerator: referrals(`${outward} and ${counted} and m.has_summary and not m.was_questioned and m.decline_reason is distinct from 'incomplete'`),
    denominator: referrals(`${outward} and ${counted}`),
  },
  criterionMet: {
    form: 'share',
    numerator: referrals(`m.direction = 'up' and ${counted} and m.criterion is not null`),
    denominator: referrals(`m.direction = 'up' and ${counted}`),
  },
  firstContactInTime: {
    form: 'share',
    numerator: referrals(`${home} and m.first_contact_at is not null and m.contact_minutes <= m.contact_limit`),
    denominator: referrals(contactDue),
  },
  outcomeRecorded: {
    form: 'share',
    numerator: referrals(`${home} and m.outcome_at is not null`),
    denominator: referrals(outcomeDue),
  },
  downGrowth: {
    form: 'growth',
    numerator: referrals(`m.direction = 'down' and ${counted}`),
    denominator: referrals(`m.direction = 'down' and ${counted}`),
  },
  offered: { form: 'count', numerator: sessions('m.amount') },
  reserved: { form: 'share', numerator: sessions('m.reserved_planned'), denominator: sessions('m.amount') },
  released: {
    form: 'share',
    numerator: sessions('m.reserved_planned - m.reserved', 'm.reserved_planned > m.reserved'),
    denominator: sessions('m.reserved_planned'),
  },
  held: { form: 'count', numerator: holds(`m.status in ('held', 'confirmed')`) },
  used: { form: 'count', numerator: holds(`m.status = 'used'`) },
  usedShare: { form: 'share', numerator: holds(`m.status = 'used' and m.has_begun`), denominator: sessions('m.amount', 'm.has_begun') },
  noShow: { form: 'share', numerator: holds(`m.status = 'noShow'`), denominator: holds(`m.status in ('noShow', 'used')`) },
}

export function partOf(key: FigureKey, name: PartName): Part | undefined {
  return parts[key][name]
}
