import { randomBytes } from 'node:crypto'
import { addMinutes } from '#kernel/calendar.ts'
import type { Vault } from '#kernel/crypto.ts'
import { newId } from '#kernel/ids.ts'
import { refuse } from '#kernel/refusal.ts'
import { idsOf, policyOf, type Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import { grantBasis } from '#registry/access/index.ts'
import { addIdentifier, findByBlinds, findResident, identifiersOf } from '#registry/resident/index.ts'
import { blindPurpose, plainNumber } from '#registry/resident/rules.ts'
import { blindsOf } from './matching.ts'
import { healthCardTimes } from './policy.ts'

const prefix = 'TMC.'
const purpose = 'health card'

/**
 * The code a person shows, as text for a QR. It changes every time and ends after minutes: the number of the card is sealed in it together with
 * its end, so that a code says nothing, cannot be made up and cannot be kept. The first showing issues the card.
 */
export async function showCard(scope: Scope, residentId: string, { vault }: { vault: Vault }) {
  const ids = idsOf(scope, residentId)
  const [known] = await identifiersOf(scope, ids, 'healthCard')
  const number = known ? vault.open(known.sealed) : await issueCard(scope, residentId, vault)
  if (!number) return refuse('onlyHomeIssues')
  const until = addMinutes(scope.now, policyOf(scope, healthCardTimes).shownMinutes)
  return { code: prefix + vault.seal(`${purpose} ${number} ${until}`).toString('base64url'), until, tail: number.slice(-4) }
}

async function issueCard(scope: Scope, residentId: string, vault: Vault): Promise<string | undefined> {
  const resident = (await findResident(scope, residentId)) ?? notFound()
  if (!scope.actor.facilities.includes(resident.home_facility_id)) return undefined
  const number = `HC${BigInt(`0x${randomBytes(8).toString('hex')}`)
    .toString()
    .padStart(20, '0')}`
  await addIdentifier(scope, {
    residentId,
    homeFacilityId: resident.home_facility_id,
    kind: 'healthCard',
    sealed: vault.seal(number),
    blind: vault.blind(blindPurpose.number, number),
    tail: number.slice(-4),
  })
  return number
}

/**
 * Whose card or code this is: any of them leads to the one person. Somebody who shows a fresh code stands at the desk, and that opens the record
 * for a short time; the number of a card or an identity number alone only shows the masked card.
 */
export async function resolve(scope: Scope, typed: string, { vault }: { vault: Vault }) {
  const shown = typed.startsWith(prefix) ? readCode(typed, vault) : undefined
  if (typed.startsWith(prefix) && !shown) return refuse('unknownCode')
  if (shown && shown.until < scope.now) return refuse('expiredCode')
  const [card, another] = await findByBlinds(scope, blindsOf(vault, 'number', shown?.number ?? plainNumber(typed)))
  if (!card || another) return refuse('unknownCode')
  if (!shown) return { card, presented: false, until: null }
  const until = addMinutes(scope.now, policyOf(scope, healthCardTimes).openMinutes)
  await grantBasis(scope, { residentId: card.residentId, facilityId: scope.actor.facilityId, kind: 'presented', because: newId(), until })
  return { card, presented: true, until }
}

function readCode(code: string, vault: Vault): { number: string; until: string } | undefined {
  try {
    const [said, number = '', until = ''] = vault.open(Buffer.from(code.slice(prefix.length), 'base64url')).split(/ (?=HC|\d{4}-)/)
    return said === purpose ? { number, until } : undefined
  } catch {
    // Altered or made up: the seal says no more than that.
    return undefined
  }
}
