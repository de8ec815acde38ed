/** The pure half of the door, for those who weigh criteria on a device without a network. */

export type { Symptom } from './criteria/facts.ts'
export { type Criterion, criterionOn, type Facts, fieldLabels, noRuleInForce, type Parameter, sayBecause, symptom, weigh } from './criteria.ts'
