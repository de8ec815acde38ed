import { defineFact } from '#kernel/facts.ts'

/** A death closes or hands on every duty and hold. */
export const residentDied = defineFact<{ residentId: string; diedOn: string }>('residentDied')
