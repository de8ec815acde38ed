import { defineFact } from '#kernel/facts.ts'

type Because = { readonly kind: string; readonly id: string }

/** A unit that was kept for somebody is gone: it ran out, or its session was cancelled and no other was found. */
export const holdLost = defineFact<{ because: Because; why: 'expired' | 'sessionCancelled'; waiting: boolean }>('holdLost')
/** A unit was moved to another session, or taken from the wait-list. */
export const holdGiven = defineFact<{ because: Because; why: 'rebooked' | 'fromWaitList'; startsAt: string; resource: string }>('holdGiven')
/** Sessions were published: there is more to take than before. */
export const supplyAdded = defineFact<{ facilityId: string }>('supplyAdded')
