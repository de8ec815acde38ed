import { query, type Scope } from '#kernel/scope.ts'
import type { Person } from '#registry/resident/contract.ts'
import type { AgreementStatus, AgreementStep } from '../labels.ts'
import type { Stroke } from '../rules.ts'

export type AgreementRow = {
  id: string
  facility_id: string
  home_facility_id: string
  made_at_id: string
  team_id: string
  head_id: string
  head: Person
  renews_id: string | null
  from_day: string
  until_day: string
  text_from: string
  status: AgreementStatus
  signer: { name: string; relation: 'self' | 'family' | 'guardian' } | null
  signed_how: 'code' | 'screen' | 'bedside' | null
  signature: Stroke[] | null
  identity: 'idCard' | 'healthCard' | 'phoneCode' | null
  signed_at: string | null
  made_on: string
  made_by_name: string
  version: number
}

const columns = `a.id, a.facility_id, a.home_facility_id, a.made_at_id, a.team_id, a.head_id, a.head, a.renews_id, a.from_day, a.until_day, a.text_from, a.status,
  a.signer, a.signed_how, a.signature, a.identity, a.signed_at, a.made_on, a.made_by_name, a.version`

export async function findAgreement(scope: Scope, id: string): Promise<AgreementRow | undefined> {
  return (await query<AgreementRow>(scope, `select ${columns} from enrollment.agreement a where a.id = $1`, [id]))[0]
}

/** Only who may change it locks it: whoever merely reads the record finds nothing here. */
export async function lockAgreement(scope: Scope, id: string): Promise<AgreementRow | undefined> {
  const own = 'array[a.facility_id, a.home_facility_id, a.made_at_id] && $2::uuid[]'
  return (
    await query<AgreementRow>(scope, `select ${columns} from enrollment.agreement a where a.id = $1 and ${own} for no key update`, [id, scope.actor.facilities])
  )[0]
}

/** Whether it is there for whoever may change it. */
export async function isOwn(scope: Scope, id: string): Promise<boolean> {
  const rows = await query(
    scope,
    'select from enrollment.agreement a where a.id = $1 and array[a.facility_id, a.home_facility_id, a.made_at_id] && $2::uuid[]',
    [id, scope.actor.facilities],
  )
  return rows.length > 0
}

export type NewAgreement = Pick<
  AgreementRow,
  'id' | 'facility_id' | 'home_facility_id' | 'made_at_id' | 'team_id' | 'head_id' | 'head' | 'renews_id' | 'from_day' | 'until_day' | 'text_from'
> & { readonly madeOn: string }

export async function insertAgreement(scope: Scope, row: NewAgreement): Promise<void> {
  await query(
    scope,
    `insert into enrollment.agreement (id, facility_id, home_facility_id, made_at_id, team_id, head_id, head, renews_id, from_day, until_day, text_from, status,
       made_on, made_by, made_by_name)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'waiting', $12, $13, $14)`,
    [
      row.id,
      row.facility_id,
      row.home_facility_id,
      row.made_at_id,
      row.team_id,
      row.head_id,
      JSON.stringify(row.head),
      row.renews_id,
      row.from_day,
      row.until_day,
      row.text_from,
      row.madeOn,
      scope.actor.accountId,
      scope.actor.name,
    ],
  )
}

export type Signed = {
  readonly signer: { name: string; relation: string }
  readonly how: string
  readonly strokes: readonly Stroke[]
  readonly identity: string
  readonly at: string
  readonly from: string
  readonly until: string
}

export async function saveSigned(scope: Scope, id: string, signed: Signed): Promise<void> {
  await query(
    scope,
    `update enrollment.agreement set status = 'signed', signer = $2, signed_how = $3, signature = $4, identity = $5, signed_at = $6, from_day = $7, until_day = $8,
       code_hash = null, version = version + 1 where id = $1`,
    [
      id,
      JSON.stringify(signed.signer),
      signed.how,
      signed.strokes.length > 0 ? JSON.stringify(signed.strokes) : null,
      signed.identity,
      signed.at,
      signed.from,
      signed.until,
    ],
  )
}

export async function endAgreement(scope: Scope, id: string, end: { status: 'renewed' | 'ended' | 'withdrawn'; reason: string | null }): Promise<void> {
  await query(scope, 'update enrollment.agreement set status = $2, ended_reason = $3, version = version + 1 where id = $1', [id, end.status, end.reason])
}

export async function saveCode(scope: Scope, id: string, code: { hash: Buffer; until: string }): Promise<void> {
  await query(scope, 'update enrollment.agreement set code_hash = $2, code_until = $3, code_tries = 0, version = version + 1 where id = $1', [
    id,
    code.hash,
    code.until,
  ])
}

/** Counts the try and compares: guesses sent together are counted together. */
export async function tryCode(scope: Scope, tried: { id: string; hash: Buffer; mostTries: number }): Promise<boolean> {
  const [row] = await query<{ is_right: boolean }>(
    scope,
    `update enrollment.agreement set code_tries = code_tries + 1
      where id = $1 and code_hash is not null and code_until > $3 and code_tries < $4 returning code_hash = $2 as is_right`,
    [tried.id, tried.hash, scope.now, tried.mostTries],
  )
  return row?.is_right ?? false
}

export type Box = 'waiting' | 'ending' | 'signed'
const boxes: Readonly<Record<Box, string>> = {
  waiting: "a.status = 'waiting'",
  ending: "a.status = 'signed' and a.until_day <= $2::date",
  signed: "a.status = 'signed' and a.until_day > $2::date",
}

/** Agreements of the acting facilities, those first that end first. */
export async function page(
  scope: Scope,
  want: { box: Box; endingBefore: string; teamId?: string | undefined; limit: number; after?: { until: string; id: string } | undefined },
): Promise<AgreementRow[]> {
  return query<AgreementRow>(
    scope,
    `select ${columns} from enrollment.agreement a
      where (a.facility_id = any ($1::uuid[]) or a.home_facility_id = any ($1::uuid[]) or a.made_at_id = any ($1::uuid[])) and ${boxes[want.box]}
        and ($2::date is not null) and ($3::uuid is null or a.team_id = $3) and ($5::uuid is null or (a.until_day, a.id) > ($4::date, $5::uuid))
      order by a.until_day, a.id limit $6`,
    [scope.actor.facilities, want.endingBefore, want.teamId ?? null, want.after?.until ?? null, want.after?.id ?? null, want.limit],
  )
}

export async function countBoxes(scope: Scope, want: { endingBefore: string; teamId?: string | undefined }) {
  const [row] = await query<Record<Box, number>>(
    scope,
    `select count(*) filter (where ${boxes.waiting})::int as waiting, count(*) filter (where ${boxes.ending})::int as ending,
            count(*) filter (where ${boxes.signed})::int as signed
       from enrollment.agreement a
      where (a.facility_id = any ($1::uuid[]) or a.home_facility_id = any ($1::uuid[]) or a.made_at_id = any ($1::uuid[])) and ($3::uuid is null or a.team_id = $3)`,
    [scope.actor.facilities, want.endingBefore, want.teamId ?? null],
  )
  return row ?? { waiting: 0, ending: 0, signed: 0 }
}

/** County-wide, for the job: signed agreements whose term ends soon and about whose renewal nobody was told. */
export async function endingSoon(scope: Scope, before: string, limit: number): Promise<AgreementRow[]> {
  return query<AgreementRow>(
    scope,
    `select ${columns} from enrollment.agreement a where a.status = 'signed' and a.until_day <= $1 and a.told_at is null order by a.until_day limit $2`,
    [before, limit],
  )
}

export async function markTold(scope: Scope, id: string): Promise<boolean> {
  const rows = await query(scope, "update enrollment.agreement set told_at = $2 where id = $1 and told_at is null and status = 'signed' returning id", [
    id,
    scope.now,
  ])
  return rows.length > 0
}

/** Whether agreements were signed, and by somebody whose identity was made sure of. */
export async function signaturesOf(scope: Scope, ids: readonly string[]): Promise<Map<string, { isSigned: boolean; hasIdentity: boolean }>> {
  const rows = await query<{ id: string; is_signed: boolean; has_identity: boolean }>(
    scope,
    'select a.id, a.signed_at is not null as is_signed, a.identity is not null as has_identity from enrollment.agreement a where a.id = any ($1::uuid[])',
    [[...new Set(ids)]],
  )
  return new Map(rows.map((r) => [r.id, { isSigned: r.is_signed, hasIdentity: r.has_identity }]))
}

/** A renewal of this one that still waits. */
export async function waitingRenewal(scope: Scope, id: string): Promise<AgreementRow | undefined> {
  return (await query<AgreementRow>(scope, `select ${columns} from enrollment.agreement a where a.renews_id = $1 and a.status = 'waiting'`, [id]))[0]
}

export type HistoryRow = { at: string; step: AgreementStep; note: string | null; by_name: string }

export async function addHistory(scope: Scope, agreement: AgreementRow | NewAgreement, line: { step: AgreementStep; note?: string | null }): Promise<void> {
  await query(
    scope,
    `insert into enrollment.history (agreement_id, facility_id, home_facility_id, made_at_id, resident_id, step, note, by_name, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      agreement.id,
      agreement.facility_id,
      agreement.home_facility_id,
      agreement.made_at_id,
      agreement.head_id,
      line.step,
      line.note ?? null,
      scope.actor.name,
      scope.now,
    ],
  )
}

export async function historyOf(scope: Scope, id: string): Promise<HistoryRow[]> {
  return query<HistoryRow>(scope, 'select h.at, h.step, h.note, h.by_name from enrollment.history h where h.agreement_id = $1 order by h.id', [id])
}
