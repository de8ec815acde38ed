import { setImmediate as breath } from 'node:timers/promises'
import type { Vault } from '#kernel/crypto.ts'
import { blindPurpose } from '#registry/resident/rules.ts'
import { newBulkId } from '../bulkIds.ts'
import { copyText, listText } from '../copyText.ts'
import { FileTrouble } from '../registers/files/file.ts'
import type { Mark } from '../registers/labels.ts'
import type { Problem } from '../registers/rules/read.ts'
import type { Reference } from '../registers/store/kept.ts'
import { marksOf } from '../registers/work/people.ts'
import { dataRows } from '../registers/work/rows.ts'
import { mostClaims, type Run } from '../registers/work/run.ts'
import { contentOf, judgeClaim, type RowClaim } from './rules/claims.ts'
import { type Insured, readHomeCounty } from './store.ts'

/** A settlement with the mark of its person's number, under every key there is. */
export type ReadyClaim = { readonly row: number; readonly claim: RowClaim; readonly blinds: readonly Buffer[] }

export type Refused = { readonly row: number; readonly cells: readonly string[]; readonly problems: readonly Problem[] }
export type Batch = {
  readonly from: number
  readonly until: number
  readonly claims: readonly ReadyClaim[]
  readonly refused: readonly Refused[]
  readonly marks: readonly Mark[]
  readonly skipped: number
  readonly mends: readonly Reference[]
}
type Growing = { from: number; until: number; claims: ReadyClaim[]; refused: Refused[]; marks: Mark[]; skipped: number; mends: Reference[] }

// As many as registers of people have: the dozen statements cost little, and a kill loses a second of work.
const batchSize = 4000

/**
 * Reads and judges the settlements of a file, batch by batch: what is held in memory does not grow with the file. Rows up to
 * `after` were taken before and are read only to know how the file writes its dates.
 * @throws FileTrouble where the file ends too early, after the batch of what could be read
 */
export async function* batchesOf(run: Run, on: { today: string; after: number }): AsyncGenerator<Batch> {
  const { upload, vault, loader } = run
  const home = await loader.transaction((scope) => readHomeCounty(scope, upload.facility_id))
  let batch = emptyBatch(on.after)
  let rows = 0
  try {
    for await (const portion of dataRows(run.path, upload, on.today)) {
      for (const row of portion) {
        if (++rows > mostClaims) throw new FileTrouble('tooManyRows')
        if (row.number <= on.after) continue
        // The database is given its next statement in between; without it one of the two would always wait for the other.
        if (rows % 50 === 0) await breath()
        batch.until = row.number
        if (row.mends) batch.mends.push(row.mends)
        if (row.skipped) {
          batch.skipped++
          batch.marks.push(row.skipped)
        } else {
          const judged = judgeClaim(row.read, home)
          if ('problems' in judged) batch.refused.push({ row: row.number, cells: row.cells, problems: judged.problems })
          else {
            batch.marks.push(...judged.marks)
            batch.claims.push({ row: row.number, claim: judged.claim, blinds: marksOf(vault, blindPurpose.number, judged.claim.nationalId) })
          }
        }
        if (batch.claims.length + batch.refused.length + batch.skipped >= batchSize) {
          yield batch
          batch = emptyBatch(row.number)
        }
      }
    }
  } catch (error) {
    if (error instanceof FileTrouble && batch.until > batch.from) yield batch
    throw error
  }
  if (batch.until > batch.from) yield batch
}

function emptyBatch(from: number): Growing {
  return { from, until: from, claims: [], refused: [], marks: [], skipped: 0, mends: [] }
}

/** Where `claimLine` goes. */
export const stagedInto = `elsewhere.incoming (batch, row, id, claim_number, reverses, facility_name, facility_code, facility_level, place_division, kind, on_date, ended_on,
  diagnosis_code, diagnosis_name, total_cost, fund_pay, self_pay, insured, tcm, resident_id, home_facility_id, person, number_sealed, number_blind, contents,
  settled_at, updated_at)`

/** One settlement as a line of COPY. Only of somebody nobody knows yet the number is kept, sealed. */
export function claimLine(batch: number, { row, claim: c, blinds }: ReadyClaim, { who, vault }: { who: Insured | undefined; vault: Vault }): string {
  const contents = marksOf(vault, 'settlement content', contentOf(c)).map((mark) => `\\x${mark.toString('hex')}`)
  return copyText([
    batch,
    row,
    newBulkId(),
    c.claimNumber,
    c.reverses,
    c.facilityName,
    c.facilityCode,
    c.facilityLevel,
    c.placeDivision,
    c.kind,
    c.onDate,
    c.endedOn,
    c.diagnosisCode,
    c.diagnosisName,
    c.totalCost,
    c.fundPay,
    c.selfPay,
    c.insured,
    c.tcm,
    who?.residentId,
    who?.homeFacilityId,
    JSON.stringify(c.person),
    who || c.reverses ? null : vault.seal(c.nationalId),
    who || c.reverses ? null : blinds.at(-1),
    listText(contents),
    c.settledAt,
    c.updatedAt,
  ])
}
