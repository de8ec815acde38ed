import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { takeBatch } from '#record/elsewhere/index.ts'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { newNumbers } from '#tests/settlements.ts'
import { type Loader, openLoader } from '../loader.ts'
import { marksOf } from '../registers/work/people.ts'
import { claimLine, stagedInto } from './batches.ts'
import type { RowClaim } from './rules/claims.ts'

let platform: TestPlatform
let loader: Loader
const numbers = newNumbers(3, 5)

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'empty' })
  loader = openLoader(platform.ownerUrl)
})
afterAll(async () => {
  await loader.close()
  await platform.stop()
})

/** One line of a file: a version of a settlement, or a reversal of one. No two lines of one number were updated at the same moment with another content. */
type Line = { readonly number: number; readonly version: number; readonly isReversal: boolean }

function claimOf({ number, version, isReversal }: Line): RowClaim {
  // Versions 0 and 2 have the same content: what was corrected comes back.
  const total = 1000 + 10 * (version % 2)
  const at = `2026-01-0${1 + version}T00:00:00.000+08:00`
  const sign = isReversal ? -1 : 1
  return {
    claimNumber: isReversal ? `R${number}` : `S${number}`,
    reverses: isReversal ? `S${number}` : undefined,
    nationalId: numbers[number] ?? '',
    person: { name: '李**', sex: 'female', birthYear: 1960 },
    facilityName: '市一医院',
    facilityCode: undefined,
    facilityLevel: undefined,
    placeDivision: '310101',
    kind: 'outpatient',
    onDate: '2025-12-01',
    endedOn: undefined,
    diagnosisCode: undefined,
    diagnosisName: undefined,
    totalCost: sign * total,
    fundPay: sign * total,
    selfPay: 0,
    insured: true,
    tcm: false,
    settledAt: '2025-12-02T00:00:00.000+08:00',
    updatedAt: at,
  }
}

let batches = 0
async function load(files: readonly (readonly Line[])[]): Promise<void> {
  for (const file of files) {
    batches++
    const batch = batches
    const lines = file.map((line, i) => {
      const claim = claimOf(line)
      const blinds = marksOf(platform.vault, 'resident number', claim.nationalId)
      return claimLine(batch, { row: i + 1, claim, blinds }, { who: undefined, vault: platform.vault })
    })
    await loader.copy(stagedInto, lines)
    await loader.transaction((scope) => takeBatch(scope, batch, newId()))
  }
}

async function standing() {
  const claims = await platform.look(`select claim_number, total_cost, status, reversed_by from elsewhere.claim order by 1`)
  const counted = await platform.look(`select amount from elsewhere.claim_measure where known_until is null order by 1`)
  const spans = await platform.look<{ n: number }>(
    `select count(*)::int as n from elsewhere.claim_measure a join elsewhere.claim_measure b on a.subject_id = b.subject_id and (a.known_from, a.amount) < (b.known_from, b.amount)
      where coalesce(a.known_until, 'infinity') > b.known_from`,
  )
  return { claims, counted, overlaps: spans[0]?.n }
}

const line = fc.record({ number: fc.nat({ max: 2 }), version: fc.nat({ max: 3 }), isReversal: fc.boolean() })
const shuffled = fc
  .array(fc.array(line, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 4 })
  .chain((files) =>
    fc.record({ files: fc.constant(files), other: fc.shuffledSubarray([...files, ...files], { minLength: files.length * 2, maxLength: files.length * 2 }) }),
  )

test('any order and repetition of files leaves the same standing claims, and no version is known twice at a time', { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(shuffled, async ({ files, other }) => {
      await clear()
      await load(files)
      const once = await standing()
      expect(once.overlaps).toBe(0)
      await load(files)
      expect(await standing()).toEqual(once)
      await clear()
      await load(other)
      expect(await standing()).toEqual(once)
    }),
    { numRuns: 100 },
  )
})

function clear(): Promise<unknown> {
  return platform.look('truncate elsewhere.claim, elsewhere.claim_past, elsewhere.reversal, elsewhere.incoming')
}
