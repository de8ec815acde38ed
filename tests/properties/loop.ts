import fc from 'fast-check'
import { expect } from 'vitest'
import type { Capability } from '#kernel/capability.ts'
import { openTestPlatform, type Reply } from '#tests/platform.ts'
import { commandNames, openCrowd, type Sent, type Step } from './actors.ts'
import { broken } from './invariants.ts'
import { jobsOf } from './jobs.ts'

type Done = { readonly sent: Sent; readonly reply: Reply<Capability> }
type Round = { readonly steps: Step[]; readonly minutes: number; readonly replays: number[] }

const step: fc.Arbitrary<Step> = fc.record({
  command: fc.constantFrom(...commandNames),
  one: fc.nat(997),
  two: fc.nat(991),
  wrong: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
})
/** Steps that meet each other, then time passes and the jobs run, then some of it is sent again. */
const round: fc.Arbitrary<Round> = fc.record({
  steps: fc.array(step, { minLength: 6, maxLength: 14 }),
  minutes: fc.constantFrom(0, 0, 3, 11, 130, 1500, 4400, 13_000),
  replays: fc.array(fc.nat(10_000), { minLength: 1, maxLength: 4 }),
})

const everything = `
  select (select count(*) from referral.history)::int as history, (select sum(version) from referral.referral)::int as versions, (select count(*) from booking.hold)::int as holds,
         (select sum(reserved_taken + open_taken) from booking.session)::int as taken, (select sum(version) from booking.session)::int as sessions,
         (select count(*) from kernel.duty)::int as duties, (select count(*) from kernel.duty where closed_at is null)::int as open, (select count(*) from access.basis)::int as bases,
         (select count(*) from kernel.idempotency)::int as remembered, (select count(*) from booking.wait)::int as waits, (select count(*) from record.entry)::int as entries`
const money = 'select count(*)::int as charges, sum(amount)::text as amount, sum(fund_pay)::text as fund, sum(self_pay)::text as own from record.charge'

/** Plays seeded rounds against one platform and proves after each that every invariant holds. Answers what happened, by status. */
export async function playLoop(play: { seed: number; rounds: number }): Promise<Record<string, number>> {
  const platform = await openTestPlatform({ seed: 'tiny' })
  const jobs = await jobsOf(platform)
  const crowd = await openCrowd(platform)
  const done: Done[] = []
  const happened: Record<string, number> = {}
  const before = await platform.look(money)

  async function send(sent: Sent): Promise<Reply<Capability>> {
    const caller = crowd.callers.get(sent.by)
    if (!caller) throw new Error(`nobody is ${sent.by}`)
    return caller.ask(sent.capability, sent.input, { key: sent.key })
  }

  async function perform(steps: readonly Step[]): Promise<void> {
    const decided = (await Promise.all(steps.map((s) => crowd.decide(s)))).filter((s) => s !== undefined)
    const replies = await Promise.all(decided.map(send))
    for (const [i, reply] of replies.entries()) {
      const sent = decided[i] as Sent
      const said = `${sent.by} ${sent.capability.path} ${JSON.stringify(sent.input).slice(0, 200)} -> ${JSON.stringify(reply.body).slice(0, 300)}`
      expect([200, 403, 404, 409], said).toContain(reply.status)
      const what = `${sent.capability.path.split('/').at(-1)} ${reply.status}`
      happened[what] = (happened[what] ?? 0) + 1
      if (reply.status === 200 || reply.status === 409) done.push({ sent, reply })
    }
  }

  try {
    await fc.assert(
      fc.asyncProperty(round, async ({ steps, minutes, replays }) => {
        for (let i = 0; i < steps.length; i += 3) await perform(steps.slice(i, i + 3))
        if (minutes > 0) {
          platform.clock.shiftMinutes += minutes
          await jobs.runAll()
          await perform([{ command: 'publish', one: 9, two: 0, wrong: false }])
        } else await jobs.fill()
        const still = await platform.look(everything)
        for (const n of replays) {
          const earlier = done[n % Math.max(1, done.length)]
          if (earlier) expect(await send(earlier.sent), `${earlier.sent.capability.path} sent again`).toEqual(earlier.reply)
        }
        expect(await platform.look(everything)).toEqual(still)
        expect(await broken(platform)).toEqual({})
      }),
      { seed: play.seed, numRuns: play.rounds, endOnFailure: true },
    )
    expect(await platform.look(money)).toEqual(before)
    return happened
  } finally {
    await jobs.stop()
    await platform.stop()
  }
}
