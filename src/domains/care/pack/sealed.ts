import type { SealedPlace } from '#kernel/reseal.ts'

/** Where the keys of devices stand sealed. */
export const sealedOfPacks: readonly SealedPlace[] = [{ table: 'pack.device', id: 'id', sealed: 'key_sealed' }]
