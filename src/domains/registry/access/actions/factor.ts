import { actions } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { publish } from '#kernel/facts.ts'
import { refuse } from '#kernel/refusal.ts'
import type { Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import { factorContract } from '../contract.ts'
import { sessionsChanged } from '../facts.ts'
import { plainCode } from '../rules.ts'
import * as store from '../store/factor.ts'
import { endOthers, endSessions } from '../store/session.ts'
import { getAccount } from '../store.ts'
import { base32, newRecoveryCodes, newSecret, stepOfCode, uriOf } from '../totp.ts'

const markPurpose = (accountId: string) => `recovery code ${accountId}`

/** Whether the code that came with a password lets in. Each code of the authenticator and each recovery code counts once. */
export async function checkFactor(scope: Scope, vault: Vault, given: { accountId: string; code: string | undefined }) {
  const factor = await store.findFactor(scope, given.accountId)
  if (!factor?.confirmed_at) return 'right'
  if (!given.code) return 'codeNeeded'
  const code = plainCode(given.code)
  const step = stepOfCode(secretIn(vault, factor.sealed), code, scope.now)
  if (step !== undefined && (await store.spendStep(scope, given.accountId, step))) return 'right'
  return (await store.spendRecoveryCode(scope, given.accountId, vault.blinds(markPurpose(given.accountId), code))) ? 'right' : 'wrongCode'
}

function secretIn(vault: Vault, sealed: Buffer): Buffer {
  return Buffer.from(vault.open(sealed), 'base64')
}

export function factorActions(vault: Vault) {
  return actions(factorContract, {
    async startFactor({ scope }) {
      const { accountId } = scope.actor
      if ((await store.findFactor(scope, accountId))?.confirmed_at) return refuse('alreadySet')
      const secret = newSecret()
      await store.startFactor(scope, accountId, vault.seal(secret.toString('base64')))
      return { uri: uriOf(secret, (await getAccount(scope, accountId)).login), secret: base32(secret) }
    },

    async confirmFactor({ scope, input }) {
      const { accountId } = scope.actor
      const factor = await store.findFactor(scope, accountId)
      if (!factor) return refuse('notStarted')
      if (factor.confirmed_at) return refuse('alreadySet')
      const step = stepOfCode(secretIn(vault, factor.sealed), plainCode(input.code), scope.now)
      if (step === undefined || !(await store.spendStep(scope, accountId, step))) return refuse('wrongCode')
      const recoveryCodes = newRecoveryCodes()
      const marks = recoveryCodes.map((code) => vault.blind(markPurpose(accountId), plainCode(code)))
      await store.confirmFactor(scope, accountId, marks)
      // Whoever is signed in elsewhere got in by the password alone.
      await endOthers(scope)
      await publish(scope, sessionsChanged, { accountId })
      return { recoveryCodes }
    },

    async resetFactor({ scope, input }) {
      if (input.accountId === scope.actor.accountId) return refuse('ownAccount')
      const { id } = await getAccount(scope, input.accountId).catch(() => notFound())
      await store.forgetFactor(scope, id)
      await endSessions(scope, id)
      await publish(scope, sessionsChanged, input)
      return { done: true }
    },
  })
}
