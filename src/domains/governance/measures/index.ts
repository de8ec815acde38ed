/** What is counted, kept by day and by what was known when, and read by whoever shows figures. */
export { type Additive, type MeasureKey, measures, type Persons, sources } from './catalog.ts'
export { personProviders } from './providers.ts'
export { rebuildMeasures, refreshMeasures } from './refresh.ts'
