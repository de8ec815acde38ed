import { actions } from '#kernel/action.ts'
import { addMinutes } from '#kernel/calendar.ts'
import type { Vault } from '#kernel/crypto.ts'
import { newId } from '#kernel/ids.ts'
import { isRefused, refuse } from '#kernel/refusal.ts'
import { policyOf } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import { grantBasis } from '#registry/access/index.ts'
import { findByBlinds, findResident, maskedCardOf } from '#registry/resident/index.ts'
import { blindPurpose, plainNumber } from '#registry/resident/rules.ts'
import { healthCardContract } from './contract.ts'
import { codeSeconds, openMinutes } from './policy.ts'
import { codePrefix, contentOf, looksLikeCode, readContent } from './rules.ts'

export function healthCardActions({ vault }: { vault: Vault }) {
  return actions(healthCardContract, {
    /** Sealed, so that nobody reads, makes or keeps it. */
    async showHealthCard({ scope, input }) {
      const row = (await findResident(scope, input.residentId)) ?? notFound()
      const { shown, valid } = policyOf(scope, codeSeconds)
      const code = codePrefix + vault.seal(contentOf(row.id, scope.now)).toString('base64url')
      return { code, name: row.name, refreshAt: addMinutes(scope.now, shown / 60), validUntil: addMinutes(scope.now, valid / 60) }
    },

    /** Any card or number leads to the one person. Who shows a fresh code stands at the desk, and that opens the record; a number alone opens nothing. */
    async resolveHealthCard({ scope, input }) {
      if (!input.code.startsWith(codePrefix)) {
        const [card, another] = await findByBlinds(scope, vault.blinds(blindPurpose.number, plainNumber(input.code)))
        return card && !another ? { card, openUntil: null } : refuse('unknownCode')
      }
      const content = looksLikeCode(input.code) ? opened(vault, input.code) : undefined
      const read = content ? readContent(content, { now: scope.now, validSeconds: policyOf(scope, codeSeconds).valid }) : refuse('unknownCode')
      if (isRefused(read)) return read
      const card = await maskedCardOf(scope, read.residentId)
      if (!card) return refuse('unknownCode')
      const until = addMinutes(scope.now, policyOf(scope, openMinutes))
      await grantBasis(scope, { residentId: card.residentId, facilityId: scope.actor.facilityId, kind: 'presented', because: newId(), until })
      return { card, openUntil: until }
    },
  })
}

function opened(vault: Vault, code: string): string | undefined {
  try {
    return vault.open(Buffer.from(code.slice(codePrefix.length), 'base64url'))
  } catch {
    // Altered or made up: the seal says no more than that.
    return undefined
  }
}
