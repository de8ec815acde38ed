import { policyOf, type Scope } from '#kernel/scope.ts'
import type { RoleName } from '#registry/access/roles.ts'
import { type FieldSet, fieldSet } from './labels.ts'
import { sharing } from './policy.ts'
import { isShared } from './rules.ts'

export type Sharing = { readonly allows: (set: FieldSet) => boolean; readonly withheld: FieldSet[] }

/** What the acting person may see of a record that was opened on this basis, by the catalog in force here today. */
export function sharingOf(scope: Scope, basis: string, role: RoleName = scope.actor.role as RoleName): Sharing {
  const allowed = new Set(fieldSet.codes.filter((set) => isShared(policyOf(scope, sharing[set]), { role, basis })))
  return { allows: (set) => allowed.has(set), withheld: fieldSet.codes.filter((set) => !allowed.has(set)) }
}
