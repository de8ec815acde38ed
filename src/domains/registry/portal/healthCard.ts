import { addMinutes } from '#kernel/calendar.ts'
import type { Vault } from '#kernel/crypto.ts'
import { policyOf, type Scope } from '#kernel/scope.ts'
import { cardSeconds } from './policy.ts'
import { readCard } from './rules.ts'

/** What a phone shows: whom it is of and when it was drawn, sealed, so that nobody reads, makes or keeps it. Another one each time. */
export function healthCardOf(scope: Scope, vault: Vault, residentId: string): { code: string; refreshAt: string; validUntil: string } {
  const { shown, valid } = policyOf(scope, cardSeconds)
  const code = vault.seal(`card|${residentId}|${scope.now}`).toString('base64url')
  return { code, refreshAt: addMinutes(scope.now, shown / 60), validUntil: addMinutes(scope.now, valid / 60) }
}

/** The one resident a shown card stands for; undefined where it is too old, altered or none. */
export function readHealthCard(scope: Scope, vault: Vault, code: string): string | undefined {
  try {
    return readCard(vault.open(Buffer.from(code, 'base64url')), { now: scope.now, validSeconds: policyOf(scope, cardSeconds).valid })
  } catch {
    return undefined
  }
}
