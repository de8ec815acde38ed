/** Who owns which data, and on which grounds and to whom it is shared. */
export { type Sharing, sharingOf } from './open.ts'
