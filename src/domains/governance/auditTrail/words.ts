import type { Scope } from '#kernel/scope.ts'
import type { Words } from '#kernel/words.ts'
import { accountNames } from '#registry/access/index.ts'
import { type RoleName, role } from '#registry/access/roles.ts'
import { namesOf } from '#registry/facility/index.ts'
import { maskedPeople } from '#registry/resident/index.ts'
import { basisKind } from '#registry/sharing/contract.ts'
import { maskedWords } from './rules.ts'
import { asAuditor, type TraceRow } from './store.ts'

/** Title and refusals of a capability, from its contract; undefined for one of an earlier version. */
export type Saying = (name: string) => { readonly title: Words; readonly refusals: Readonly<Record<string, Words>> } | undefined

const system: Words = { zh: '系统', en: 'The system' }
const visitor: Words = { zh: '未登录的人', en: 'Somebody not signed in' }
const earlier: Words = { zh: '旧版本的功能', en: 'Something of an earlier version' }
const stale: Words = { zh: '内容已被他人更新', en: 'Somebody had changed it meanwhile' }
const granted: Words = { zh: '授权', en: 'Granted access' }

/** Ways into a record that the catalog of sharing does not know. */
const otherBases: Readonly<Record<string, Words>> = {
  self: { zh: '本人', en: 'The person' },
  proxy: { zh: '代理人', en: 'Who acts for the person' },
  presented: { zh: '当面出示健康卡', en: 'Health card shown in person' },
}

const bases: Readonly<Record<string, Words>> = { ...otherBases, ...basisKind.labels }

/** Lines as a person reads them: no code and no id is shown. */
export async function said(scope: Scope, rows: readonly TraceRow[], saying: Saying) {
  const people = await asAuditor(scope, () => maskedPeople(scope, [...new Set(rows.flatMap((r) => r.resident_id ?? []))]))
  const accounts = await accountNames(
    scope,
    rows.flatMap((r) => r.account_id ?? []),
  )
  const places = await namesOf(
    scope,
    rows.flatMap((r) => r.facility_id ?? []),
  )
  const masked = new Map(people.map((p) => [p.resident_id, maskedWords(p)]))
  return rows.map((row) => {
    const known = saying(row.capability)
    return {
      lineId: String(row.id),
      at: row.at,
      who: accounts.get(row.account_id ?? '') ?? null,
      role: role.labels[row.role as RoleName] ?? (row.role === 'visitor' ? visitor : system),
      facility: places.get(row.facility_id ?? '')?.name ?? '',
      what: known?.title ?? earlier,
      kind: row.kind,
      outcome: row.outcome,
      whom: row.resident_id ? (masked.get(row.resident_id) ?? null) : null,
      residentId: row.resident_id,
      facilityId: row.facility_id,
      isGlass: row.basis === 'breakGlass' || /breakGlass$/i.test(row.capability),
      basis: row.basis ? (bases[row.basis] ?? granted) : null,
      why: row.detail ? whyOf(row, known) : null,
    }
  })
}

/** The sentence of a refusal; what an operator gave as the reason stands as it was written. */
function whyOf({ detail, outcome }: TraceRow, known: ReturnType<Saying>): Words {
  const written = detail ?? ''
  return known?.refusals[written] ?? (outcome === 'done' ? { zh: written, en: written } : stale)
}
