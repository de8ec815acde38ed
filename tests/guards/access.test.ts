import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isRead } from '#kernel/capability.ts'
import { accessContract } from '#registry/access/contract.ts'
import { type RoleName, role } from '#registry/access/roles.ts'
import { openTestPlatform, send, type TestPlatform } from '#tests/platform.ts'
import { asResident } from '#tests/resident.ts'
import { accessPage } from './accessTable.ts'
import { type Planted, plantReferred, plantResident } from './plants.ts'
import { type Asked, everyCapability, requestFor } from './requests.ts'

/** Where somebody stands to the planted rows of village1. */
type Side = 'own' | 'neighbour' | 'hospital' | 'elsewhere' | 'self'
type Person = { readonly login: string; readonly role: RoleName; readonly side: Side; readonly token: string }

const sides: Readonly<Record<string, Side>> = {
  village1: 'own',
  family1: 'own',
  township1: 'own',
  publichealth1: 'own',
  supervisor1: 'own',
  village2: 'neighbour',
  desk1: 'hospital',
  cardio1: 'hospital',
  endocrine1: 'hospital',
  surgery1: 'hospital',
  capacity1: 'hospital',
  hospital1: 'hospital',
}

/** Who takes part in the row that a path names. A new kind of row is added here once, with whoever may know of it. */
const parties: Readonly<Record<string, readonly Side[]>> = {
  residentId: ['own', 'hospital', 'self'],
  visitId: ['own', 'hospital'],
  referralId: ['own', 'hospital'],
  adviceId: ['own', 'hospital'],
  holdId: ['own', 'hospital', 'self'],
  breakGlassId: ['own'],
  managedId: ['own'],
  thingId: ['own'],
  pairId: ['own'],
  objectionId: ['own'],
  uploadId: ['own'],
  sessionId: ['hospital'],
  findingId: ['own'],
  // Sign-ins of somebody else: there for nobody who asks here.
  deviceId: [],
  paperCode: ['own', 'hospital'],
  agreementId: ['own'],
  enrollmentId: ['own'],
  siteId: ['own'],
  sampleId: ['own'],
  subjectId: ['own'],
}
/** Rows that are no secret: the action itself says what is not yours. */
const free = new Set([
  // An indicator by its name, and a report, which names nobody.
  'id',
  'reportId',
  'facilityId',
  'staffId',
  'postId',
  'accountId',
  'consortiumId',
  'key',
  'figure',
  'leaveId',
  'power',
  'register',
  'from',
  'teamId',
  'memberId',
  'rosterPlaceId',
  'turnId',
  'score',
  'reportedId',
])

let platform: TestPlatform
let people: Person[]
/** Known to the hospital; known to the village and its township only; asked for where no basis is needed. */
let referred: Planted
let own: Planted
let spare: Planted

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  referred = await plantReferred(platform, 'ZQXA7')
  own = await plantResident(platform, 'ZQXB7')
  spare = await plantResident(platform, 'ZQXC7')
  const callers = await Promise.all(platform.personas.map((p) => platform.as(p.login)))
  people = callers.map(({ persona, token }) => ({ login: persona.login, role: persona.role as RoleName, side: sides[persona.login] ?? 'elsewhere', token }))
  const admin = await platform.as('admin1')
  const issued = await admin.must(accessContract.issueServiceToken, {
    name: '接口',
    facilityId: admin.persona.facilityId,
    role: 'importer',
    capabilities: everyCapability.map((c) => c.name),
    until: '2099-01-01',
  })
  const [self, stranger] = await Promise.all([asResident(platform, String(referred.plants.residentId)), asResident(platform, String(spare.plants.residentId))])
  people.push({ login: 'the referred resident', role: 'resident', side: 'self', token: self.token })
  people.push({ login: 'another resident', role: 'resident', side: 'elsewhere', token: stranger.token })
  people.push({ login: 'service', role: 'importer', side: 'elsewhere', token: issued.token })
})
afterAll(() => platform.stop())

type Target = 'referred' | 'own'

function inputOf({ capability }: Asked, target: Target): Record<string, unknown> {
  const needsNoBasis = 'basis' in capability.access && capability.access.basis === 'none'
  const resident = needsNoBasis ? spare.plants : target === 'own' ? own.plants : referred.plants
  const plants = { ...referred.plants, residentId: resident.residentId, visitId: resident.visitId, q: '王ZQX' }
  return requestFor(capability, { plants, optional: 'ids' })
}

function mayReach({ capability }: Asked, side: Side, target: Target): boolean {
  const named = [...capability.path.matchAll(/\{(\w+)\}/g)].map((m) => m[1] ?? '').filter((field) => !free.has(field))
  const basis = 'basis' in capability.access ? capability.access.basis : 'none'
  const rows = basis === 'none' ? named.filter((field) => field !== 'residentId') : basis === 'record' ? [...new Set(['residentId', ...named])] : named
  return rows.every((field) => {
    const known = parties[field]
    if (!known) throw new Error(`say in tests/guards/access.test.ts who takes part in the row of ${field}`)
    return target === 'own' && (field === 'residentId' || field === 'visitId') ? side === 'own' : known.includes(side)
  })
}

type Expected = 'signIn' | 'role' | 'notFound' | 'reached'

function expectedOf(asked: Asked, person: Person | null, target: Target): Expected {
  const { access } = asked.capability
  if ('open' in access) return 'reached'
  if (!person) return 'signIn'
  if (!access.roles.includes(person.role)) return 'role'
  return mayReach(asked, person.side, target) ? 'reached' : 'notFound'
}

function seen(reply: { status: number; body: unknown }): Expected | string {
  const body = reply.body as { code?: string; refusal?: string; fields?: unknown }
  if (reply.status === 401 && body.code === 'signIn') return 'signIn'
  if (reply.status === 403 && body.code === 'role') return 'role'
  if (reply.status === 404 && body.code === 'notFound') return 'notFound'
  // A refusal of the contract is an answer about the row: its own status, with its own word.
  return reply.status === 200 || body.refusal ? 'reached' : `${reply.status} ${JSON.stringify(reply.body)}`
}

/** Strangers first, so that nothing an insider changes hides what a stranger would have seen. */
function order(asked: Asked, person: Person | null, target: Target): number {
  const rank = { signIn: 0, role: 1, notFound: 2, reached: 3 }[expectedOf(asked, person, target)]
  // The dead are signed out: a resident leaves before anybody records the death.
  const last = asked.name === 'leave' ? 3.2 : asked.capability.cookie === 'clear' ? 5 : asked.name === 'recordDeath' || asked.name === 'disableAccount' ? 4 : 0
  return rank < 3 ? rank : Math.max(rank, last) + (isRead(asked.capability) ? 0 : 0.5)
}

test('every capability answers every role at every facility as the contract says, and strangers read nothing', async () => {
  const calls = (['referred', 'own'] as const).flatMap((target) =>
    everyCapability
      .filter((c) => target === 'referred' || c.capability.cookie !== 'clear')
      .flatMap((asked) => [null, ...people].map((person) => ({ asked, person, target }))),
  )
  const wrong: string[] = []
  const counted: Record<string, number> = {}
  for (const { asked, person, target } of calls.toSorted((a, b) => order(a.asked, a.person, a.target) - order(b.asked, b.person, b.target))) {
    const said = `${asked.name} by ${person?.login ?? 'nobody'} on the ${target} resident`
    const expected = expectedOf(asked, person, target)
    const sent = { capability: asked.capability, input: inputOf(asked, target), ...(person ? { token: person.token } : {}), key: randomUUID() }
    const reply = await send(platform.address, sent)
    const got = seen(reply)
    counted[expected] = (counted[expected] ?? 0) + 1
    if (got !== expected) wrong.push(`${said}: ${got} instead of ${expected}`)
    // Whoever reads the whole county is told the village of a masked person, and nothing else that carries the mark.
    const isCounty = 'basis' in asked.capability.access && asked.capability.access.county === true
    // The auditor judges every reason for which a glass was broken, and is told it in the words of whoever broke it.
    const whole = asked.name === 'listBreakGlasses' ? JSON.stringify(reply.body).replaceAll(/急诊需要 ZQX[A-C]7/g, '') : JSON.stringify(reply.body)
    const text = isCounty ? whole.replaceAll(/ZQX[A-C]7村/g, '') : whole
    const secrets = [...(['own', 'hospital', 'self'].includes(person?.side ?? '') ? [] : [referred.mark]), ...(person?.side === 'own' ? [] : [own.mark])]
    for (const mark of secrets) if (text.includes(mark)) wrong.push(`${said}: the answer shows ${mark}`)
  }
  expect(wrong).toEqual([])
  for (const answer of ['signIn', 'role', 'notFound', 'reached']) expect(counted[answer], answer).toBeGreaterThan(50)
}, 900_000)

test('every role has somebody who was asked', () => {
  expect(new Set(people.map((p) => p.role))).toEqual(new Set(role.codes))
})

test('docs/access.md is what the contracts say', () => {
  const file = join(import.meta.dirname, '..', '..', 'docs', 'access.md')
  if (process.env.TONGMAI_WRITE) {
    writeFileSync(file, accessPage())
    execFileSync(join(import.meta.dirname, '..', '..', 'node_modules', '.bin', 'biome'), ['format', '--write', file])
  }
  const how = 'a contract changed: TONGMAI_WRITE=1 bin/test tests/guards/access.test.ts writes docs/access.md'
  expect(plain(readFileSync(file, 'utf8')), how).toBe(plain(accessPage()))
})

/** A formatter may line the columns up: that says nothing else. */
function plain(page: string): string {
  return page
    .replaceAll(/-{3,}/g, '---')
    .replaceAll(/[ \t]+/g, ' ')
    .replaceAll(/ ?\| ?/g, '|')
    .trim()
}
