import type { ServicePackage } from '#care/enrollment/contract.ts'
import { digestOf } from '#care/enrollment/index.ts'
import { ages, agreementText, packageMenu } from '#care/enrollment/policy.ts'
import { groupsOf, isPriority, termEnd } from '#care/enrollment/rules.ts'
import { addDays, type Day, startOf } from '#kernel/calendar.ts'
import { resolve } from '#kernel/policy.ts'
import { priorityGroupsOf } from './conditions.ts'
import type { Random } from './random.ts'
import type { Household, Resident } from './residents.ts'
import type { Add } from './sheet.ts'
import { sheets } from './sheets.ts'
import type { Team } from './teams.ts'

/** Whether somebody signs: by chance, or so that a share of the people comes out. */
export type Signing = (isPriority: boolean, random: Random) => boolean
type Tools = {
  readonly today: Day
  readonly newId: () => string
  readonly slim: boolean
  readonly signing?: Signing
  /** Every term runs: nothing waits, nothing has ended. */
  readonly allRun?: boolean
  /** Where several write at once they name the same packages. */
  readonly newPackageId?: () => string
}

/** Of the residents about 42 in a hundred are enrolled, of the priority groups 83 (the figures Shaoxing reported for 2019). */
const signs = { priority: 0.83, others: 0.125 }

export type Enrolled = { readonly resident: Resident; readonly team: Team; readonly from: Day; readonly until: Day; readonly items: readonly string[] }
type Term = { readonly from: Day; readonly until: Day; readonly isWaiting: boolean }

/** Writes what households signed: terms of one to three years, some that end soon, some that nobody has signed yet. */
export function enrollmentWriter(add: Add, { today, newId, slim, signing = byChance, allRun = false, newPackageId = newId }: Tools) {
  const menu = inForce(packageMenu, today)
  const text = inForce(agreementText, today)
  const on = { day: today, ages: inForce(ages, today).value }
  const packageIds = new Map(menu.value.map((p) => [p.code, newPackageId()]))
  for (const chosen of menu.value) writePackage(add, chosen, { id: packageIds.get(chosen.code) ?? '', from: menu.from, source: menu.source })

  function choose(resident: Resident, random: Random): ServicePackage | undefined {
    const groups = priorityGroupsOf(resident, resident.conditions)
    const candidate = { birthDate: resident.birthDate, sex: resident.sex, priorityGroups: groups }
    if (!signing(isPriority(candidate, on), random)) return undefined
    const population = groupsOf(candidate, on)[0] ?? 'general'
    const offered = menu.value.filter((p) => p.population === population)
    // Now and then less was promised than the group should have.
    return random.chance(0.12) ? offered.at(-1) : (offered.find((p) => p.tier === 'basic') ?? offered[0])
  }

  return (household: Household, team: Team | undefined, random: Random): Enrolled[] => {
    const chosen = household.members.flatMap((resident) => {
      const found = choose(resident, random)
      return found ? [{ resident, found }] : []
    })
    const signer = chosen.find(({ resident }) => resident.age >= on.ages.adult)?.resident ?? household.members.find((m) => m.age >= on.ages.adult)
    const head = chosen[0]?.resident
    if (!team || !head || !signer) return []
    const term = drawTerm(random, today, allRun)
    const id = newId()
    const home = head.village.clinic
    const places = { facility_id: team.township.id, home_facility_id: home.id, made_at_id: home.id }
    const madeOn = `${term.from}T${String(random.between(9, 16)).padStart(2, '0')}:20:00+08:00`
    const doctor = team.members.find((m) => m.who.workplace === home)?.who.name ?? team.members[0]?.who.name ?? ''
    const endsSoon = !term.isWaiting && addDays(term.until, -30) <= today
    const isDrawn = !slim && random.chance(0.6)
    const how = isDrawn ? 'screen' : 'code'
    add(sheets.agreement, {
      id,
      ...places,
      team_id: team.id,
      head_id: head.id,
      head: personOf(head),
      from_day: term.from,
      until_day: term.until,
      text_from: text.from,
      status: term.isWaiting ? 'waiting' : 'signed',
      signer: term.isWaiting ? null : { name: signer.name, relation: 'self' },
      signed_how: term.isWaiting ? null : how,
      signature: !term.isWaiting && isDrawn ? JSON.stringify(drawSignature(random)) : null,
      // Of a few, taken over from paper, nobody knows whether the identity was seen.
      identity: term.isWaiting || random.chance(0.03) ? null : isDrawn ? 'idCard' : 'phoneCode',
      signed_at: term.isWaiting ? null : madeOn,
      made_on: madeOn,
      made_by_name: doctor,
      told_at: endsSoon ? startOf(today) : null,
    })
    const line = { agreement_id: id, ...places, resident_id: head.id, by_name: doctor, at: madeOn }
    add(sheets.agreementHistory, { ...line, step: 'made' })
    if (!term.isWaiting && !slim) add(sheets.agreementHistory, { ...line, step: 'signed' })
    const loop = { ...places, id, head, term }
    if (term.isWaiting) writeDuty(add, { kind: 'signAgreement', due: startOf(addDays(term.from, 8)), at: madeOn, newId }, loop)
    if (endsSoon) writeDuty(add, { kind: 'renewAgreement', due: startOf(addDays(term.until, 1)), at: startOf(today), newId }, loop)
    return chosen.map(({ resident, found }) => {
      const enrollmentId = newId()
      const groups = priorityGroupsOf(resident, resident.conditions)
      add(sheets.enrollment, {
        resident_id: resident.id,
        id: enrollmentId,
        agreement_id: id,
        team_id: team.id,
        ...places,
        person: personOf(resident),
        population: found.population,
        is_priority: isPriority({ birthDate: resident.birthDate, sex: resident.sex, priorityGroups: groups }, on),
        groups,
        package_id: packageIds.get(found.code) ?? '',
        from_day: term.from,
        until_day: term.until,
        status: term.isWaiting ? 'waiting' : 'enrolled',
      })
      if (!term.isWaiting) {
        for (const facilityId of [team.township.id, home.id]) {
          const basis = { resident_id: resident.id, facility_id: facilityId, kind: 'enrollment', because: enrollmentId }
          add(sheets.basis, { ...basis, from_at: madeOn, until_at: startOf(term.until), granted_by: null })
        }
      }
      return { resident, team, from: term.from, until: term.until, items: term.isWaiting ? [] : found.items.map((i) => i.code) }
    })
  }
}

function byChance(priority: boolean, random: Random): boolean {
  return random.chance(priority ? signs.priority : signs.others)
}

function inForce<V>(policy: Parameters<typeof resolve<V>>[0], day: Day) {
  const found = resolve(policy, { day })
  if (!found) throw new Error(`${policy.key} is not in force on ${day}`)
  return found
}

function writePackage(add: Add, chosen: ServicePackage, on: { id: string; from: Day; source: string }): void {
  add(sheets.package, {
    id: on.id,
    digest: digestOf(chosen, on.from),
    code: chosen.code,
    population: chosen.population,
    tier: chosen.tier,
    name: chosen.name,
    fee: chosen.fee,
    insurance_pay: chosen.shares.insurance,
    treasury_pay: chosen.shares.treasury,
    own_pay: chosen.shares.person,
    items: JSON.stringify(chosen.items),
    from_day: on.from,
    source: on.source,
  })
}

/** Most terms run; some end within a month, some ended and nobody renewed, some wait for their signature. */
function drawTerm(random: Random, today: Day, allRun: boolean): Term {
  const kind = allRun ? 1 : random.next()
  const years = random.pick([1, 1, 2, 3] as const)
  if (kind < 0.03) {
    const from = addDays(today, -random.between(1, 5))
    return { from, until: termEnd(from, years), isWaiting: true }
  }
  const left = kind < 0.08 ? random.between(2, 28) : kind < 0.1 ? -random.between(1, 40) : random.between(40, years * 365 - 1)
  const from = termEnd(addDays(today, left), -years)
  return { from, until: termEnd(from, years), isWaiting: false }
}

/** A few bends of a finger across the field, in thousandths. */
function drawSignature(random: Random): [number, number][][] {
  return [0, 1, 2].map((stroke) => Array.from({ length: 7 }, (_, i): [number, number] => [120 + stroke * 270 + i * 34, 300 + random.between(0, 400)]))
}

function personOf({ name, sex, birthDate, village, nationalId }: Resident) {
  return { name, sex, birthDate, village: village.name, tail: nationalId.slice(-4) }
}

type Loop = { readonly id: string; readonly head: Resident; readonly facility_id: string; readonly home_facility_id: string }

function writeDuty(add: Add, duty: { kind: string; due: string; at: string; newId: () => string }, { id, head, facility_id, home_facility_id }: Loop): void {
  add(sheets.duty, {
    id: duty.newId(),
    kind: duty.kind,
    subject_kind: 'agreement',
    subject_id: id,
    resident_id: head.id,
    is_next: true,
    owner_facility_id: home_facility_id,
    owner_role: 'villageDoctor',
    owner_department_id: null,
    involved: [...new Set([facility_id, home_facility_id])],
    risk: 0,
    due_at: duty.due,
    opened_at: duty.at,
    opened_by: null,
    closed_at: null,
    closed_by: null,
    outcome: null,
    card: { ...personOf(head), residentId: head.id, from: head.village.clinic.shortName },
  })
}
