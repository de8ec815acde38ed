import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chronicCareContract } from '#care/chronicCare/contract.ts'
import type { Capability } from '#kernel/capability.ts'
import { visitContract } from '#record/visit/contract.ts'
import { residentContract } from '#registry/resident/contract.ts'
import { newcomer } from '#tests/people.ts'
import { type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { packContract, type Queued } from './contract.ts'

// Two devices of a clinic come back while somebody works online. Whatever the order in which their commands meet, the county must
// stand as if all had been done one after the other: nothing lost, nothing twice. The order is read from the trail, and done again,
// one by one, on a second platform that began the same.

let real: TestPlatform
let serial: TestPlatform

beforeAll(async () => {
  ;[real, serial] = (await Promise.all([openTestPlatform({ seed: 'tiny' }), openTestPlatform({ seed: 'tiny' })])) as [TestPlatform, TestPlatform]
})
afterAll(async () => {
  await Promise.all([real?.stop(), serial?.stop()])
})

const capabilities = { followUp: chronicCareContract.recordFollowUp, visit: visitContract.recordVisit, screening: chronicCareContract.recordScreening } as const
type Kind = keyof typeof capabilities

/** What is done, to whom, how high the pressure is and how many minutes ago. */
type Deed = { readonly kind: Kind; readonly person: number; readonly systolic: number; readonly ago: number; readonly buildsOn: boolean }
const deed: fc.Arbitrary<Deed> = fc.record({
  kind: fc.constantFrom<Kind>('followUp', 'followUp', 'visit', 'screening'),
  person: fc.nat(1),
  // Controlled, not controlled, an emergency, and one that nobody has: refused wherever it arrives.
  systolic: fc.constantFrom(124, 138, 152, 166, 184, 900),
  ago: fc.integer({ min: 1, max: 2000 }),
  buildsOn: fc.boolean(),
})
const morning = fc.record({
  first: fc.array(deed, { minLength: 1, maxLength: 4 }),
  second: fc.array(deed, { minLength: 1, maxLength: 4 }),
  online: fc.array(deed, { maxLength: 3 }),
  /** How many commands go in one sending, and which sendings are answered into the void and sent again. */
  batch: fc.integer({ min: 1, max: 3 }),
  lost: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
  isTogether: fc.boolean(),
})

type Person = { readonly residentId: string; readonly name: string }

/** The same two people on both platforms, one with hypertension, one without. */
async function people(): Promise<readonly [readonly string[], readonly string[]]> {
  const described = [newcomer('1960-03-04', 'female'), newcomer('1958-09-08', 'male')]
  const register = async (platform: TestPlatform) => {
    const doctor = await platform.as('village1')
    const family = await platform.as('family1')
    const ids: string[] = []
    for (const [i, person] of described.entries()) {
      const said = { ...person, village: '示例村', address: '示例村1组', insurance: 'resident' as const }
      const { residentId }: Person | { residentId: string } = await doctor.must(residentContract.registerResident, said)
      if (i === 0) await family.must(chronicCareContract.confirmDiagnosis, { residentId, disease: 'hypertension', decision: 'confirmed' })
      ids.push(residentId)
    }
    return ids
  }
  return Promise.all([register(real), register(serial)])
}

type Made = {
  readonly key: string
  readonly capability: Capability
  readonly input: Record<string, unknown>
  readonly at: string
  readonly dependsOn: string[]
}

function make(deeds: readonly Deed[], residents: readonly string[], now: number): Made[] {
  const made: Made[] = []
  for (const { kind, person, systolic, ago, buildsOn } of deeds) {
    const at = new Date(now - ago * 60_000).toISOString()
    const reading = { systolic: { value: systolic, unit: 'mm[Hg]' }, diastolic: { value: 78, unit: 'mm[Hg]' } }
    const told = { residentId: residents[person], occurredAt: at }
    const id = randomUUID()
    const asked = { symptoms: [], answers: { adverseReaction: 'none', complication: 'none' }, readings: reading }
    const input = {
      followUp: { ...told, ...asked, followUpId: id, mode: 'clinic' },
      visit: { ...told, visitId: id, kind: 'outpatient', vitals: reading },
      screening: { ...told, symptoms: [], readings: reading, screeningId: id },
    }[kind]
    const before = made.at(-1)
    made.push({ key: randomUUID(), capability: capabilities[kind], input, at, dependsOn: buildsOn && before ? [before.key] : [] })
  }
  return made
}

async function sendFrom(doctor: Caller, queue: readonly Made[], how: { batch: number; lost: readonly boolean[]; since: string }) {
  const { deviceId } = await doctor.must(packContract.prepareDevice, { label: '手机' })
  for (let i = 0; i < queue.length; i += how.batch) {
    const commands: Queued[] = queue.slice(i, i + how.batch).map(({ key, capability, input, at, dependsOn }) => {
      const { occurredAt: _, ...rest } = input
      const wire = `${capability.method} ${capability.path}`
      return { key, capability: wire, input: rest, deviceAt: at, skewSeconds: 0, since: how.since, dependsOn }
    })
    const sending = { deviceId, deviceNow: real.clock.now().toISOString(), commands, waiting: 0 }
    const { answers } = await doctor.must(packContract.replayCommands, sending)
    expect(answers.map((a) => a.how)).not.toContain('again')
    if (how.lost[(i / how.batch) % how.lost.length]) await doctor.must(packContract.replayCommands, sending)
  }
}

const idOf = ({ input }: Made) => String(input.followUpId ?? input.visitId ?? input.screeningId)

/** How the county stands about these people, without what is made anew on each platform. */
async function stateOf(platform: TestPlatform, ids: readonly string[], done: readonly string[]) {
  const person = `array_position($1::uuid[], resident_id)`
  const [visits, followUps, screenings, managed, programs, duties] = await Promise.all([
    platform.look(`select id, ${person} as who, started_at, kind from record.visit where resident_id = any ($1) and id = any ($2) order by id`, [ids, done]),
    platform.look(`select id, ${person} as who, occurred_at, readings, is_valid from chronic_care.follow_up where resident_id = any ($1) order by id`, [ids]),
    platform.look(`select id, ${person} as who, occurred_at, readings from chronic_care.screening where resident_id = any ($1) order by id`, [ids]),
    platform.look(
      `select ${person} as who, status, next_step, next_due_on, risk, last_follow_up_on, last_readings from chronic_care.managed where resident_id = any ($1) order by 1, 2`,
      [ids],
    ),
    platform.look(
      `select ${person} as who, disease, status, report_class, in_target, fails_in_row, last_on, next_due_on from chronic_care.program where resident_id = any ($1) order by 1, 2`,
      [ids],
    ),
    platform.look(
      `select ${person} as who, kind, due_at, is_next from kernel.duty where resident_id = any ($1) and closed_at is null and kind <> 'thingToSettle' order by 1, 2`,
      [ids],
    ),
  ])
  return { visits, followUps, screenings, managed, programs, duties }
}

test('two devices and somebody online, in any interleaving, end as some serial order of the same: nothing lost, nothing twice', async () => {
  const doctor = await real.as('village1')
  const alone = await serial.as('village1')
  await fc.assert(
    fc.asyncProperty(morning, async ({ first, second, online, batch, lost, isTogether }) => {
      const [ids, serialIds] = await people()
      const now = real.clock.now().getTime()
      const since = new Date(now - 3 * 86_400_000).toISOString()
      const queues = [make(first, ids, now), make(second, ids, now)] as const
      const live = make(online, ids, now)
      const began = (await real.look<{ n: string }>('select coalesce(max(id), 0) as n from kernel.trail'))[0]?.n
      const work = [
        () => sendFrom(doctor, queues[0], { batch, lost, since }),
        () => sendFrom(doctor, queues[1], { batch, lost: lost.toReversed(), since }),
        async () => {
          for (const each of live) await doctor.ask(each.capability, each.input as never, { key: each.key })
        },
      ]
      if (isTogether) await Promise.all(work.map((each) => each()))
      else for (const each of work) await each()

      // Every command was taken once, or is kept whole with its reason.
      const all = [...queues[0], ...queues[1], ...live]
      const things = await real.look<{ command_key: string }>('select command_key from pack.thing where command_key = any ($1)', [all.map((m) => m.key)])
      const kept = new Set(things.map((t) => t.command_key))
      expect(kept.size).toBe(things.length)
      const visits = await real.look<{ id: string }>('select id from record.visit where id = any ($1)', [all.map(idOf)])
      const taken = new Set(visits.map((v) => v.id))
      expect(visits).toHaveLength(taken.size)
      for (const each of [...queues[0], ...queues[1]]) expect(taken.has(idOf(each)), `${each.input.residentId}`).toBe(!kept.has(each.key))

      // The order in which they were committed, done again one after the other.
      const order = await real.look<{ subject_id: string }>(
        `select subject_id from kernel.trail where id > $1 and outcome = 'done' and kind = 'write' and subject_id = any ($2) order by id`,
        [began, all.map(idOf)],
      )
      const byId = new Map(all.map((each) => [idOf(each), each]))
      for (const { subject_id } of order) {
        const each = byId.get(subject_id)
        if (!each || !taken.has(subject_id)) continue
        byId.delete(subject_id)
        const residentId = serialIds[ids.indexOf(String(each.input.residentId))]
        const reply = await alone.ask(each.capability, { ...each.input, residentId } as never)
        expect(reply.status, JSON.stringify(reply.body)).toBe(200)
      }
      expect([...byId.keys()].filter((id) => taken.has(id))).toEqual([])
      const done = all.map(idOf)
      expect(await stateOf(real, ids, done)).toEqual(await stateOf(serial, serialIds, done))
    }),
    { numRuns: 12, endOnFailure: true },
  )
}, 240_000)
