import { policyOf, query, type Scope } from '#kernel/scope.ts'
import { vital, vitalSpec } from '#record/visit/contract.ts'
import { namesOf } from '#registry/facility/index.ts'
import type { Sharing } from '#registry/sharing/index.ts'
import { setOfDiagnosis, setOfEntry } from '#registry/sharing/rules.ts'
import type { PackedRecord } from './contract.ts'
import { acuteDays, lastingDiagnoses } from './policy.ts'
import { isOpenProblem } from './rules.ts'
import type { AllergyRow, EntryRow, PrescriptionRow, ProblemRow, VitalRow } from './store.ts'
import { placesIn, shareHead, showHead } from './summary.ts'

type HeadRow = {
  resident_id: string
  allergies: AllergyRow[]
  diagnoses: ProblemRow[]
  prescriptions: PrescriptionRow[]
  vitals: VitalRow[]
  entries: EntryRow[]
}

const vitalCodes = vital.codes.map((v) => vitalSpec[v].code)
/** So many people are read in one question. */
const atOnce = 500

/** The records of many of one's own people, each as far as the catalog shares it with whoever asks. */
export async function recordsOfCatchment(scope: Scope, residentIds: readonly string[], sharing: Sharing): Promise<Map<string, PackedRecord>> {
  const on = { today: scope.today, acuteDays: policyOf(scope, acuteDays), lasting: policyOf(scope, lastingDiagnoses) }
  const packed = new Map<string, PackedRecord>()
  for (let i = 0; i < residentIds.length; i += atOnce) {
    const rows = await query<HeadRow>(scope, 'select * from record.heads_of_catchment($1, $2)', [residentIds.slice(i, i + atOnce), vitalCodes])
    const heads = rows.map((row) => ({ ...row, problems: row.diagnoses.filter((d) => isOpenProblem(d, on)) }))
    const names = await namesOf(scope, [...new Set(heads.flatMap((head) => [...placesIn(head), ...head.entries.map((e) => e.facility_id)]))])
    for (const head of heads) {
      const entries = head.entries.filter((e) => sharing.allows(setOfEntry(e.kind)) && (e.kind !== 'diagnosis' || sharing.allows(setOfDiagnosis(e.code ?? ''))))
      packed.set(head.resident_id, {
        ...showHead(shareHead(head, sharing), names),
        entries: entries.map(({ at, kind, title, detail, abnormal, source, facility_id }) => ({
          at,
          kind,
          title,
          detail,
          abnormal,
          source,
          facility: names.get(facility_id)?.name ?? '',
        })),
      })
    }
  }
  return packed
}
