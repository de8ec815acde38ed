import type { SealedPlace } from '#kernel/reseal.ts'

/** Where rows, previews and one-time passwords stand sealed, and marks that only their key can make. */
export const sealedOfRegisters: readonly SealedPlace[] = [
  { table: 'registers.upload', id: 'id', sealed: 'preview_sealed' },
  { table: 'registers.kept_row', id: 'upload_id', sealed: 'sealed' },
  { table: 'registers.handout', id: 'account_id', sealed: 'sealed' },
]
export const marksOfRegisters: readonly SealedPlace[] = [
  { table: 'registers.household_key', id: 'household_id', blind: 'key' },
  { table: 'registers.row_key', id: 'resident_id', blind: 'key' },
]
