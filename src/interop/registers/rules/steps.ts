import { refuse } from '#kernel/refusal.ts'
import { fieldNamed } from '../fields/index.ts'
import type { RegisterKind, UploadStatus } from '../labels.ts'
import type { Columns } from './columns.ts'

type Choosing = {
  readonly status: UploadStatus
  readonly register: RegisterKind
  readonly shape: { readonly form?: { readonly sheets: readonly { readonly name: string }[] }; readonly headings?: readonly string[] } | null
}

/** Columns and sheet may be named anew until loading begins. */
export function mayChoose(upload: Choosing, input: { sheet?: string | undefined; columns?: Columns | undefined }) {
  if (upload.status !== 'checked' && !(upload.status === 'unreadable' && upload.shape?.form)) return refuse('notNow')
  const named = (input.columns ?? []).filter((key) => key !== null)
  const unknown = named.some((key) => !fieldNamed(upload.register, key)) || (input.columns?.length ?? 0) > (upload.shape?.headings?.length ?? 0)
  if (unknown || (input.sheet !== undefined && !upload.shape?.form?.sheets.some((s) => s.name === input.sheet))) return refuse('noSuchSheet')
  const twice = named.find((key, i) => named.indexOf(key) !== i)
  return twice === undefined ? undefined : refuse('fieldTwice', { field: fieldNamed(upload.register, twice)?.name ?? { zh: twice, en: twice } })
}

export function mayStart(status: UploadStatus) {
  return status === 'checked' || status === 'paused' ? undefined : refuse('notNow')
}

/** Only what runs can pause; whatever is not over can be cancelled. */
export function mayStop(status: UploadStatus, how: 'pause' | 'cancel') {
  if (how === 'pause') return status === 'loading' ? undefined : refuse('notNow')
  return status === 'done' || status === 'cancelled' ? refuse('notNow') : undefined
}
