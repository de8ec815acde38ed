import type { SealedPlace } from '#kernel/reseal.ts'
import { blindPurpose } from './rules.ts'

/** Where numbers and phones of residents stand sealed. tests/guards/sealed.test.ts compares this with the database. */
export const sealedOfResidents: readonly SealedPlace[] = [
  { table: 'resident.identifier', id: 'resident_id', sealed: 'sealed', blind: 'blind', purpose: blindPurpose.number },
  // Before the phone itself: the index is found by opening it.
  {
    table: 'resident.phone_index',
    id: 'resident_id',
    blind: 'blind',
    purpose: blindPurpose.phone,
    of: { table: 'resident.resident', id: 'id', sealed: 'phone_sealed' },
  },
  { table: 'resident.resident', id: 'id', sealed: 'phone_sealed' },
]
