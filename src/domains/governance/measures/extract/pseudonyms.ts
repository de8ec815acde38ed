import { createHmac, randomBytes } from 'node:crypto'

/** Turns an id into a name that says nothing and that nobody can make again. */
export type Pseudonyms = (kind: string, id: string | null) => string

/**
 * Names for one extract, by a key that is made for it and kept nowhere: the same person has one name in all its files, another in the next
 * extract, and nobody finds a record by it. 128 bits, so that no two of a county meet.
 */
export function newPseudonyms(key: Buffer = randomBytes(32)): Pseudonyms {
  return (kind, id) => (id === null ? '' : createHmac('sha256', key).update(`${kind} ${id}`).digest('hex').slice(0, 32))
}
