import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { packContract, type Queued } from '#care/pack/contract.ts'
import type { PackedPerson } from '#care/pack/rules.ts'
import { dayOf } from '#kernel/calendar.ts'
import { type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { enrollmentContract as contract } from './contract.ts'
import { checkDraft, type DraftFacts } from './rules/draft.ts'
import { type PackedEnrollment, type PackedMenu, type PackedTeam, termsOn } from './rules/packed.ts'
import { groupsOf } from './rules.ts'

let platform: TestPlatform
let doctor: Caller
let deviceId: string
let people: PackedPerson[]
let menu: PackedMenu

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  doctor = await platform.as('village1')
  deviceId = (await doctor.must(packContract.prepareDevice, { label: '测试手机' })).deviceId
  const { rows } = await doctor.must(packContract.openPack, { deviceId })
  people = rows.filter((r) => r.key.startsWith('person ')).map((r) => r.body as PackedPerson)
  menu = rows.find((r) => r.key === 'extra enrollment')?.body as PackedMenu
})
afterAll(() => platform.stop())

const now = () => platform.clock.now().toISOString()
const partOf = (person: PackedPerson) => person.parts.enrollment as PackedEnrollment | undefined

function termsOf(team: PackedTeam | undefined) {
  const terms = team && termsOn(team, dayOf(platform.clock.now()))
  if (!team || !terms) throw new Error('the pack has no team')
  return { team, terms }
}

/** What the device knows of a draft for one person. */
function factsFor(person: PackedPerson): DraftFacts {
  const { team, terms } = termsOf(menu.teams[0])
  const held = partOf(person)?.held
  const { ages, menu: packages, term, limit } = terms
  const known = { ...person, status: person.status, priorityGroups: [...person.priorityGroups] }
  return {
    ages,
    menu: packages,
    term,
    limit,
    team,
    people: new Map([[person.residentId, known]]),
    more: 1,
    held: held ? [{ residentId: person.residentId, ...held }] : [],
  }
}

function draftFor(person: PackedPerson, years = 1) {
  const { terms } = termsOf(menu.teams[0])
  const day = dayOf(platform.clock.now())
  const population = groupsOf({ ...person, priorityGroups: person.priorityGroups }, { day, ages: terms.ages })[0] ?? 'general'
  const packageCode = terms.menu.find((p) => p.population === population)?.code ?? ''
  return { day, years, members: [{ residentId: person.residentId, population, packageCode }] }
}

const strokes = [Array.from({ length: 14 }, (_, i) => [100 + i * 40, 300 + (i % 3) * 90])]
function queued(capability: string, input: Record<string, unknown>, dependsOn: string[] = []): Queued {
  return { key: randomUUID(), capability, input, deviceAt: now(), skewSeconds: 0, since: now(), dependsOn }
}
const make = (person: PackedPerson, agreementId: string, years = 1) =>
  queued('POST /residents/{residentId}/agreements', {
    residentId: person.residentId,
    agreementId,
    teamId: menu.teams[0]?.teamId,
    years,
    members: draftFor(person).members,
  })
const sign = (person: PackedPerson, agreementId: string, after: Queued) =>
  queued(
    'POST /agreements/{agreementId}/sign',
    { agreementId, version: 1, how: 'screen', identity: 'idCard', signer: { residentId: person.residentId, name: person.name, relation: 'self' }, strokes },
    [after.key],
  )
const replay = (commands: Queued[]) => doctor.must(packContract.replayCommands, { deviceId, deviceNow: now(), commands, waiting: 0 })

test('the pack says who is enrolled, and nothing of those who are not', async () => {
  const signed = people.filter((p) => partOf(p)?.current?.status === 'enrolled')
  expect(signed.length).toBeGreaterThan(5)
  expect(people.some((p) => !partOf(p))).toBe(true)
  for (const person of signed.slice(0, 5)) {
    const { current } = await doctor.must(contract.openEnrollment, { residentId: person.residentId })
    expect(partOf(person)?.current).toMatchObject({
      enrollmentId: current?.enrollmentId,
      agreementId: current?.agreementId,
      team: current?.team.name,
      until: current?.until,
    })
    expect(partOf(person)?.held).toMatchObject({ until: current?.until })
  }
})

test('the pack takes the choices along that the server offers', async () => {
  const options = await doctor.must(contract.beginEnrollment, { residentId: people[0]?.residentId ?? '' })
  const { team, terms } = termsOf(menu.teams[0])
  expect(menu.teams.map((t) => t.teamId)).toEqual(options.teams.map((t) => t.teamId))
  expect({ members: team.members, people: team.people }).toEqual({ members: options.teams[0]?.members, people: options.teams[0]?.people })
  expect(terms.menu).toEqual(options.menu)
  expect({ ...terms.text, from: terms.textFrom }).toEqual(options.text)
  expect(terms.term).toEqual(options.term)
})

test('the terms of a day are those that began last, and none where the pack was made after it', async () => {
  const { team, terms } = termsOf(menu.teams[0])
  const from = '2098-01-01'
  const dated = { ...team, terms: [terms, { ...terms, from, limit: 100 }] }
  expect([termsOn(dated, '2097-12-31')?.limit, termsOn(dated, from)?.limit]).toEqual([terms.limit, 100])
  expect(termsOn({ ...team, terms: [{ ...terms, from }] }, '2097-12-31')).toBeUndefined()
})

test('what was drafted and signed on the screen without a network is an agreement from the day it was signed', async () => {
  const person = people.find((p) => !partOf(p) && p.birthDate < '1990' && p.status === 'active')
  if (!person) throw new Error('everybody is enrolled')
  expect(checkDraft(draftFor(person), factsFor(person))).toBeUndefined()
  const agreementId = randomUUID()
  const made = make(person, agreementId)
  const { answers } = await replay([made, sign(person, agreementId, made)])
  expect(answers.map((a) => a.how)).toEqual(['done', 'done'])
  const { current } = await doctor.must(contract.openEnrollment, { residentId: person.residentId })
  expect(current).toMatchObject({ agreementId, from: dayOf(platform.clock.now()) })
})

test('the device refuses what the server refuses, and a signature waits where its draft was not taken', async () => {
  const person = people.find((p) => partOf(p)?.current?.status === 'enrolled')
  if (!person) throw new Error('nobody is enrolled')
  const offline = checkDraft(draftFor(person), factsFor(person))
  const agreementId = randomUUID()
  const made = make(person, agreementId)
  const { answers } = await replay([made, sign(person, agreementId, made)])
  expect(offline?.refusal).toBe('enrolledElsewhere')
  expect(answers[0]).toMatchObject({ how: 'kept', status: 409, answer: { refusal: 'enrolledElsewhere', data: offline?.data } })
  expect(answers[1]).toMatchObject({ how: 'kept', status: 424 })
})
