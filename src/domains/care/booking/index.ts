/** Capacity: who may have which unit, and what is kept for whom. */

export { bookingClashes } from './clashes.ts'
export { holdGiven, holdLost, supplyAdded } from './facts.ts'
export { confirmUnit, freeUnits, holdingsOf, joinWaitList, type NoUnit, placesInLine, releaseUnit, takeUnit, takeUnitOf, useUnit } from './holds.ts'
export { fillFromWaitList, moveUp, releaseReserved, settleHolds } from './jobs.ts'
export { reservedPercent } from './policy.ts'
export { reservedUse } from './reservedUse.ts'
export { bookingsOf, cancelOwn, type OwnBooking } from './residents.ts'
export { checkTemplate, poolsFor } from './rules.ts'
export { findSession, type SessionRow } from './store.ts'
