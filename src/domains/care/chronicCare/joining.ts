import type { Scope } from '#kernel/scope.ts'
import { save, statusFor } from './loop.ts'
import { inOrder, isOpenStatus } from './rules/patient.ts'
import type { Held } from './store.ts'

/** Two records of one person may each have been managed: from now on one row is, with the diseases of both. */
export async function joined(scope: Scope, all: readonly Held[]): Promise<Held | undefined> {
  const [first, ...others] = all.filter(({ row }) => isOpenStatus(row.status))
  if (!first || others.length === 0) return first
  const known = new Set(first.programs.map((p) => p.disease))
  const added = others.flatMap(({ programs }) => programs).filter((p) => !known.has(p.disease))
  for (const { row, programs } of others) {
    await save(scope, { row: { ...row, status: 'ended', lost_on: null }, programs }, { action: 'joined', data: { into: first.row.id } })
  }
  const programs = inOrder([...first.programs, ...added])
  return { row: { ...first.row, status: first.row.status === 'suspected' ? statusFor(programs) : first.row.status }, programs }
}
