import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Planted, plantReferred, plantResident } from '#tests/guards/plants.ts'
import { type Asked, everyCapability, leavesOf, replaced, requestFor, shapeOf } from '#tests/guards/requests.ts'
import { type Caller, openTestPlatform, send, type TestPlatform } from '#tests/platform.ts'

// Somebody who is signed in puts the ids of another facility's rows into every place of every request that takes an id.
// Nothing of the other's may be read, nothing may change, and every attempt stands in the trail.

let platform: TestPlatform
/** Of village1 and its township alone; known to the county hospital as well. */
let alone: Planted
let shared: Planted
/** What the attackers rightly have, so that only the foreign id is wrong. */
let neighbours: Planted

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  alone = await plantResident(platform, 'ZQXE7')
  shared = await plantReferred(platform, 'ZQXF7')
  neighbours = await plantReferred(platform, 'ZQXG7', 'village2')
})
afterAll(() => platform.stop())

const secretKinds = ['residentId', 'visitId', 'referralId', 'adviceId', 'holdId', 'breakGlassId'] as const

/** Every row of the database that names one of these ids. */
async function stateOf(ids: readonly string[]): Promise<string[]> {
  const tables = await platform.look<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname in ('resident', 'record', 'booking', 'referral', 'advice', 'access') and tablename not in ('session', 'attempt') order by 1`,
  )
  const rows: string[] = []
  for (const { name } of tables) {
    const found = await platform.look<{ row: string }>(
      `select t::text as row from ${name} t where exists (select from unnest($1::text[]) id where t::text like '%' || id || '%') order by 1`,
      [ids],
    )
    rows.push(...found.map((f) => `${name} ${f.row}`))
  }
  return rows
}

type Attack = { readonly asked: Asked; readonly caller: Caller; readonly input: Record<string, unknown>; readonly place: string }

function attacksOn(victim: Planted, attackers: readonly Caller[], kinds: readonly string[]): Attack[] {
  return everyCapability.flatMap((asked) => {
    const { capability } = asked
    if ('open' in capability.access || capability.cookie === 'clear') return []
    const { roles } = capability.access
    const good = requestFor(capability, { plants: neighbours.plants, optional: 'ids' })
    const places = leavesOf(shapeOf(capability)).filter(({ shape }) => shape.format === 'uuid')
    return attackers
      .filter((caller) => roles.includes(caller.persona.role as never))
      .flatMap((caller) =>
        places.flatMap(({ path }) =>
          kinds.flatMap((kind) => {
            const input = replaced(good, path, victim.plants[kind]) as Record<string, unknown> | undefined
            return input ? [{ asked, caller, input, place: `${path.join('.')} = ${kind} of another facility` }] : []
          }),
        ),
      )
  })
}

async function run(attacks: readonly Attack[], mark: string): Promise<{ wrong: string[]; answers: Record<number, number> }> {
  const wrong: string[] = []
  const answers: Record<number, number> = {}
  for (let i = 0; i < attacks.length; i += 8) {
    await Promise.all(
      attacks.slice(i, i + 8).map(async ({ asked, caller, input, place }) => {
        const reply = await send(platform.address, { token: caller.token, capability: asked.capability, input })
        answers[reply.status] = (answers[reply.status] ?? 0) + 1
        const said = `${asked.name} by ${caller.persona.login}, ${place}: ${reply.status}`
        if (reply.status >= 500) wrong.push(said)
        if (JSON.stringify(reply.body).includes(mark)) wrong.push(`${said} shows ${mark}`)
      }),
    )
  }
  return { wrong, answers }
}

async function idsOf(planted: Planted, kinds: readonly string[]): Promise<string[]> {
  return kinds.map((kind) => String(planted.plants[kind])).filter((id) => id.length === 36)
}

/** Break-glass is for strangers by its nature: it opens, says so, and asks somebody to look. It stands in its own tests. */
const withoutBreakGlass = (attacks: Attack[]) => attacks.filter((a) => a.asked.name !== 'breakGlass')

test.each([
  {
    of: 'a village alone',
    strangers: ['village2', 'cardio1', 'surgery1', 'desk1', 'capacity1', 'hospital1', 'consortium1', 'health1', 'insurance1', 'admin1'],
  },
  { of: 'a village and the hospital', strangers: ['village2', 'consortium1', 'health1', 'insurance1', 'admin1'] },
])(
  'ids of $of in every place of every request: nothing read, nothing changed, everything in the trail',
  async ({ of, strangers }) => {
    const victim = of === 'a village alone' ? alone : shared
    const kinds = of === 'a village alone' ? ['residentId', 'visitId'] : secretKinds
    const attackers = await Promise.all(strangers.map((login) => platform.as(login)))
    const attacks = withoutBreakGlass(attacksOn(victim, attackers, kinds))
    const ids = await idsOf(victim, kinds)
    const before = await stateOf(ids)
    const { wrong, answers } = await run(attacks, victim.mark)
    expect(wrong).toEqual([])
    const after = await stateOf(ids)
    expect(before.filter((row) => !after.includes(row))).toEqual([])
    // Ids of new rows are made by the caller, so one about the attacker's own person may carry any id; none may be about the victim.
    const added = after.filter((row) => !before.includes(row))
    expect(added.filter((row) => !row.includes(String(neighbours.plants.residentId)))).toEqual([])
    expect(attacks.length).toBeGreaterThan(100)
    expect(answers[404] ?? 0).toBeGreaterThan(attacks.length / 4)
    const [{ lines }] = (await platform.look<{ lines: number }>(
      'select count(*)::int as lines from kernel.trail where (resident_id = any ($1) or subject_id = any ($1)) and outcome <> $2',
      [ids, 'done'],
    )) as [{ lines: number }]
    expect(lines).toBeGreaterThan(attacks.length / 4)
  },
  180_000,
)
