import type { Direction, DischargePack, Status, Urgency } from '#care/referral/contract.ts'
import { dueOf, riskOf, type TurnFacts, turnOf } from '#care/referral/rules.ts'
import { addMinutes, earlier, type Moment } from '#kernel/calendar.ts'
import { isHospital } from '#registry/facility/rules.ts'
import { personOf } from './holds.ts'
import type { Department, Facility } from './map.ts'
import type { ReferralReason } from './referralReasons.ts'
import type { ReferralRules } from './referralRules.ts'
import type { Resident } from './residents.ts'
import type { Add } from './sheet.ts'
import { sheets } from './sheets.ts'
import type { StaffMember } from './workforce.ts'

export type NewReferral = {
  readonly id: string
  readonly resident: Resident
  readonly direction: Direction
  readonly urgency: Urgency
  readonly from: Facility
  readonly doctor: StaffMember
  readonly to: Facility
  readonly department: Department | null
  readonly externalPlace: string | null
  readonly reason: ReferralReason
  readonly diagnosis: { readonly code: string; readonly name: string }
  readonly summary: readonly { readonly title: string; readonly text: string }[]
  readonly returnOf: string | null
  readonly pack: DischargePack | null
  readonly dischargedAt: Moment | null
}

/** What steps change. The names are those of the columns. */
export type Changes = {
  approved_at?: Moment
  approved_by?: string
  accepted_at?: Moment
  accepted_by?: string
  arrived_at?: Moment
  treated_at?: Moment
  treatment?: { text: string; diagnosis: null }
  discharged_at?: Moment
  discharge?: DischargePack
  first_contact_at?: Moment
  outcome?: { outcome: string; note: string }
  settled_at?: Moment
  questions?: readonly { at: Moment; asked: string; answer: string | null }[]
}

export type Step = {
  readonly action: string
  readonly status: Status
  readonly at: Moment
  readonly by: StaffMember
  readonly note?: string
  readonly change?: Changes
  /** The loop is over for one side: the receiver's basis runs out. */
  readonly ends?: boolean
}
/** What is kept for the patient, while it is kept. */
export type KeptUnit = { readonly endsAt: Moment } | null

type Tools = { readonly add: Add; readonly rules: ReferralRules; readonly newId: () => string }
type OpenDuty = {
  readonly id: string
  readonly kind: string
  readonly facilityId: string
  readonly role: string
  readonly due: Moment
  readonly at: Moment
  readonly by: StaffMember
}

export type Loop = {
  readonly step: (step: Step, unit: KeptUnit) => void
  /** Writes the row as it stands at last, with its open duty where somebody has the turn. */
  readonly close: () => void
}

/**
 * A referral going through its states by the platform's own rules: every step leaves its line of history and hands the
 * turn on, as it would have done had people made it.
 */
export function openLoop(tools: Tools, referral: NewReferral, { first, kept }: { first: Step; kept: KeptUnit }): Loop {
  const { add, rules, newId } = tools
  const { id, resident, from, to } = referral
  const basisUntil = addMinutes(first.at, rules.basisDays.open * 1440)
  const involved = [...new Set([from.id, to.id])]
  let changes: Changes = referral.dischargedAt ? { discharged_at: referral.dischargedAt } : {}
  let status = first.status
  let version = 0
  let duty: OpenDuty | null = null
  let due: Moment | null = null
  let ended: { at: Moment; reason: string; basisUntil: Moment } | null = null
  take(first, kept)

  function take(step: Step, unit: KeptUnit): void {
    changes = { ...changes, ...step.change }
    status = step.status
    version += 1
    if (step.ends) {
      const after = status === 'closed' ? rules.basisDays.afterEnd * 1440 : 0
      ended = {
        at: step.at,
        reason: step.note ?? step.action,
        basisUntil: earlier(basisUntil, addMinutes(step.at, after)),
      }
    }
    add(sheets.history, {
      referral_id: id,
      seq: version,
      from_facility_id: from.id,
      to_facility_id: to.id,
      at: step.at,
      action: step.action,
      status,
      by_account_id: step.by.accountId,
      by_name: step.by.name,
      by_facility_id: step.by.workplace.id,
      note: step.note,
    })
    if (duty) writeDuty(duty, step)
    duty = nextDuty(step, unit)
    due = duty?.due ?? null
  }

  function nextDuty(step: Step, unit: KeptUnit): OpenDuty | null {
    const facts: TurnFacts = {
      status,
      direction: referral.direction,
      urgency: referral.urgency,
      fromFacilityId: from.id,
      toFacilityId: to.id,
      needsApproval: referral.direction === 'outOfCounty',
      approved: changes.approved_at !== undefined,
      firstContacted: changes.first_contact_at !== undefined,
      settled: changes.settled_at !== undefined,
      submittedAt: first.at,
      acceptedAt: changes.accepted_at ?? null,
      arrivedAt: changes.arrived_at ?? null,
      dischargedAt: changes.discharged_at ?? null,
      unitEndsAt: unit?.endsAt ?? null,
      now: step.at,
      toIsVillage: to.kind === 'villageClinic',
      fromIsVillage: from.kind === 'villageClinic',
      fromIsHospital: isHospital(from.kind),
    }
    const turn = turnOf(facts, rules)
    if (!turn) return null
    return {
      id: newId(),
      kind: turn.kind,
      facilityId: turn.facilityId,
      role: turn.role,
      due: dueOf(turn, facts, new Map()),
      at: step.at,
      by: step.by,
    }
  }

  function writeDuty(open: OpenDuty, closing: Step | null): void {
    const why = referral.pack?.plan ?? referral.reason.why
    add(sheets.duty, {
      id: open.id,
      kind: open.kind,
      subject_kind: 'referral',
      subject_id: id,
      resident_id: resident.id,
      is_next: true,
      owner_facility_id: open.facilityId,
      owner_role: open.role,
      owner_department_id: open.role === 'specialist' ? referral.department?.id : undefined,
      involved,
      risk: riskOf[referral.urgency],
      due_at: open.due,
      opened_at: open.at,
      opened_by: open.by.accountId,
      closed_at: closing?.at,
      closed_by: closing?.by.accountId,
      outcome: closing?.action,
      card: {
        ...personOf(resident),
        residentId: resident.id,
        urgency: referral.urgency,
        direction: referral.direction,
        from: from.shortName,
        to: to.shortName,
        why,
        diagnosis: referral.diagnosis.name,
        dischargedAt: changes.discharged_at ?? null,
        submittedAt: first.at,
      },
    })
  }

  function close(): void {
    if (duty) writeDuty(duty, null)
    const { questions = [], treatment, discharge = referral.pack, outcome, ...moments } = changes
    const { urgency, direction, department, doctor, diagnosis } = referral
    const outside = direction === 'outOfCounty'
    add(sheets.referral, {
      approved_at: null,
      approved_by: null,
      accepted_at: null,
      accepted_by: null,
      arrived_at: null,
      treated_at: null,
      discharged_at: null,
      first_contact_at: null,
      settled_at: null,
      ...moments,
      id,
      resident_id: resident.id,
      person: personOf(resident),
      direction,
      reach: outside ? 'outside' : 'within',
      urgency,
      status,
      from_facility_id: from.id,
      from_staff_id: doctor.id,
      from_name: doctor.name,
      to_facility_id: to.id,
      to_department_id: department?.id,
      external_place: referral.externalPlace,
      diagnosis_code: diagnosis.code,
      diagnosis_name: diagnosis.name,
      severity: null,
      criterion: direction === 'up' ? referral.reason.criterion : null,
      reason: referral.pack?.plan ?? referral.reason.why,
      summary: JSON.stringify(referral.summary),
      questions: JSON.stringify(questions),
      priority: !isHospital(from.kind),
      return_of: referral.returnOf,
      needs_approval: outside,
      submitted_at: first.at,
      due_at: due,
      treatment,
      discharge,
      outcome,
      ended_at: ended?.at,
      ended_reason: ended?.reason,
      version,
    })
    add(sheets.basis, {
      resident_id: resident.id,
      facility_id: to.id,
      kind: 'referral',
      because: id,
      from_at: first.at,
      until_at: ended?.basisUntil ?? basisUntil,
      granted_by: first.by.accountId,
    })
  }

  return { step: take, close }
}
