import type { z } from 'zod'
import { actions, cursorOf, positionOf, unless } from '#kernel/action.ts'
import type { Parsed } from '#kernel/capability.ts'
import type { Vault } from '#kernel/crypto.ts'
import { publish } from '#kernel/facts.ts'
import { isRefused, refuse } from '#kernel/refusal.ts'
import type { Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import type { CodeOf } from '#kernel/words.ts'
import { findBasis } from '#registry/access/index.ts'
import { findFacility } from '#registry/facility/index.ts'
import { sharingOf } from '#registry/sharing/index.ts'
import { setOfGroup } from '#registry/sharing/rules.ts'
import { type insurance, type matchCard, type priorityGroup, residentContract } from './contract.ts'
import { residentDied } from './facts.ts'
import { checkTold } from './rules/death.ts'
import { blindPurpose, checkDeath, checkRegistration, maskedPhone, plainNumber, searchKindOf } from './rules.ts'
import * as deaths from './store/death.ts'
import * as store from './store.ts'

/** The resident index, given by wiring: it stands on this domain, so this one cannot import it. */
export type Index = {
  /** Who may be the person described, best first. */
  cardsFor(scope: Scope, described: Described): Promise<readonly z.output<typeof matchCard>[]>
  /** Somebody was registered although others looked like them: each pair is looked at. */
  askAbout(scope: Scope, pair: { readonly residentId: string; readonly others: readonly string[]; readonly described: Described }): Promise<void>
}
export type Described = Pick<Parsed<typeof residentContract.registerResident>, 'name' | 'sex' | 'birthDate' | 'nationalId' | 'phone' | 'village' | 'address'>

export function residentActions({ vault, index }: { vault: Vault; index: Index }) {
  return actions(residentContract, {
    async findResidents({ scope, input }) {
      const kind = searchKindOf(input.q)
      if (kind === 'tooShort') return refuse('tooShort')
      if (kind !== 'name') return findByNumber(scope, vault.blinds(blindPurpose[kind], plainNumber(input.q)))
      const [term, id] = positionOf(input.cursor, 2) ?? []
      const after = term ? { term: String(term), id: String(id) } : undefined
      const rows = await store.searchPanel(scope, { prefix: input.q.normalize('NFKC').trim().toLowerCase(), limit: input.limit + 1, after })
      const last = rows.length > input.limit ? rows[input.limit - 1] : undefined
      const people = new Map<string, store.PersonRow>()
      for (const { current_id: current, ...row } of rows.slice(0, input.limit)) {
        // A merged person stands there once, by the row that is theirs today where the facility has it.
        if (row.resident_id === current || !people.has(current)) people.set(current, { ...row, resident_id: current })
      }
      return { items: [...people.values()].map(personOf), elsewhere: [], cursor: last ? cursorOf([last.term, last.resident_id]) : null }
    },

    async openResident({ scope, input }) {
      const row = (await store.findResident(scope, input.residentId)) ?? notFound()
      const own = scope.actor.facilities.includes(row.home_facility_id)
      const [person, household, home, basis] = await Promise.all([
        store.findPerson(scope, row.id),
        row.household_id ? store.householdOf(scope, row.household_id) : [],
        findFacility(scope, row.home_facility_id),
        own ? undefined : findBasis(scope, row.id),
      ])
      const { allows, withheld } = sharingOf(scope, basis?.kind ?? 'catchment')
      return {
        ...personOf(person ?? notFound()),
        address: allows('contact') ? row.address : null,
        insurance: allows('insurance') ? (row.insurance as CodeOf<typeof insurance>) : null,
        phone: allows('contact') && row.phone_sealed ? maskedPhone(vault.open(row.phone_sealed)) : null,
        household: allows('household') ? household.map(personOf) : [],
        priorityGroups: row.priority_groups.filter((group) => allows(setOfGroup(group))) as CodeOf<typeof priorityGroup>[],
        withheld,
        status: row.status as 'active',
        death: row.status === 'died' ? await deathOf(scope, row.id) : null,
        home: home?.short_name ?? '',
        basis: basis ?? { kind: 'catchment', until: null },
        synthetic: row.synthetic,
        version: row.version,
      }
    },

    async registerResident({ scope, input }) {
      const nationalId = input.nationalId ? plainNumber(input.nationalId) : undefined
      const phone = input.phone ? plainNumber(input.phone) : undefined
      const { birthDate, sex, noNumberReason, otherIdentifier } = input
      const refusal = checkRegistration({ birthDate, sex, nationalId, otherNumber: otherIdentifier?.number, noNumberReason, phone }, scope.today)
      if (refusal) return refusal
      const number = nationalId ?? (otherIdentifier && plainNumber(otherIdentifier.number))
      const blinds = number ? vault.blinds(blindPurpose.number, number) : []
      const [cards, , [exact]] = await Promise.all([
        index.cardsFor(scope, input),
        // Sent together, answered one after the other: what is found was looked for when nobody else held the number.
        number ? store.holdNumber(scope, blinds) : undefined,
        number ? store.findExact(scope, blinds) : [],
      ])
      const known = cards.find((card) => card.residentId === exact?.resident_id) ?? cards.find((card) => card.verdict === 'same' && card.byNumber)
      if (known) return refuse('alreadyKnown', { card: known })
      if (exact) return refuse('alreadyKnown', { card: { ...maskedOf(exact), verdict: 'doubtful' as const, byNumber: true, because: [] } })
      const unseen = cards.filter((card) => !input.confirmedNew.includes(card.residentId))
      if (unseen.length > 0) return refuse('maybeKnown', { cards: [...cards] })
      const home = (await findFacility(scope, scope.actor.facilityId)) ?? notFound()
      const added = store.insertResident(scope, {
        homeFacilityId: home.id,
        divisionCode: home.division_code,
        name: input.name,
        sex,
        birthDate,
        village: input.village,
        address: input.address,
        phoneSealed: phone ? vault.seal(phone) : null,
        phoneBlind: phone ? vault.blind(blindPurpose.phone, phone) : null,
        insurance: input.insurance,
        priorityGroups: input.priorityGroups,
        source: 'registered',
        identifier: number
          ? {
              kind: nationalId ? 'nationalId' : (otherIdentifier?.kind ?? 'foreign'),
              system: '',
              sealed: vault.seal(number),
              blind: vault.blind(blindPurpose.number, number),
              tail: number.slice(-4),
            }
          : null,
      })
      // Registered by somebody else a moment ago: the constraint is the judge, the card comes with the next attempt.
      const id = await unless(added, { identifier_national: refuse('numberMissing') })
      if (isRefused(id)) throw Object.assign(new Error('registered at the same moment'), { code: '40001' })
      if (cards.length > 0) await index.askAbout(scope, { residentId: id, others: cards.map((card) => card.residentId), described: input })
      return { residentId: id, name: input.name, sex, birthDate, village: input.village, tail: number?.slice(-4) ?? '' }
    },

    async revealPhone({ scope, input }) {
      const row = (await store.findResident(scope, input.residentId)) ?? notFound()
      const own = scope.actor.facilities.includes(row.home_facility_id)
      const basis = own ? undefined : await findBasis(scope, row.id)
      if (!sharingOf(scope, basis?.kind ?? 'catchment').allows('contact')) return refuse('notShared')
      return { phone: row.phone_sealed ? vault.open(row.phone_sealed) : null }
    },

    async recordDeath({ scope, input }) {
      const row = (await store.findResident(scope, input.residentId)) ?? notFound()
      if (row.version !== input.version) return refuse('stale', { residentId: row.id, version: row.version })
      const refusal = checkDeath({ diedOn: input.diedOn, birthDate: row.birth_date, status: row.status }, scope.today) ?? checkTold(input.told)
      if (refusal) return refusal
      if (!(await deaths.recordDeath(scope, input))) return refuse('stale', { residentId: row.id, version: row.version + 1 })
      const { told } = input
      if (told) await deaths.keepCircumstances(scope, { ...input, ...told, toldBy: told.by, homeFacilityId: row.home_facility_id })
      await publish(scope, residentDied, { residentId: row.id, diedOn: input.diedOn })
      return { residentId: row.id, version: row.version + 1 }
    },
  })
}

async function deathOf(scope: Scope, residentId: string) {
  const row = await deaths.findDeath(scope, residentId)
  if (!row) return null
  const { died_on: diedOn, place, known_by: knownBy, told_by: toldBy, recorded_by: recordedBy, recorded_at: recordedAt } = row
  return { diedOn, place, knownBy, toldBy, recordedBy, recordedAt }
}

/** An exact number or phone finds county-wide: own people with their name, others masked. */
async function findByNumber(scope: Scope, blinds: readonly Buffer[]) {
  const found = await store.findExact(scope, blinds)
  const own = await store.peopleOnPanel(
    scope,
    found.map((f) => f.resident_id),
  )
  const ownIds = new Set(own.map((p) => p.resident_id))
  return { items: own.map(personOf), elsewhere: found.filter((f) => !ownIds.has(f.resident_id)).map(maskedOf), cursor: null }
}

function personOf(row: store.PersonRow) {
  return { residentId: row.resident_id, ...store.asPerson(row) }
}

type Masked = Awaited<ReturnType<typeof store.findExact>>[number]

function maskedOf(row: Masked) {
  return { residentId: row.resident_id, name: row.masked_name, sex: row.sex, birthYear: row.birth_year, village: row.village }
}
