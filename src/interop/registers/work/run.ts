import type { Vault } from '#kernel/crypto.ts'
import type { Loader } from '../../loader.ts'
import type { UploadRow } from '../store/upload.ts'

/** What every kind of work on an upload needs. */
export type Run = {
  readonly loader: Loader
  readonly vault: Vault
  readonly upload: UploadRow
  /** The file as it was sent. */
  readonly path: string
  /** Rows done; whoever watches the screen hears it. */
  readonly tell: (done: number) => void
}

/** A register of facilities, staff or templates is planned as a whole; no county has more rows of them. */
export const mostPlanned = 20_000
/** Of a county with its neighbours; more is several files put together. */
export const mostPeople = 3_000_000
/** Of a prefecture in a year and more. */
export const mostClaims = 30_000_000

/** The person asked to stop; what was taken stays. */
export class Stopped extends Error {
  override name = 'Stopped'
}
