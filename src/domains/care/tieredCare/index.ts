/** Tiered care: where a case belongs, and what says that it should be referred. */
export { type CarePlace, careLevel, placeOf } from './catalog.ts'
export { type Criterion, criterionOn, type Facts, noRuleInForce, type Parameter, sayBecause, weigh } from './criteria.ts'
export { criteriaPolicies } from './policy.ts'
