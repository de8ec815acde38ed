/** Work without a network: what a device takes along, and how its queue comes back. */
export { buildPack, type PackSection } from './building.ts'
export type { PerformOffline } from './replaying.ts'
export { sealedOfPacks } from './sealed.ts'
