import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ServicePackage } from './labels.ts'
import { ages, packageMenu, panelLimit, teamNeeds, termYears } from './policy.ts'
import { checkDraft, type DraftFacts } from './rules/draft.ts'
import {
  actsOn,
  bornOn,
  checkMembers,
  checkSigning,
  checkTeam,
  checkTerm,
  groupsOf,
  happenedAt,
  holdsOn,
  isPriority,
  isSignature,
  type Member,
  type MemberFacts,
  renewalFrom,
  roomOf,
  teamGaps,
  termEnd,
} from './rules.ts'

const day = '2026-06-01'
const on = { day, ages: ages.entries[0].value }
const menu = packageMenu.entries[0].value
const limit = panelLimit.entries[0].value

function born(age: number, days = 0): string {
  const date = new Date(`${bornOn(day, age)}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}
const person = (birthDate: string, more: Partial<MemberFacts> = {}): MemberFacts => ({
  residentId: 'r',
  name: '张三',
  status: 'active',
  birthDate,
  sex: 'male',
  priorityGroups: [],
  ...more,
})

test.each([
  ['2026-05-31', false],
  ['2026-06-01', true],
  ['2026-06-30', true],
  ['2026-07-01', false],
])('what runs from 1 June until before 1 July holds on %s: %s', (at, holds) => {
  expect(holdsOn({ from: '2026-06-01', until: '2026-07-01' }, at)).toBe(holds)
})

const parts = ['gp', 'nurse', 'publicHealth', 'specialist'] as const
const whole: Member[] = parts.map((role) => ({ staffId: role, role, from: '2026-01-01', until: null }))

test('a team is complete with each of its four parts, and lacks by name what is not there on the day', () => {
  const needs = teamNeeds.entries[0].value
  expect(teamGaps(whole, { day, needs })).toEqual([])
  for (const role of parts) {
    expect(
      teamGaps(
        whole.filter((m) => m.role !== role),
        { day, needs },
      ),
    ).toEqual([role])
  }
  const leaves = whole.map((m) => (m.role === 'nurse' ? { ...m, until: day } : m))
  expect(teamGaps(leaves, { day, needs })).toEqual(['nurse'])
  expect(teamGaps(leaves, { day: '2026-05-31', needs })).toEqual([])
})

test('the panel is full at the limit, once for each family doctor who is there', () => {
  const team = { from: '2026-01-01', until: null, members: whole, people: limit - 1 }
  expect(checkTeam(team, { day, more: 1, limit })).toBeUndefined()
  expect(checkTeam(team, { day, more: 2, limit })).toEqual({ refusal: 'panelFull', data: { limit, people: limit - 1 } })
  const second: Member = { staffId: 'gp2', role: 'gp', from: day, until: null }
  expect(roomOf([...whole, second], { day, limit })).toBe(2 * limit)
  expect(roomOf([...whole, second], { day: '2026-05-31', limit })).toBe(limit)
  expect(checkTeam({ ...team, until: day }, { day, more: 1, limit })).toMatchObject({ refusal: 'teamClosed' })
  expect(checkTeam({ ...team, from: '2026-06-02' }, { day, more: 1, limit })).toMatchObject({ refusal: 'teamClosed' })
})

test.each([
  ['the day before 65', born(65, 1), 'male', 'general', false],
  ['65 today', born(65), 'male', 'elder', true],
  ['the last day of being 6', born(7, 1), 'male', 'children', true],
  ['7 today', born(7), 'male', 'general', false],
  ['born today', day, 'male', 'children', true],
] as const)('%s: the group is by whole years', (_, birthDate, sex, first, priority) => {
  expect(groupsOf({ birthDate, sex, priorityGroups: [] }, on)[0]).toBe(first)
  expect(isPriority({ birthDate, sex, priorityGroups: [] }, on)).toBe(priority)
})

test.each([
  [born(15, 1), 'female', false],
  [born(15), 'female', true],
  [born(50, 1), 'female', true],
  [born(50), 'female', false],
  [born(30), 'male', false],
] as const)("born %s, %s: the women's package is open: %s", (birthDate, sex, open) => {
  const groups = groupsOf({ birthDate, sex, priorityGroups: [] }, on)
  expect(groups.includes('women')).toBe(open)
  // It is offered, never before the general one.
  expect(groups[0]).toBe('general')
})

test.each([
  [['pregnant'], 'women'],
  [['hypertension'], 'chronic'],
  [['diabetes'], 'chronic'],
  [['copd'], 'chronic'],
  [['disabled'], 'disabled'],
  [['severeMental'], 'disabled'],
  [['specialFamily', 'hypertension'], 'specialFamily'],
] as const)('a group of the record comes before the age: %s takes the package of %s', (priorityGroups, first) => {
  const candidate = { birthDate: born(30), sex: 'female' as const, priorityGroups: [...priorityGroups] }
  expect(groupsOf(candidate, on)[0]).toBe(first)
  expect(isPriority(candidate, on)).toBe(true)
})

test.each([
  ['2026-06-01', 1, '2027-06-01'],
  ['2026-06-01', 3, '2029-06-01'],
  ['2028-02-29', 1, '2029-03-01'],
  ['2028-02-29', 4, '2032-02-29'],
])('a term from %s over %i years ends on %s', (from, years, end) => {
  expect(termEnd(from, years)).toBe(end)
})

test('a term is from the shortest to the longest of the policy', () => {
  const term = termYears.entries[0].value
  expect([term.least - 1, term.least, term.most, term.most + 1].map((years) => checkTerm(years, term)?.refusal)).toEqual([
    'wrongTerm',
    undefined,
    undefined,
    'wrongTerm',
  ])
})

test.each([
  ['2026-06-02', '2026-06-02'],
  ['2026-06-01', '2026-06-01'],
  ['2026-05-31', '2026-06-01'],
])('a term that ends on %s goes on from %s', (until, from) => {
  expect(renewalFrom(until, day)).toBe(from)
})

test.each([
  [undefined, '2026-06-01T02:00:00.000Z'],
  ['2026-06-01T01:00:00.000Z', '2026-06-01T01:00:00.000Z'],
  ['2026-06-01T02:05:00.000Z', '2026-06-01T02:05:00.000Z'],
])('what the device says it happened at, %s, counts', (occurredAt, at) => {
  expect(happenedAt('2026-06-01T02:00:00.000Z', occurredAt, 5)).toBe(at)
})

test('but not where it lies more than the allowed lead ahead', () => {
  expect(happenedAt('2026-06-01T02:00:00.000Z', '2026-06-01T02:06:00.000Z', 5)).toMatchObject({ refusal: 'inFuture' })
})

const line = (points: number, width: number) => [Array.from({ length: points }, (_, i) => [Math.round((i * width) / (points - 1)), 500])]
test.each([
  [line(12, 100), true],
  [line(11, 100), false],
  [line(12, 99), false],
  [[[]], false],
  [[], false],
])('a signature needs a dozen points over a tenth of the field', (strokes, counts) => {
  expect(isSignature(strokes)).toBe(counts)
})

const signing = { how: 'screen', identity: 'idCard', relation: 'self', strokes: line(20, 400), signerAge: 40, isHospital: false } as const
test.each([
  [{}, undefined],
  [{ signerAge: 18 }, undefined],
  [{ signerAge: 17 }, 'signerTooYoung'],
  [{ strokes: [] }, 'notSigned'],
  [{ identity: 'phoneCode' }, 'identityMissing'],
  [{ how: 'code', identity: 'phoneCode', strokes: [] }, undefined],
  [{ how: 'code', strokes: [] }, 'identityMissing'],
  [{ relation: 'self', signerAge: null }, 'signerUnknown'],
  [{ relation: 'guardian', signerAge: null }, undefined],
  [{ how: 'bedside' }, 'notAtBedside'],
  [{ how: 'bedside', isHospital: true }, undefined],
] as const)('a signature with %o is answered %s', (more, refusal) => {
  expect(checkSigning({ ...signing, ...more }, on.ages.adult)?.refusal).toBe(refusal)
})

test.each([
  ['waiting', '2027-06-01', ['sign', 'withdraw']],
  ['signed', '2026-07-02', ['terminate', 'transfer']],
  ['signed', '2026-07-01', ['renew', 'terminate', 'transfer']],
  ['signed', '2026-06-02', ['renew', 'terminate', 'transfer']],
  ['signed', '2026-06-01', ['renew', 'terminate']],
  ['renewed', '2026-06-02', []],
] as const)('an agreement that is %s until %s may: %o', (status, until, acts) => {
  expect(actsOn({ status, until }, { today: day, toRenew: 30 })).toEqual(acts)
})

test('a member must be in reach, alive, named once, and of the group whose package is chosen', () => {
  const people = new Map([['r', person(born(65))]])
  const facts = { ...on, menu, people }
  const wish = { residentId: 'r', population: 'elder', packageCode: 'elder' } as const
  expect(checkMembers([wish], facts)).toBeUndefined()
  expect(checkMembers([wish, wish], facts)?.refusal).toBe('namedTwice')
  expect(checkMembers([{ ...wish, residentId: 'x' }], facts)?.refusal).toBe('notInReach')
  expect(checkMembers([{ ...wish, packageCode: 'basic' }], facts)?.refusal).toBe('noSuchPackage')
  expect(checkMembers([{ ...wish, population: 'children', packageCode: 'children' }], facts)?.refusal).toBe('groupDoesNotFit')
  expect(checkMembers([wish], { ...facts, people: new Map([['r', person(born(65, 1))]]) })?.refusal).toBe('groupDoesNotFit')
  expect(checkMembers([wish], { ...facts, people: new Map([['r', person(born(65), { status: 'died' })]]) })).toMatchObject({ refusal: 'notActive' })
})

test('a draft is refused for the first thing that is wrong, and says who has somebody already', () => {
  const known: DraftFacts = {
    ages: on.ages,
    menu,
    term: { least: 1, most: 3 },
    people: new Map([['r', person(born(65))]]),
    team: { from: '2026-01-01', until: null, members: whole, people: 0 },
    limit,
    more: 1,
    held: [],
  }
  const draft = { day, years: 1, members: [{ residentId: 'r', population: 'elder', packageCode: 'elder' }] } as const
  const held = { team: null, facility: '柳河镇卫生院', phone: '100', until: '2027-01-01' }
  expect(checkDraft(draft, known)).toBeUndefined()
  expect(checkDraft({ ...draft, years: 4 }, known)?.refusal).toBe('wrongTerm')
  expect(checkDraft(draft, { ...known, team: { ...known.team, people: limit } })?.refusal).toBe('panelFull')
  expect(checkDraft(draft, { ...known, team: { ...known.team, people: limit }, more: 0 })).toBeUndefined()
  expect(checkDraft(draft, { ...known, held: [{ residentId: 'r', ...held }] })).toEqual({
    refusal: 'enrolledElsewhere',
    data: { held: [{ name: '张三', ...held }] },
  })
})

const amount = fc.integer({ min: 0, max: 3_000_000 })
const menuOf = (first: Partial<ServicePackage>) => menu.map((p, i) => (i === 0 ? { ...p, ...first } : p))

test('a menu is taken exactly where the shares of every package make its fee to the fen', () => {
  fc.assert(
    fc.property(amount, amount, amount, fc.integer({ min: -5, max: 5 }), (insurance, treasury, own, off) => {
      const fee = insurance + treasury + own
      const changed = menuOf({ fee: fee + off, shares: { insurance, treasury, person: own } })
      expect(packageMenu.outOfBounds?.(changed) === undefined).toBe(off === 0)
    }),
  )
  for (const { fee, shares } of menu) expect(shares.insurance + shares.treasury + shares.person).toBe(fee)
})
