/** FHIR R4 bundles from other systems. */
export { type Accounting, isPartly, totalOf, unmappedIn } from './accounting.ts'
export { CannotStart, importFhir } from './importFhir.ts'
export { reason } from './reasons.ts'
