import { v7 } from 'uuid'

/** A UUIDv7: made anywhere, sorted by time. */
export function newId(): string {
  return v7()
}
