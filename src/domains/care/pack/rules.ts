export { differenceOf, hashLength, readHashes } from './rules/difference.ts'
export { heldBackBy, maySettle, timeOf } from './rules/replay.ts'
export { extra, type PackedPerson, type PackedRules, personKey } from './rules/shape.ts'
