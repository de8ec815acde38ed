import { sheet } from '../sheet.ts'
import { sheets } from '../sheets.ts'

/** What the triggers would add while nobody listens to them: where the person is at home, how insured, and what kind of visit was paid for. */
export const stamped = {
  visit: sheet(
    'record.visit',
    'resident_id id facility_id department_id kind started_at ended_at practitioner_id practitioner_name',
    'first_doctor_id complaint note referral_id recorded_at source home_facility_id insured tcm',
  ),
  charge: sheet(
    'record.charge',
    'resident_id id facility_id visit_id kind name amount fund_pay self_pay currency status at recorded_at source',
    'home_facility_id insured visit_kind',
  ),
} as const

/** Tables whose rows come by the million, with only the columns that are filled: months write their lines by hand. */
export const lines = {
  visit: sheet(
    'record.visit',
    'resident_id id facility_id department_id kind started_at ended_at practitioner_name recorded_at source home_facility_id insured tcm',
  ),
  diagnosis: sheet('record.diagnosis', 'resident_id id facility_id visit_id system code name rank status at recorded_at source'),
  charge: sheet(
    'record.charge',
    'resident_id id facility_id visit_id kind name amount fund_pay self_pay currency status at recorded_at source home_facility_id insured visit_kind',
  ),
  entry: sheet('record.entry', 'resident_id at id facility_id visit_id kind title detail abnormal source'),
  claim: sheet(
    'elsewhere.claim',
    'id claim_number facility_name facility_level place_division kind on_date ended_on diagnosis_code diagnosis_name total_cost fund_pay self_pay',
    'resident_id home_facility_id person content settled_at updated_at recorded_at known_from',
  ),
} as const

const months = [lines.visit, lines.diagnosis, lines.charge, lines.entry, lines.claim].map((each) => each.table)
/** Everything that is filled, parents before children. */
export const filledTables: readonly string[] = [...new Set([...Object.values(sheets).map((each) => each.table), ...months, 'reported.figure'])]
