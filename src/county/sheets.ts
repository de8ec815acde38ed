import { sheet } from './sheet.ts'

/** What the county fills, parents before children. */
export const sheets = {
  facility: sheet(
    'facility.facility',
    'id kind name short_name initials level division_code parent_id phone address opened_on synthetic',
  ),
  department: sheet('facility.department', 'id facility_id kind name initials'),
  consortium: sheet('facility.consortium', 'id name division_code lead_id from_day'),
  membership: sheet('facility.membership', 'id consortium_id facility_id kind contract from_day'),
  contact: sheet('facility.contact', 'id facility_id department_id purpose staff_id name phone from_day'),
  staff: sheet(
    'staff.staff',
    'id name initials sex birth_date profession title licence_number licence_until phone synthetic',
  ),
  post: sheet('staff.post', 'id staff_id employer_id manager_id workplace_id department_id role from_day'),
  account: sheet('access.account', 'id login password staff_id kind created_at'),
  assignment: sheet('access.assignment', 'id account_id facility_id department_id role post_id from_day'),
  household: sheet('resident.household', 'id home_facility_id division_code village grid address head_id'),
  resident: sheet(
    'resident.resident',
    'id home_facility_id household_id name sex birth_date village address grid division_code phone_sealed',
    'insurance insurance_division priority_groups source synthetic created_at',
  ),
  identifier: sheet('resident.identifier', 'resident_id home_facility_id kind system sealed blind tail'),
  phone: sheet('resident.phone_index', 'resident_id home_facility_id blind'),
  panel: sheet('resident.panel', 'facility_id resident_id because name sex birth_date village tail until_at'),
  searchTerm: sheet('resident.search_term', 'facility_id term resident_id'),
  visit: sheet(
    'record.visit',
    'resident_id id facility_id department_id kind started_at ended_at practitioner_id practitioner_name',
    'first_doctor_id complaint note referral_id recorded_at source',
  ),
  diagnosis: sheet(
    'record.diagnosis',
    'resident_id id facility_id visit_id system code name rank status onset_at at recorded_at source',
  ),
  observation: sheet(
    'record.observation',
    'resident_id id facility_id visit_id category system code name value_number value_text unit range_low',
    'range_high abnormal confirmed part_of at recorded_at source',
  ),
  prescription: sheet(
    'record.prescription',
    'resident_id id facility_id visit_id system code name dose frequency route days quantity status at',
    'until_at recorded_at source',
  ),
  procedure: sheet(
    'record.procedure',
    'resident_id id facility_id visit_id system code name status at recorded_at source',
  ),
  immunization: sheet(
    'record.immunization',
    'resident_id id facility_id system code name status at recorded_at source',
  ),
  allergy: sheet(
    'record.allergy',
    'resident_id id facility_id system code name category criticality reaction status at recorded_at source',
  ),
  report: sheet(
    'record.diagnostic_report',
    'resident_id id facility_id visit_id kind system code name conclusion status at recorded_at source',
  ),
  charge: sheet(
    'record.charge',
    'resident_id id facility_id visit_id kind name amount fund_pay self_pay currency status at recorded_at',
    'source',
  ),
  document: sheet('record.document', 'resident_id id facility_id visit_id kind title content at recorded_at source'),
  entry: sheet('record.entry', 'resident_id at id facility_id visit_id kind title detail abnormal source'),
  template: sheet(
    'booking.template',
    'id facility_id department_id kind resource expert practitioner_id practitioner_name weekdays starts',
    'minutes capacity reserved_percent from_day',
  ),
  session: sheet(
    'booking.session',
    'id facility_id department_id kind resource expert practitioner_id practitioner_name starts_at ends_at',
    'capacity reserved_planned reserved reserved_taken open_taken release_stage template_id published_at',
  ),
  hold: sheet(
    'booking.hold',
    'id session_id unit pool status resident_id person facility_id holder_facility_id because_kind because_id',
    'held_at held_by expires_at confirmed_at ended_at ended_reason settled_at',
  ),
  wait: sheet(
    'booking.wait',
    'id facility_id department_id kind resident_id person holder_facility_id because_kind because_id urgency',
    'since status',
  ),
  consent: sheet('resident.consent', 'id resident_id facility_id kind subject_id given_at given_by'),
  basis: sheet('access.basis', 'resident_id facility_id kind because from_at until_at granted_by'),
  referral: sheet(
    'referral.referral',
    'id resident_id person direction reach urgency status from_facility_id from_staff_id from_name',
    'to_facility_id to_department_id external_place diagnosis_code diagnosis_name severity criterion reason',
    'summary questions priority return_of needs_approval approved_at approved_by submitted_at due_at',
    'accepted_at accepted_by arrived_at treated_at treatment discharged_at discharge first_contact_at outcome',
    'ended_at ended_reason settled_at version',
  ),
  history: sheet(
    'referral.history',
    'referral_id seq from_facility_id to_facility_id at action status by_account_id by_name by_facility_id',
    'note',
  ),
  duty: sheet(
    'kernel.duty',
    'id kind subject_kind subject_id resident_id is_next owner_facility_id owner_role involved risk due_at',
    'opened_at opened_by closed_at closed_by outcome card',
  ),
} as const
