import { newId } from '#kernel/ids.ts'
import { query, type Scope } from '#kernel/scope.ts'

// The tables of sign-ins are reached by functions only: see 0018_portal.sql.

export type Asking = { phone: Buffer; phoneSealed: Buffer; whoSealed: Buffer; until: string; mostOfPhone: number; mostOfPlace: number }

/** The new request's id, or nothing where this phone or this place has asked too often. */
export async function askCode(scope: Scope, ask: Asking): Promise<string | undefined> {
  const id = newId()
  const [row] = await query<{ done: boolean }>(scope, 'select portal.ask_code($1, $2, $3, $4, $5, $6, $7, $8, $9) as done', [
    id,
    ask.phone,
    ask.phoneSealed,
    ask.whoSealed,
    scope.actor.name,
    scope.now,
    ask.until,
    ask.mostOfPhone,
    ask.mostOfPlace,
  ])
  return row?.done ? id : undefined
}

/** What was asked for; nothing where it was handled already or is too old. */
export async function readCode(scope: Scope, id: string) {
  const [row] = await query<{ phone_blind: Buffer; phone_sealed: Buffer; who_sealed: Buffer }>(scope, 'select * from portal.read_code($1, $2)', [id, scope.now])
  return row
}

/** False where another run was first. */
export async function keepCode(scope: Scope, id: string, hash: Buffer): Promise<boolean> {
  const [row] = await query<{ done: boolean }>(scope, 'select portal.keep_code($1, $2, $3) as done', [id, hash, scope.now])
  return row?.done ?? false
}

/** The sealed phone of the person a message is about. */
export async function phoneOfMessage(scope: Scope, messageId: string): Promise<Buffer | undefined> {
  const [row] = await query<{ sealed: Buffer | null }>(scope, 'select portal.phone_of($1) as sealed', [messageId])
  return row?.sealed ?? undefined
}

export type Tried = { outcome: 'right' | 'wrong' | 'blocked'; phone: Buffer | null; who: Buffer | null }

export async function tryCode(scope: Scope, tried: { id: string; hash: Buffer; place: string; mostTries: number; mostWrong: number }): Promise<Tried> {
  const { id, hash, place, mostTries, mostWrong } = tried
  const [row] = await query<Tried>(scope, 'select * from portal.try_code($1, $2, $3, $4, $5, $6)', [id, hash, place, scope.now, mostTries, mostWrong])
  return row as Tried
}

export async function spendCode(scope: Scope, id: string): Promise<boolean> {
  const [row] = await query<{ done: boolean }>(scope, 'select portal.spend_code($1, $2) as done', [id, scope.now])
  return row?.done ?? false
}

export async function matchPerson(scope: Scope, sought: { phones: readonly Buffer[]; called: string; numbers: readonly Buffer[] }) {
  const rows = await query<{ resident_id: string; home_facility_id: string; name: string; birth_date: string; tail: string }>(
    scope,
    'select * from portal.match_person($1, $2, $3)',
    [sought.phones, sought.called, sought.numbers],
  )
  return rows.map((r) => ({ residentId: r.resident_id, homeFacilityId: r.home_facility_id, name: r.name, birthDate: r.birth_date, tail: r.tail }))
}

export async function addPass(scope: Scope, pass: { hash: Buffer; residentId: string; until: string }): Promise<void> {
  await query(scope, 'select portal.add_pass($1, $2, $3, $4, $5, $6)', [
    pass.hash,
    pass.residentId,
    scope.actor.facilityId,
    scope.actor.accountId,
    scope.now,
    pass.until,
  ])
}

/** Whom the picture signs in; it is used up with this. */
export async function spendPass(scope: Scope, hash: Buffer): Promise<string | undefined> {
  const [row] = await query<{ resident_id: string | null }>(scope, 'select portal.spend_pass($1, $2) as resident_id', [hash, scope.now])
  return row?.resident_id ?? undefined
}

export async function openSession(scope: Scope, session: { hash: Buffer; residentId: string; how: 'code' | 'pass'; until: string }): Promise<void> {
  const { hash, residentId, how, until } = session
  await query(scope, 'select portal.open_session($1, $2, $3, $4, $5, $6)', [hash, residentId, how, scope.actor.name, scope.now, until])
}

/** Ends the sign-in that asks. */
export async function endSession(scope: Scope): Promise<void> {
  await query(scope, 'select portal.end_session($1, $2)', [Buffer.from(scope.actor.session ?? '', 'hex'), scope.now])
}

export async function whose(scope: Scope, hash: Buffer, idleMinutes: number) {
  const [row] = await query<{ resident_id: string; name: string; expires_at: string; residents: string[] }>(scope, 'select * from portal.whose($1, $2, $3)', [
    hash,
    scope.now,
    idleMinutes,
  ])
  return row
}
