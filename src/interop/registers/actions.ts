import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { actions, cursorOf, positionOf } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { newId } from '#kernel/ids.ts'
import { refuse } from '#kernel/refusal.ts'
import { announce, type Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import { fileTypes, partBytes, registersContract } from './contract.ts'
import { fieldNamed } from './fields/index.ts'
import { writeTemplate } from './files/template.ts'
import { queueWork } from './jobs.ts'
import { type RegisterKind, registerKind } from './labels.ts'
import { missingColumns } from './rules/columns.ts'
import { mayChoose, mayStart, mayStop } from './rules/steps.ts'
import { cardOf, fieldsFor, uploadInFull } from './show.ts'
import { countHandouts, takeHandout, unusedAccounts } from './store/handout.ts'
import { countOpenRows, settleAll } from './store/kept.ts'
import * as store from './store/upload.ts'
import { headingsDigest } from './work/check.ts'
import { type HandoutLine, roleInWords } from './work/passwords.ts'
import { writeKeptRows } from './work/returned.ts'

type Needs = { readonly vault: Vault; readonly folder: string; readonly mostBytes: number }

export function registersActions({ vault, folder, mostBytes }: Needs) {
  const madeFile = async (kind: string) => {
    await mkdir(join(folder, 'made'), { recursive: true, mode: 0o700 })
    return join(folder, 'made', `${randomUUID()}.${kind}`)
  }
  return actions(registersContract, {
    async listRegisters({ scope, input }) {
      const [at, id] = positionOf(input.cursor, 2) ?? []
      const rows = await store.listUploads(scope, { limit: input.limit + 1, before: at ? { at: String(at), id: String(id) } : undefined })
      const shown = rows.slice(0, input.limit)
      const ids = shown.map((r) => r.id)
      const [kept, handouts, counted] = await Promise.all([countOpenRows(scope, ids), countHandouts(scope, ids), store.countRegisters(scope)])
      const last = rows.length > input.limit ? shown.at(-1) : undefined
      return {
        items: shown.map((row) => cardOf(row, { kept: kept.get(row.id), handout: handouts.get(row.id) })),
        cursor: last ? cursorOf([last.created_at, last.id]) : null,
        registers: registersOf(scope).map((register) => ({ register, registered: counted[register], needs: needsOf[register], fields: fieldsFor(register) })),
        mostBytes,
      }
    },

    async getTemplate({ scope, input }) {
      if (!registersOf(scope).includes(input.register)) return refuse('notYours')
      const path = await madeFile(input.form)
      await writeTemplate(path, input.register, input.form)
      return { path, name: `模板-${registerKind.labels[input.register].zh}.${input.form}`, type: fileTypes[input.form] }
    },

    async beginUpload({ scope, input }) {
      if (!registersOf(scope).includes(input.register)) return refuse('notYours')
      if (input.bytes > mostBytes) return refuse('tooLarge', { mostBytes })
      const begun = await store.findUnfinished(scope, input)
      if (begun) return { uploadId: begun.id, received: Number(begun.received), partBytes }
      const id = newId()
      await store.insertUpload(scope, { id, ...input, reach: scope.actor.role === 'townshipManager' ? scope.actor.facilities : null })
      return { uploadId: id, received: 0, partBytes }
    },

    async sendPart({ scope, input, file }) {
      const upload = (await store.findUpload(scope, input.uploadId, { lock: true })) ?? notFound()
      if (upload.status !== 'receiving') return refuse('notReceiving')
      const received = Number(upload.received)
      if (input.from !== received) return refuse('otherPlace', { received })
      if (!file || file.bytes === 0) return refuse('nothingSent')
      if (received + file.bytes > Number(upload.bytes)) return refuse('tooMuch')
      await mkdir(folder, { recursive: true, mode: 0o700 })
      // Written at its place, so that a part whose transaction was lost is simply written over.
      await pipeline(
        createReadStream(file.path),
        createWriteStream(join(folder, upload.id), { flags: received === 0 ? 'w' : 'r+', start: received, mode: 0o600 }),
      )
      await store.changeUpload(scope, upload.id, { received: BigInt(received + file.bytes), beat_at: scope.now })
      return { uploadId: upload.id, received: received + file.bytes }
    },

    async finishUpload({ scope, input }) {
      const upload = (await store.findUpload(scope, input.uploadId, { lock: true })) ?? notFound()
      if (upload.status !== 'receiving') return refuse('notReceiving')
      if (upload.received < upload.bytes) return refuse('notComplete', { received: Number(upload.received) })
      const hash = createHash('sm3')
      for await (const chunk of createReadStream(join(folder, upload.id))) hash.update(chunk)
      const digest = hash.digest()
      const known = await store.findSameContent(scope, { id: upload.id, facilityId: upload.facility_id, register: upload.register, digest })
      if (known) {
        await store.changeUpload(scope, upload.id, { status: 'cancelled', ended_at: scope.now })
        await rm(join(folder, upload.id), { force: true })
        return { uploadId: known, isKnown: true }
      }
      await store.changeUpload(scope, upload.id, { digest, status: 'reading', beat_at: scope.now })
      await queueWork(scope, upload.id)
      heard(scope)
      return { uploadId: upload.id, isKnown: false }
    },

    async openUpload({ scope, input }) {
      const upload = (await store.findUpload(scope, input.uploadId)) ?? notFound()
      const [kept, handouts] = await Promise.all([countOpenRows(scope, [upload.id]), countHandouts(scope, [upload.id])])
      return uploadInFull(upload, { vault, kept: kept.get(upload.id), handout: handouts.get(upload.id) })
    },

    async chooseColumns({ scope, input }) {
      const upload = (await store.findUpload(scope, input.uploadId, { lock: true })) ?? notFound()
      if (upload.version !== input.version) return refuse('stale', { uploadId: upload.id, version: upload.version })
      const refusal = mayChoose(upload, input)
      if (refusal) return refusal
      const { shape } = upload
      const table = input.sheet !== undefined || input.headingRow !== undefined
      const chosen = table ? { sheet: input.sheet ?? shape?.sheet ?? '', headingRow: input.headingRow ?? 1 } : shape?.chosen
      const columns = input.columns ?? null
      if (columns && shape?.headings) await store.rememberColumns(scope, { register: upload.register, headings: headingsDigest(shape.headings), columns })
      await store.changeUpload(scope, upload.id, { status: 'reading', columns, shape: { ...shape, ...(chosen ? { chosen } : {}) }, beat_at: scope.now })
      await queueWork(scope, upload.id)
      heard(scope)
      return { uploadId: upload.id, version: upload.version + 1 }
    },

    async startLoading({ scope, input }) {
      const upload = (await store.findUpload(scope, input.uploadId, { lock: true })) ?? notFound()
      if (upload.version !== input.version) return refuse('stale', { uploadId: upload.id, version: upload.version })
      const refusal = mayStart(upload.status)
      if (refusal) return refusal
      const missing = missingColumns(upload.register, upload.columns ?? [])
      if (missing.length > 0) return refuse('columnsMissing', { fields: missing.map((key) => fieldNamed(upload.register, key)?.name ?? { zh: key, en: key }) })
      const { trouble: _, ...shape } = upload.shape ?? {}
      const begins = upload.status === 'checked' ? { rows_done: 0, started_at: scope.now, loaded: null } : {}
      await store.changeUpload(scope, upload.id, { ...begins, shape, status: 'loading', asked: null, beat_at: scope.now })
      await queueWork(scope, upload.id)
      heard(scope)
      return { uploadId: upload.id, version: upload.version + 1 }
    },

    async stopLoading({ scope, input }) {
      const upload = (await store.findUpload(scope, input.uploadId, { lock: true })) ?? notFound()
      const refusal = mayStop(upload.status, input.how)
      if (refusal) return refusal
      // A load stops at its next batch; what only waits ends at once.
      const change = upload.status === 'loading' ? { asked: input.how } : { status: 'cancelled' as const, ended_at: scope.now }
      await store.changeUpload(scope, upload.id, change)
      if (upload.status !== 'loading') await rm(join(folder, upload.id), { force: true })
      heard(scope)
      return { uploadId: upload.id, version: upload.version + 1 }
    },

    async getKeptRows({ scope, input }) {
      const upload = (await store.findUpload(scope, input.uploadId)) ?? notFound()
      const kept = await countOpenRows(scope, [upload.id])
      if (!kept.get(upload.id)) return refuse('nothingKept')
      const path = await madeFile(input.form)
      await writeKeptRows(scope, upload, { path, form: input.form, vault })
      return { path, name: `待改正-${homeName(upload.file_name)}.${input.form}`, type: fileTypes[input.form] }
    },

    async settleKeptRows({ scope, input }) {
      const upload = (await store.findUpload(scope, input.uploadId)) ?? notFound()
      const settled = await settleAll(scope, upload.id)
      heard(scope)
      return { uploadId: upload.id, settled }
    },

    async takeHandout({ scope, input }) {
      const upload = (await store.findUpload(scope, input.uploadId)) ?? notFound()
      const sealed = await takeHandout(scope, upload.id)
      if (sealed.length === 0) return refuse('alreadyTaken')
      const lines = sealed.map((line): HandoutLine => JSON.parse(vault.open(line)))
      heard(scope)
      return {
        items: lines
          .toSorted((a, b) => a.workplace.localeCompare(b.workplace, 'zh') || a.name.localeCompare(b.name, 'zh'))
          .map((line) => ({ ...line, role: roleInWords(line.role) })),
      }
    },

    async renewHandout({ scope, input }) {
      const upload = (await store.findUpload(scope, input.uploadId)) ?? notFound()
      if ((await unusedAccounts(scope, upload.id)).length === 0) return refuse('nobodyLeft')
      await queueWork(scope, upload.id, 'reissue')
      return { uploadId: upload.id }
    },
  })
}

/** Which registers somebody loads: a township its own residents, the insurance bureau its settlements, the administrator the county. */
function registersOf(scope: Scope): readonly RegisterKind[] {
  if (scope.actor.role === 'insuranceBureau') return ['settlement']
  return scope.actor.role === 'administrator' ? ['facilities', 'staff', 'capacity', 'residents'] : ['residents']
}

/** As a file may be called at home, whatever it was called where it came from. */
function homeName(fileName: string): string {
  return fileName.replace(/\.\w+$/, '').replaceAll(/[\\/:*?"<>|]/g, ' ')
}

const needsOf: Readonly<Record<RegisterKind, RegisterKind[]>> = {
  facilities: [],
  staff: ['facilities'],
  capacity: ['facilities', 'staff'],
  residents: ['facilities'],
  settlement: [],
}

function heard(scope: Scope): void {
  announce(scope, 'registers', [scope.actor.facilityId])
}
