/** Chronic care: what it hears, what it does on a clock, and what enrollment and the village pack ask of it. */
export { followUpEvidence, managedOf } from './evidence.ts'
export { closeChronicForDeath, findLost, onChronicPatientDied, reevaluate, reevaluateAll } from './jobs.ts'
export { patientsToTake } from './packing.ts'
export { managedBetween } from './panel.ts'
export { onVisitRecorded, weighElsewhere } from './suspicion.ts'
