import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, mkdir, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { openVault } from '#kernel/crypto.ts'
import { newId } from '#kernel/ids.ts'
import { query, type Scope } from '#kernel/scope.ts'
import { type Loader, openLoader } from '../loader.ts'
import { startThread } from '../registers/jobs.ts'
import { missingColumns } from '../registers/rules/columns.ts'
import { countOpenRows } from '../registers/store/kept.ts'
import { changeUpload, findUpload, type UploadRow } from '../registers/store/upload.ts'
import { writeKeptRows } from '../registers/work/returned.ts'

type Place = { readonly url: string; readonly keys: string; readonly folder: string }
type Loading = Place & { readonly ownerUrl: string; readonly path: string; readonly keptPath: string; readonly tell: (status: string, share: number) => void }
export type SettlementEnd = { readonly upload: UploadRow; readonly kept: number; readonly wasKnown: boolean }

/** Nobody is registered in whose name the file could come. */
export class NoBureau extends Error {
  override name = 'NoBureau'
}

/**
 * Reads and loads a settlement file where it lies, as the insurance bureau's. Killed and started again it goes on where it was; a file that
 * was loaded before is known by its content. Rows that were not taken are written to `keptPath`, to be mended and loaded like the file.
 * @throws NoBureau
 */
export async function loadSettlementFile({ ownerUrl, url, keys, folder, path, keptPath, tell }: Loading): Promise<SettlementEnd> {
  const loader = openLoader(ownerUrl, { connections: 2 })
  try {
    const digest = await digestOf(path)
    const bytes = (await stat(path)).size
    const id = await loader.transaction((scope) => begin(scope, { digest, bytes, name: basename(path) }))
    const before = await uploadOf(loader, id)
    const wasKnown = before.status === 'done'
    if (!wasKnown) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await copyFile(path, join(folder, id))
      const run = async () => {
        const told = setInterval(() => void uploadOf(loader, id).then((u) => tell(u.status, u.rows_done / Math.max(1, u.rows_total ?? 1))), 1000)
        await startThread({ url, keys, folder, uploadId: id, what: 'work' }, () => undefined).ended.finally(() => clearInterval(told))
      }
      if (before.status === 'reading') await run()
      const read = await uploadOf(loader, id)
      const isReadable = read.status !== 'unreadable' && missingColumns('settlement', read.columns ?? []).length === 0
      if (isReadable) {
        await loader.transaction((scope) => startLoading(scope, read))
        await run()
      }
    }
    const upload = await uploadOf(loader, id)
    if (upload.status === 'done') await rm(join(folder, id), { force: true })
    const kept = (await loader.transaction((scope) => countOpenRows(scope, [id]))).get(id) ?? 0
    if (kept > 0) await loader.transaction((scope) => writeKeptRows(scope, upload, { path: keptPath, form: 'csv', vault: openVault(keys) }))
    return { upload, kept, wasKnown }
  } finally {
    await loader.close()
  }
}

async function digestOf(path: string): Promise<Buffer> {
  const hash = createHash('sm3')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return hash.digest()
}

async function uploadOf(loader: Loader, id: string): Promise<UploadRow> {
  const row = await loader.transaction((scope) => findUpload(scope, id))
  if (!row) throw new Error('the upload is gone')
  return row
}

const operator = '00000000-0000-0000-0000-000000000000'

/** The upload of this content, or a new one that waits to be read. */
async function begin(scope: Scope, file: { digest: Buffer; bytes: number; name: string }): Promise<string> {
  const [bureau] = await query<{ id: string }>(
    scope,
    `select id from facility.facility where kind in ('insuranceBureau', 'consortiumOffice') and closed_on is null order by kind = 'consortiumOffice', opened_on limit 1`,
    [],
  )
  if (!bureau) throw new NoBureau('先登记医疗保障局 · register the insurance bureau first')
  const [known] = await query<{ id: string; status: string }>(
    scope,
    `select id, status from registers.upload where digest = $1 and facility_id = $2 and register = 'settlement' and status not in ('cancelled', 'receiving') order by created_at limit 1`,
    [file.digest, bureau.id],
  )
  if (known) {
    if (known.status === 'unreadable') await changeUpload(scope, known.id, { status: 'reading' })
    return known.id
  }
  const id = newId()
  await query(
    scope,
    `insert into registers.upload (id, facility_id, account_id, account_name, register, file_name, bytes, received, digest, status, created_at, beat_at)
     values ($1, $2, $3, '命令行 · command line', 'settlement', $4, $5, $5, $6, 'reading', $7, $7)`,
    [id, bureau.id, operator, file.name.slice(0, 200), file.bytes, file.digest, scope.now],
  )
  return id
}

/** One that was killed in the middle goes on at its batch; one that was only read begins. */
async function startLoading(scope: Scope, upload: UploadRow): Promise<void> {
  const { trouble: _, ...shape } = upload.shape ?? {}
  const begins = upload.status === 'checked' ? { rows_done: 0, started_at: scope.now, loaded: null } : {}
  await changeUpload(scope, upload.id, { ...begins, shape, status: 'loading', asked: null, beat_at: scope.now })
}
