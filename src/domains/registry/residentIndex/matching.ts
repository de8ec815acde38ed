import type { Vault } from '#kernel/crypto.ts'
import type { Scope } from '#kernel/scope.ts'
import { blindPurpose, plainNumber } from '#registry/resident/rules.ts'
import { type Linked, linkAll } from './linking.ts'
import {
  type Description,
  daysNear,
  knownName,
  type Match,
  numberVariants,
  otherFormsOf,
  plainPlace,
  scorePair,
  type Traits,
  traitsOf,
  type Weights,
} from './rules.ts'
import * as store from './store.ts'
import { weightsIn } from './weights.ts'

export type Found = Match & { readonly candidate: store.CandidateRow }

/**
 * Who may be meant by a description, best first, one line for each person: everybody who is the same or doubtful. Creates nothing. Names and numbers of
 * other facilities' people are read here and nowhere else; what leaves is a masked card with reasons.
 */
export async function findMatches(scope: Scope, description: Description, { vault }: { vault: Vault }): Promise<Found[]> {
  const weights = weightsIn(scope)
  const asked = { ...description, nationalId: description.nationalId ? plainNumber(description.nationalId) : null }
  const traits = traitsOf(asked)
  const search = searchOf(asked, traits, vault)
  const rows = await store.candidatesFor(scope, search)
  const best = new Map<string, Found>()
  for (const candidate of rows) {
    const match = scorePair(traits, candidateTraits(candidate, { asked: traits, numbers: search.numbers, vault }), weights)
    const known = best.get(candidate.current_id)
    if (match.verdict !== 'different' && (!known || rank(known) < rank(match))) best.set(candidate.current_id, { ...match, candidate })
  }
  return [...best.values()].toSorted((a, b) => rank(b) - rank(a))
}

function rank({ verdict, score }: Match): number {
  return (verdict === 'same' ? 1000 : 0) + score
}

function searchOf(asked: Description, traits: Traits, vault: Vault): store.Search {
  const { name } = traits
  return {
    numbers: asked.nationalId ? numberVariants(asked.nationalId, { every: true }).flatMap((n) => blindsOf(vault, 'number', n)) : [],
    phones: asked.phone ? blindsOf(vault, 'phone', plainNumber(asked.phone)) : [],
    name: asked.name.normalize('NFKC').trim(),
    sound: name.sounds.join('').toUpperCase(),
    birthDate: asked.birthDate,
    near: asked.birthDate ? daysNear(asked.birthDate) : [],
    village: asked.village ?? '',
    surnames: [...new Set([asked.name.slice(0, 1), name.surname.slice(0, 1), ...otherFormsOf(name.surname.slice(0, 1))])],
  }
}

/** A value under every version of the key by which it may have been stored. */
function blindsOf(vault: Vault, kind: keyof typeof blindPurpose, value: string): Buffer[] {
  return vault.blinds(blindPurpose[kind], value)
}

/** `numbers`: the number as it was given, under every key; those of its variants come after. */
type Asking = { readonly asked: Traits; readonly numbers: readonly Buffer[]; readonly vault: Vault }

/** A candidate made comparable with who is asked for. Equal numbers are known by their blind index; another number is unsealed only when it matters. */
function candidateTraits(row: store.CandidateRow, { asked, numbers, vault }: Asking): Traits {
  const { number_blind: found } = row
  const isSameNumber = found !== null && numbers.slice(0, vault.keys().blind.all.length).some((blind) => blind.equals(found))
  let number: string | null | undefined
  return {
    name: knownName(row.name),
    sex: row.sex,
    birthDate: row.birth_date,
    numberKey: isSameNumber ? asked.numberKey : row.number_sealed ? `sealed ${row.resident_id}` : null,
    phoneKey: row.same_phone ? asked.phoneKey : row.has_phone ? 'another' : null,
    village: plainPlace(row.village),
    address: plainPlace(row.address),
    householdKey: row.household_id,
    nationalId() {
      number ??= isSameNumber ? asked.nationalId() : row.number_sealed ? vault.open(row.number_sealed) : null
      return number
    },
  }
}

/** One row of a register, cleaned: what a spreadsheet says of a person. */
export type RegisterRow = {
  readonly name: string
  readonly sex: string
  readonly birthDate: string
  readonly nationalId?: string | null
  readonly phone?: string | null
  readonly village: string
  readonly address: string
  readonly householdKey?: string | null
  /** Number and phone under every key, where they were made already. */
  readonly keys?: store.BlindKeys
}

/** Who fits a row best, under the id they have today. */
export type RowMatch = { readonly residentId: string; readonly homeFacilityId: string; readonly name: string; readonly match: Match }

/**
 * A block of rows (a few thousand) against everybody registered, in one question to the database; as the loader. Null where nobody fits. Finds what
 * `findMatches` finds but for a wrong birth date of somebody who also moved and has another phone.
 */
export async function matchMany(
  scope: Scope,
  rows: readonly RegisterRow[],
  { vault, weights }: { vault: Vault; weights: Weights },
): Promise<(RowMatch | null)[]> {
  const asked = rows.map(rowTraits)
  const keys = asked.map((traits, i) => rows[i]?.keys ?? blindKeysOf(traits, rows[i] as RegisterRow, vault))
  const candidates = await store.candidatesForMany(scope, rows, keys)
  const best: RowMatch[] = []
  for (const candidate of candidates) {
    const i = candidate.line - 1
    const [traits, key] = [asked[i], keys[i]]
    if (!traits || !key) continue
    const match = scorePair(traits, bulkTraits(candidate, { asked: traits, vault, ...key }), weights)
    if (match.verdict === 'different' || (best[i] && rank(best[i].match) >= rank(match))) continue
    best[i] = { residentId: candidate.current_id, homeFacilityId: candidate.home_facility_id, name: candidate.name, match }
  }
  return rows.map((_, i) => best[i] ?? null)
}

function rowTraits(row: RegisterRow): Traits {
  return traitsOf({ ...row, nationalId: row.nationalId ? plainNumber(row.nationalId) : null })
}

/** Rows of one block that are one person, or may be: for each the first row of its person, and the pairs somebody must look at. */
export function matchWithin(rows: readonly RegisterRow[], weights: Weights): Linked {
  return linkAll(rows.map(rowTraits), weights)
}

function blindKeysOf({ nationalId }: Traits, row: RegisterRow, vault: Vault): store.BlindKeys {
  const number = nationalId()
  return {
    numbers: number ? numberVariants(number, { every: false }).flatMap((n) => blindsOf(vault, 'number', n)) : [],
    phones: row.phone ? blindsOf(vault, 'phone', plainNumber(row.phone)) : [],
  }
}

function bulkTraits(row: store.BulkRow, asking: Asking & store.BlindKeys): Traits {
  const isSamePhone = row.phone_blinds.some((blind) => asking.phones.some((p) => p.equals(blind)))
  return candidateTraits({ ...row, same_phone: isSamePhone, has_phone: row.phone_blinds.length > 0 }, asking)
}
