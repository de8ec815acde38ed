import type { SealedPlace } from '#kernel/reseal.ts'

/** Where secrets of accounts stand sealed, and marks that only their key can make. */
export const sealedOfAccounts: readonly SealedPlace[] = [{ table: 'access.factor', id: 'account_id', sealed: 'sealed' }]
export const marksOfAccounts: readonly SealedPlace[] = [{ table: 'access.recovery_code', id: 'account_id', blind: 'mark' }]
