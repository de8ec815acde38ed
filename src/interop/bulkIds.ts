import { v7 } from 'uuid'
import { freshBytes } from '#kernel/freshBytes.ts'

/** A UUIDv7 of thousands at once. Those of one millisecond are in no order. */
export function newBulkId(): string {
  return v7({ rng: () => freshBytes(16) })
}
