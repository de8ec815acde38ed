import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { adviceContract } from '#care/advice/contract.ts'
import { bookingContract } from '#care/booking/contract.ts'
import { referralContract } from '#care/referral/contract.ts'
import { newId } from '#kernel/ids.ts'
import { timelineContract } from '#record/timeline/contract.ts'
import { visitContract } from '#record/visit/contract.ts'
import { accessContract } from '#registry/access/contract.ts'
import { residentContract } from '#registry/resident/contract.ts'
import { type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { type Planted, plantReferred, plantResident } from './plants.ts'

/** Tables about persons that row security does not guard, each with what guards it instead. */
const exceptions: Readonly<Record<string, string>> = {
  'access.basis': 'says only that a facility may open a record; row security itself reads it, and a sender writes the line of the receiver',
  'kernel.trail': 'the application may add lines and read none; only the auditor reads',
  'portal.pass': 'the application has no right to it; only functions that make one and use it up',
  'portal.session': 'the application has no right to it; only functions that begin a sign-in, end it and say whose it is',
  'interop.source_key': 'the application has no right to it; only the loader',
  'interop.incoming': 'the application has no right to it; only the loader',
  'elsewhere.incoming': 'the application has no right to it; only the loader',
  'registers.row_key': 'the application has no right to it; only the loader',
  'registers.staged': 'the application has no right to it; only the loader',
}
/** Guarded by policies of its own: a duty is seen by its owner and by every facility of its loop, and is handed to another. */
const ownPolicies = new Set(['kernel.duty'])

type Table = { readonly name: string; readonly forced: boolean; readonly policies: string[]; readonly columns: string[] }

let platform: TestPlatform
let application: pg.Pool
let tables: Table[]
/** Schemas whose main table (`referral.referral`) is about a resident. */
let ownersOfPeople: ReadonlySet<string>

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  application = new pg.Pool({ connectionString: platform.url, max: 2 })
  tables = await platform.look<Table>(`
    select n.nspname || '.' || c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced,
           array(select p.polname::text from pg_policy p where p.polrelid = c.oid order by 1) as policies,
           array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker') order by 1`)
  const main = tables.filter(({ name, columns }) => columns.includes('resident_id') && name.split('.')[0] === name.split('.')[1])
  ownersOfPeople = new Set(main.map(({ name }) => name.split('.')[0] ?? ''))
})
afterAll(async () => {
  await application.end()
  await platform.stop()
})

/** What tells that a table holds something about a resident. */
function isAboutPeople({ name, columns }: Table): boolean {
  return (
    columns.includes('resident_id') ||
    columns.includes('person') ||
    columns.includes('referral_id') ||
    // Rows that hang on the domain's own row: referral.history.referral_id.
    (ownersOfPeople.has(name.split('.')[0] ?? '') && columns.includes(`${name.split('.')[0]}_id`)) ||
    name.startsWith('resident.') ||
    name.startsWith('record.entry')
  )
}

const personal = () => tables.filter((t) => isAboutPeople(t) && !exceptions[t.name])

describe('row security', () => {
  test('is forced, with the policies of scope.protect, on every table about people', () => {
    expect(personal().length).toBeGreaterThan(20)
    expect(
      personal()
        .filter((t) => !t.forced)
        .map((t) => t.name),
    ).toEqual([])
    const expected = ['add', 'change', 'county', 'load', 'read', 'remove']
    const missing = personal()
      .filter((t) => !ownPolicies.has(t.name))
      .flatMap((t) => expected.filter((p) => !t.policies.includes(p)).map((p) => `${t.name}: ${p}`))
    expect(missing).toEqual([])
    expect(tables.filter((t) => ownPolicies.has(t.name) && !t.policies.includes('read'))).toEqual([])
  })

  test('has no exception that is not needed, and each says why', () => {
    for (const [name, reason] of Object.entries(exceptions)) {
      expect(
        tables.some((t) => t.name === name && isAboutPeople(t) && !t.forced),
        name,
      ).toBe(true)
      expect(reason.length).toBeGreaterThan(20)
    }
  })

  test('shows nothing to the application without a scope, and something with the right one', async () => {
    const facilities = await platform.look<{ id: string }>('select id from facility.facility')
    let shown = 0
    for (const { name } of personal()) {
      const bare = await inScope(null, `select count(*)::int as n from ${name}`)
      expect(bare, name).toEqual([{ n: 0 }])
      const [all] = (await inScope(
        facilities.map((f) => f.id),
        `select count(*)::int as n from ${name}`,
      )) as { n: number }[]
      const [stored] = await platform.look<{ n: number }>(`select count(*)::int as n from ${name}`)
      expect(all?.n, name).toBe(stored?.n)
      shown += all?.n ?? 0
    }
    expect(shown).toBeGreaterThan(1000)
  })

  test('lets the application neither read the trail nor take its lines out', async () => {
    for (const sql of ['select * from kernel.trail limit 1', 'delete from kernel.trail', "update kernel.trail set detail = 'x'"]) {
      await expect(inScope(null, sql), sql).rejects.toMatchObject({ code: '42501' })
    }
  })

  test("is not the application's to switch off", async () => {
    for (const sql of [
      'alter table record.visit disable row level security',
      'set local role postgres',
      'drop policy read on record.visit',
      'set local row_security = off; select 1 from record.visit',
    ]) {
      await expect(inScope(null, sql), sql).rejects.toMatchObject({ code: '42501' })
    }
  })
})

async function inScope(facilities: readonly string[] | null, sql: string, values: unknown[] = []): Promise<unknown[]> {
  const client = await application.connect()
  try {
    await client.query('begin')
    if (facilities)
      await client.query("select set_config('scope.facilities', $1, true), set_config('scope.moment', now()::text, true)", [`{${facilities.join(',')}}`])
    const { rows } = await client.query(sql, values.length > 0 ? values : undefined)
    return rows
  } finally {
    await client.query('rollback').catch(() => undefined)
    client.release()
  }
}

test('two neighbouring clinics with rows of any number and kind never see each other in any table', async () => {
  const [mine = '', theirs = ''] = ['village1', 'village2'].map((login) => platform.personas.find((p) => p.login === login)?.facilityId)
  const keyed = personal().filter((t) => t.columns.includes('facility_id') && t.name.startsWith('record.'))
  const kinds = fc.array(fc.record({ at: fc.constantFrom(mine, theirs), table: fc.nat(keyed.length - 1), days: fc.nat(3000) }), { minLength: 1, maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(kinds, async (drawn) => {
      for (const { at, table, days } of drawn) await copyRow(keyed[table] as Table, at, days)
      for (const { name, columns } of personal()) {
        const places = columns.filter((c) => /^(home_)?facility_id$|^(from|to|via|owner|holder)_facility_id$/.test(c))
        if (places.length === 0) continue
        const foreign = [...places.map((c) => `(${c} is null or ${c} <> $1)`), ...(columns.includes('involved') ? ['not ($1 = any (involved))'] : [])].join(
          ' and ',
        )
        expect(await inScope([mine], `select * from ${name} where ${foreign} limit 1`, [mine]), name).toEqual([])
        expect(await inScope([theirs], `select * from ${name} where ${foreign} limit 1`, [theirs]), name).toEqual([])
      }
    }),
    { seed: 7, numRuns: 12, endOnFailure: true },
  )
})

/** A row like one that is there already, under another id, at that facility and on another day. */
async function copyRow(table: Table, facilityId: string, days: number): Promise<void> {
  const changed: Record<string, string> = {
    id: '$1',
    facility_id: '$2',
    source_id: 'null',
    at: "now() - $3 * interval '1 day'",
    started_at: "now() - $3 * interval '1 day'",
    ended_at: 'null',
  }
  const values = table.columns.map((c) => (c in changed ? `${changed[c]} as ${c}` : c)).join(', ')
  const uses = table.columns.includes('at') || table.columns.includes('started_at') ? [newId(), facilityId, days] : [newId(), facilityId]
  await platform.look(`insert into ${table.name} (${table.columns.join(', ')}) select ${values} from ${table.name} limit 1`, uses)
}

describe('nobody opens a record by something he made himself', () => {
  let secret: Planted
  let village: Caller
  let neighbour: Caller
  let heart: Caller
  beforeAll(async () => {
    secret = await plantResident(platform, 'ZQXR7')
    ;[village, neighbour, heart] = (await Promise.all(['village1', 'village2', 'cardio1'].map((l) => platform.as(l)))) as [Caller, Caller, Caller]
  })
  const id = () => String(secret.plants.residentId)

  async function expectClosed(caller: Caller): Promise<void> {
    for (const capability of [residentContract.openResident, residentContract.revealPhone, referralContract.openReferForm, timelineContract.openRecord]) {
      const reply = await caller.ask(capability as typeof residentContract.openResident, { residentId: id() })
      expect(reply.status, capability.path).toBe(404)
      expect(JSON.stringify(reply.body)).not.toContain(secret.mark)
    }
    const visit = await caller.ask(visitContract.openVisit, { residentId: id(), visitId: String(secret.plants.visitId) })
    expect(visit.status).toBe(404)
  }

  test.each([
    [
      'referring them',
      (c: Caller) =>
        c.ask(referralContract.submitReferral, {
          residentId: id(),
          toDepartmentId: String(secret.plants.toDepartmentId),
          urgency: 'emergency',
          diagnosis: { code: 'I10', name: '高血压' },
          reason: 'x',
          summary: [],
          consent: { by: 'patient', name: 'x' },
          capacity: { none: true },
        }),
    ],
    [
      'asking advice about them',
      (c: Caller) =>
        c.ask(adviceContract.askAdvice, {
          residentId: id(),
          toDepartmentId: String(secret.plants.toDepartmentId),
          urgency: 'routine',
          question: '?',
          summary: [],
        }),
    ],
    ['booking for them', (c: Caller) => c.ask(bookingContract.book, { residentId: id(), sessionId: newId() })],
    ['recording a visit of theirs', (c: Caller) => c.ask(visitContract.recordVisit, { residentId: id(), kind: 'outpatient' })],
    [
      'referring them out of the county',
      (c: Caller) =>
        c.ask(referralContract.referOutside, {
          residentId: id(),
          place: '省立医院',
          urgency: 'routine',
          diagnosis: { code: 'I10', name: '高血压' },
          reason: 'x',
          summary: [],
          consent: { by: 'patient', name: 'x' },
        }),
    ],
  ] as const)('by %s', async (_name, make) => {
    const before = await platform.look('select count(*) from access.basis where resident_id = $1', [id()])
    for (const caller of [neighbour, heart]) {
      expect([403, 404]).toContain((await make(caller)).status)
      await expectClosed(caller)
    }
    expect(await platform.look('select count(*) from access.basis where resident_id = $1', [id()])).toEqual(before)
  })

  test('by registering a person with the same number: a masked card is all there is', async () => {
    const person = {
      name: '张验真',
      sex: 'female' as const,
      birthDate: '1949-12-31',
      nationalId: '11010519491231002X',
      village: '某村',
      address: '1 号',
      insurance: 'resident' as const,
    }
    await village.must(residentContract.registerResident, person)
    const again = await neighbour.ask(residentContract.registerResident, person)
    expect(again).toMatchObject({ status: 409, body: { refusal: 'alreadyKnown', data: { card: { name: '张**', birthYear: 1949 } } } })
    const text = JSON.stringify(again.body)
    for (const secretText of ['验真', '1949-12-31', '002X', '1 号']) expect(text).not.toContain(secretText)
    const { card } = (again.body as unknown as { data: { card: { residentId: string } } }).data
    expect((await neighbour.ask(residentContract.openResident, { residentId: card.residentId })).status).toBe(404)
  })

  test("by naming a stranger's referral, advice or visit in one of his own", async () => {
    const referred = await plantReferred(platform, 'ZQXS7')
    const own = await neighbour.must(residentContract.registerResident, {
      name: '赵自己',
      sex: 'male',
      birthDate: '1970-01-01',
      noNumberReason: '未带',
      village: '本村',
      address: '2 号',
      insurance: 'resident',
    })
    const reply = await neighbour.ask(referralContract.submitReferral, {
      residentId: own.residentId,
      toDepartmentId: String(referred.plants.toDepartmentId),
      urgency: 'emergency',
      diagnosis: { code: 'I10', name: '高血压' },
      reason: 'x',
      summary: [],
      consent: { by: 'patient', name: 'x' },
      capacity: { none: true },
      insteadOf: String(referred.plants.referralId),
      adviceId: String(referred.plants.adviceId),
    })
    expect(reply).toMatchObject({ status: 409, body: { refusal: 'adviceNotYours' } })
    expect((await neighbour.ask(referralContract.openReferral, { referralId: String(referred.plants.referralId) })).status).toBe(404)
    expect((await neighbour.ask(visitContract.openVisit, { residentId: own.residentId, visitId: String(referred.plants.visitId) })).status).toBe(404)
  })

  test('but by breaking the glass: one person, for some hours, with a duty to review it that is not his own', async () => {
    const { id: glass } = await neighbour.must(accessContract.breakGlass, { residentId: id(), reason: '昏迷送到本村' })
    expect(await neighbour.must(residentContract.openResident, { residentId: id() })).toMatchObject({ basis: { kind: 'breakGlass' } })
    expect((await heart.ask(residentContract.openResident, { residentId: id() })).status).toBe(404)
    const duties = await platform.look('select owner_role, is_next from kernel.duty where subject_id = $1 and closed_at is null', [glass])
    expect(duties).toEqual([{ owner_role: 'townshipManager', is_next: true }])
    platform.clock.shiftMinutes += 4 * 60 + 1
    expect((await neighbour.ask(residentContract.openResident, { residentId: id() })).status).toBe(404)
  })
})
