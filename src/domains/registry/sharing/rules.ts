import type { RoleName } from '#registry/access/roles.ts'
import type { FieldSet } from './labels.ts'
import type { SharingRule } from './policy.ts'

export type Asking = { readonly role: RoleName; readonly basis: string }

/** Whether a field set is shared with whoever asks on this basis. */
export function isShared({ bases, recipients }: SharingRule, { role, basis }: Asking): boolean {
  return (bases as readonly string[]).includes(basis) && recipients.includes(role)
}

/** Which field set a priority group tells of; all others are plain groups. */
const tellingGroups: Readonly<Record<string, FieldSet>> = { severeMental: 'mentalHealth', pregnant: 'maternal', specialFamily: 'specialFamily' }

export function setOfGroup(group: string): FieldSet {
  return tellingGroups[group] ?? 'groups'
}

// ICD-10 chapter V, and chapter XV with Z32 to Z39: what they say belongs to those who keep it.
const telling: readonly (readonly [RegExp, FieldSet])[] = [
  [/^F/i, 'mentalHealth'],
  [/^O\d|^Z3[2-9]/i, 'maternal'],
]

/** Which field set a diagnosis tells of. */
export function setOfDiagnosis(code: string): FieldSet {
  return telling.find(([pattern]) => pattern.test(code))?.[1] ?? 'visits'
}

const entries: Readonly<Record<string, FieldSet>> = {
  observation: 'results',
  diagnosticReport: 'results',
  procedure: 'visits',
  immunization: 'medicines',
  prescription: 'medicines',
  allergy: 'medicines',
  document: 'documents',
  charge: 'charges',
}

/** Which field set a line of the timeline belongs to, by its kind. */
export function setOfEntry(kind: string): FieldSet {
  return entries[kind] ?? 'visits'
}
