/** Tiered care: where a case belongs, and what says that it should be referred. */
export { type CarePlace, careLevel, placeOf } from './catalog.ts'
export { criterionOn, noRuleInForce } from './criteria.ts'
export { criteriaPolicies } from './policy.ts'
