import { actions, cursorOf, positionOf } from '#kernel/action.ts'
import { addDays, startOf } from '#kernel/calendar.ts'
import type { Vault } from '#kernel/crypto.ts'
import { csvOf } from '#kernel/csv.ts'
import { isRefused, refuse } from '#kernel/refusal.ts'
import type { Scope } from '#kernel/scope.ts'
import { countOpenGlasses, findAccountIds, glassesOfCounty } from '#registry/access/index.ts'
import { everyIdOf, findExact } from '#registry/resident/index.ts'
import { blindPurpose, plainNumber, searchKindOf } from '#registry/resident/rules.ts'
import { auditTrailContract } from './contract.ts'
import { saidGlasses } from './glasses.ts'
import { traceKind, traceOutcome } from './labels.ts'
import * as store from './store.ts'
import { type Saying, said } from './words.ts'

/** More lines than a spreadsheet is read by; who needs more narrows the question. */
const exportLimit = 10_000

type Asked = {
  readonly person?: string | undefined
  readonly residentId?: string | undefined
  readonly actor?: string | undefined
  readonly facilityId?: string | undefined
  readonly from?: string | undefined
  readonly until?: string | undefined
  readonly kind?: string | undefined
  readonly refusedOnly?: boolean | undefined
}

export function auditTrailActions({ vault, saying }: { vault: Vault; saying: Saying }) {
  return actions(auditTrailContract, {
    async searchTrail({ scope, input }) {
      const wanted = await wantedOf(scope, input)
      if (isRefused(wanted)) return wanted
      const before = positionOf(input.cursor, 1)?.[0]
      const rows = await store.asAuditor(scope, () =>
        store.searchTrail(scope, { ...wanted, ...(before ? { before: String(before) } : {}), limit: input.limit + 1 }),
      )
      const shown = rows.slice(0, input.limit)
      const last = rows.length > input.limit ? shown.at(-1) : undefined
      return { items: await said(scope, shown, saying), cursor: last ? cursorOf([String(last.id)]) : null }
    },

    async exportTrail({ scope, input }) {
      const wanted = await wantedOf(scope, input)
      if (isRefused(wanted)) return wanted
      const rows = await store.asAuditor(scope, () => store.searchTrail(scope, { ...wanted, limit: exportLimit + 1 }))
      const lines = await said(scope, rows.slice(0, exportLimit), saying)
      const head = ['时间', '谁', '岗位', '机构', '做了什么', '类别', '结果', '涉及的人', '依据', '拒绝原因']
      const body = lines.map((l) => [
        l.at,
        l.who ?? '',
        l.role.zh,
        l.facility,
        l.what.zh,
        traceKind.labels[l.kind].zh,
        traceOutcome.labels[l.outcome].zh,
        l.whom?.zh ?? '',
        l.basis?.zh ?? '',
        l.why?.zh ?? '',
      ])
      return { name: `审计日志 ${scope.today}.csv`, csv: csvOf(head, body), lines: body.length, isWhole: rows.length <= exportLimit }
    },

    async openTrailState({ scope }) {
      const newest = await store.asAuditor(scope, () => store.newestBlock(scope))
      return { blocks: Number(newest?.number ?? 0), sealedUntil: newest?.sealed_at ?? null }
    },

    async listBreakGlasses({ scope, input }) {
      const [at, id] = (positionOf(input.cursor, 2) ?? []).map(String)
      const before = at && id && !Number.isNaN(Date.parse(at)) && /^[\da-f-]{36}$/.test(id) ? { before: { at, id } } : {}
      const [rows, counts, turns] = await store.asAuditor(scope, async () => {
        const found = await glassesOfCounty(scope, { state: input.state, limit: input.limit + 1, ...before })
        return [
          found,
          await countOpenGlasses(scope),
          await store.turnsOf(
            scope,
            found.map((g) => g.id),
          ),
        ] as const
      })
      const shown = rows.slice(0, input.limit)
      const last = rows.length > input.limit ? shown.at(-1) : undefined
      return { items: await saidGlasses(scope, shown, turns), counts, cursor: last ? cursorOf([last.at, last.id]) : null }
    },
  })

  /** The question as the store takes it; a person is found by a whole number, never by a name. */
  async function wantedOf(scope: Scope, asked: Asked) {
    const { facilityId, kind, refusedOnly } = asked
    const time = { from: asked.from && startOf(asked.from), until: asked.until && startOf(addDays(asked.until, 1)) }
    const accountIds = asked.actor ? await findAccountIds(scope, asked.actor) : undefined
    if (!asked.person) return { facilityId, kind, refusedOnly, accountIds, ...time, residentIds: asked.residentId ? [asked.residentId] : undefined }
    const search = searchKindOf(asked.person)
    if (search !== 'number' && search !== 'phone') return refuse('wholeNumber')
    const found = await findExact(scope, vault.blinds(blindPurpose[search], plainNumber(asked.person)))
    // What was written before a merge stands under the id of that time.
    const ids = await Promise.all(found.map((person) => everyIdOf(scope, person.resident_id)))
    return { facilityId, kind, refusedOnly, accountIds, ...time, residentIds: ids.flat() }
  }
}
