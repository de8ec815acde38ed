/** The pure half of the door, for those who weigh criteria on a device without a network. */

export type { Symptom } from './criteria/facts.ts'
export { criterionOn, type Facts, noRuleInForce, sayBecause, symptom, weigh } from './criteria.ts'
