import type { Vault } from '#kernel/crypto.ts'
import type { Scope } from '#kernel/scope.ts'
import { fieldNamed } from '../fields/index.ts'
import { type FileKind, writeCsv, writeXlsx } from '../files/write.ts'
import { problem, registerKind } from '../labels.ts'
import { returnColumns } from '../rules/columns.ts'
import type { Problem } from '../rules/read.ts'
import { bare } from '../rules/text.ts'
import { openRowsOf } from '../store/kept.ts'
import type { UploadRow } from '../store/upload.ts'
import { referenceOf } from './rows.ts'

/** The rows that were not taken, as they stood, with what is wrong and what to do; mended, the file is loaded like any other. */
export async function writeKeptRows(scope: Scope, upload: UploadRow, on: { path: string; form: FileKind; vault: Vault }): Promise<void> {
  const ours = new Set(Object.values(returnColumns).map(bare))
  const headings = upload.shape?.headings ?? []
  const own = headings.flatMap((heading, at) => (ours.has(bare(heading)) ? [] : [at]))
  const columns = [
    ...own.map((at) => ({ heading: headings[at] ?? '', width: 16 })),
    { heading: returnColumns.problem, width: 44 },
    { heading: returnColumns.remedy, width: 44 },
    { heading: returnColumns.reference, width: 46 },
  ]
  async function* rows() {
    for (let after = 0; ; ) {
      const kept = await openRowsOf(scope, upload.id, { after, limit: 1000 })
      for (const { row, problems, sealed } of kept) {
        const cells: string[] = JSON.parse(on.vault.open(sealed))
        const said = problems.map((p) => sayingOf(upload.register, p))
        yield [
          ...own.map((at) => cells[at] ?? ''),
          said.map((s) => s.what).join(';'),
          [...new Set(said.map((s) => s.remedy))].join(';'),
          referenceOf({ uploadId: upload.id, row }),
        ]
      }
      if (kept.length < 1000) return
      after = kept.at(-1)?.row ?? after
    }
  }
  const sheet = { name: `待改正-${registerKind.labels[upload.register].zh}`, columns, rows: rows() }
  await (on.form === 'csv' ? writeCsv(on.path, sheet) : writeXlsx(on.path, [sheet]))
}

function sayingOf(register: UploadRow['register'], { code, field, detail }: Problem): { what: string; remedy: string } {
  const [what, remedy] = problem[code]
  const written = detail ? `“${detail}”` : ''
  return { what: `${fieldNamed(register, field)?.name.zh ?? field}${written}${what.zh}`, remedy: remedy.zh }
}
