import { addMinutes } from '#kernel/calendar.ts'
import { digest, newToken, type Vault } from '#kernel/crypto.ts'
import { type Job, queueJob } from '#kernel/jobs.ts'
import { isRefused, refuse } from '#kernel/refusal.ts'
import { policyOf, type Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import { blindPurpose, findResident, maskedCardOf } from '#registry/resident/index.ts'
import { plainNumber } from '#registry/resident/rules.ts'
import { codeHash, codeUntil, whoIsMeant } from './delivering.ts'
import * as entering from './entering.ts'
import * as policy from './policy.ts'
import { chooseMatch } from './rules.ts'

export type SigningIn = {
  readonly vault: Vault
  /** Work that stays even where the capability refuses: a wrong code must be counted. */
  readonly apart: <T>(work: (scope: Scope) => Promise<T>) => Promise<T>
  readonly sendCode: Job
}

/** Puts the request down and answers the same whoever has that phone; a job looks and sends. */
export async function requestCode(scope: Scope, input: { phone: string; who: string }, { vault, sendCode }: SigningIn) {
  const phone = plainNumber(input.phone)
  if (!/^1\d{10}$/.test(phone)) return refuse('wrongPhone')
  const until = codeUntil(scope)
  const codeId = await entering.askCode(scope, {
    phone: vault.blind(blindPurpose.phone, phone),
    phoneSealed: vault.seal(phone),
    whoSealed: vault.seal(typedWho(input.who)),
    until,
    mostOfPhone: policyOf(scope, policy.codesPerPhone),
    mostOfPlace: policyOf(scope, policy.codesPerPlace),
  })
  if (!codeId) return refuse('tooManyCodes')
  await queueJob(scope, sendCode, { codeId })
  return { codeId, expiresAt: until }
}

/** A number in its plain form; a name as it was typed. */
function typedWho(typed: string): string {
  const plain = plainNumber(typed)
  return /^\d{17}[\dX]$/.test(plain) ? plain : typed
}

export async function enterByCode(scope: Scope, input: { codeId: string; code: string; tail?: string | undefined }, { vault, apart }: SigningIn) {
  const limits = { mostTries: policyOf(scope, policy.codeTries), mostWrong: policyOf(scope, policy.wrongPerPlace) }
  const hash = codeHash(vault, input.codeId, input.code)
  const tried = await apart((own) => entering.tryCode(own, { id: input.codeId, hash, place: scope.actor.name, ...limits }))
  if (tried.outcome === 'blocked') return refuse('tooManyTries')
  if (tried.outcome !== 'right' || !tried.phone || !tried.who) return refuse('wrongCode')
  const matches = await whoIsMeant(scope, vault, { phone: vault.open(tried.phone), who: vault.open(tried.who) })
  const person = chooseMatch(matches, input.tail)
  if (isRefused(person)) return person
  if (!(await entering.spendCode(scope, input.codeId))) return refuse('wrongCode')
  const name = matches.find((m) => m.residentId === person.residentId)?.name ?? ''
  return { ...(await begin(scope, person.residentId, 'code')), residentId: person.residentId, name }
}

export async function enterByPass(scope: Scope, input: { pass: string }) {
  const residentId = await entering.spendPass(scope, digest(input.pass))
  const card = residentId ? await maskedCardOf(scope, residentId) : undefined
  if (!residentId || !card) return refuse('passUsed')
  return { ...(await begin(scope, residentId, 'pass')), residentId: card.residentId, name: card.name }
}

async function begin(scope: Scope, residentId: string, how: 'code' | 'pass') {
  const token = newToken()
  const expiresAt = addMinutes(scope.now, policyOf(scope, policy.sessionHours) * 60)
  await entering.openSession(scope, { hash: digest(token), residentId, how, until: expiresAt })
  return { token, expiresAt }
}

/** The secret of a picture that signs this resident in, once. Only at the facility whose resident this is. */
export async function showPass(scope: Scope, residentId: string) {
  const resident = (await findResident(scope, residentId)) ?? notFound()
  if (!scope.actor.facilities.includes(resident.home_facility_id)) return refuse('notHome')
  const pass = newToken()
  const expiresAt = addMinutes(scope.now, policyOf(scope, policy.passMinutes))
  await entering.addPass(scope, { hash: digest(pass), residentId, until: expiresAt })
  return { pass, expiresAt, residentId }
}
