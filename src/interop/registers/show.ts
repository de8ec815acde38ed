import type { Vault } from '#kernel/crypto.ts'
import { fieldNamed, fieldsOf } from './fields/index.ts'
import { mark, problem, type RegisterKind } from './labels.ts'
import { missingColumns } from './rules/columns.ts'
import type { UploadRow } from './store/upload.ts'
import type { Preview } from './work/check.ts'
import type { TallyJson } from './work/tally.ts'

type Beside = { readonly kept: number | undefined; readonly handout: { waiting: number; issued: number } | undefined }

export function cardOf(row: UploadRow, { kept, handout }: Beside) {
  return {
    uploadId: row.id,
    register: row.register,
    fileName: row.file_name,
    bytes: Number(row.bytes),
    status: row.status,
    isStopping: row.asked !== null,
    sentBy: row.account_name,
    sentAt: row.created_at,
    endedAt: row.ended_at,
    rowsTotal: row.rows_total,
    rowsDone: row.rows_done,
    keptRows: kept ?? 0,
    handout: handout ?? { waiting: 0, issued: 0 },
  }
}

export function fieldsFor(register: RegisterKind) {
  return fieldsOf[register].map(({ key, name, hint, needed }) => ({ key, name, hint, needed: needed ?? false }))
}

/** Everything a screen shows of one upload. The first rows are opened here and nowhere else. */
export function uploadInFull(row: UploadRow, { vault, ...beside }: Beside & { vault: Vault }) {
  const { shape, register } = row
  const columns = row.columns ?? []
  const preview: Preview = row.preview_sealed ? JSON.parse(vault.open(row.preview_sealed)) : []
  return {
    ...cardOf(row, beside),
    trouble: shape?.trouble ? { code: shape.trouble.code, row: shape.trouble.row ?? null } : null,
    form: shape?.form
      ? {
          kind: shape.form.kind,
          encoding: shape.form.encoding ?? null,
          sheets: shape.form.sheets.map((s) => ({ ...s })),
          sheet: shape.sheet ?? null,
          headingRow: shape.headingRow ?? null,
          isRemembered: shape.isRemembered ?? false,
        }
      : null,
    fields: fieldsFor(register),
    columns: (shape?.headings ?? []).map((heading, at) => ({ heading, field: columns[at] ?? null })),
    missing: columns.length === 0 ? [] : missingColumns(register, columns).flatMap((key) => fieldNamed(register, key)?.name ?? []),
    preview: preview.map((line) => ({
      row: line.row,
      cells: [...line.cells],
      skipped: line.skipped ? mark.labels[line.skipped as keyof typeof mark.labels] : null,
      problems: line.problems.map(({ code, field }) => ({ column: columns.indexOf(field), why: problem[code][0], fix: problem[code][1] })),
      marks: line.marks.map((m) => mark.labels[m as keyof typeof mark.labels]),
    })),
    trial: tallyInWords(row.tally, register),
    loaded: tallyInWords(row.loaded, register),
    startedAt: row.started_at,
    version: row.version,
  }
}

function tallyInWords(tally: TallyJson | null, register: RegisterKind) {
  return (
    tally && {
      ...tally,
      problems: tally.problems.map(({ code, field, n, row }) => ({
        column: fieldNamed(register, field)?.name ?? { zh: field, en: field },
        why: problem[code][0],
        fix: problem[code][1],
        n,
        firstRow: row,
      })),
      marks: tally.marks.map(({ mark: code, n }) => ({ what: mark.labels[code], n })),
    }
  )
}
