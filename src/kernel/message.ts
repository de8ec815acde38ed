import { newId } from './ids.ts'
import { query, type Scope } from './scope.ts'

export type NewMessage = {
  readonly facilityId: string
  readonly residentId: string | null
  readonly channel: 'sms' | 'notice'
  readonly template: string
  readonly body: Record<string, unknown>
}

/** A message to somebody outside the screens, sent if and only if this transaction commits. Answers its id. */
export async function sendMessage(scope: Scope, message: NewMessage): Promise<string> {
  const id = newId()
  await query(scope, 'insert into kernel.message (id, facility_id, resident_id, channel, template, body, created_at) values ($1, $2, $3, $4, $5, $6, $7)', [
    id,
    message.facilityId,
    message.residentId,
    message.channel,
    message.template,
    JSON.stringify(message.body),
    scope.now,
  ])
  return id
}

export type MessageRow = {
  id: string
  facility_id: string
  resident_id: string | null
  template: string
  body: Record<string, unknown>
  created_at: string
  sent_at: string | null
  failed_at: string | null
  attempts: number
  via: string | null
}

const columns = 'm.id, m.facility_id, m.resident_id, m.template, m.body, m.created_at, m.sent_at, m.failed_at, m.attempts, m.via'

/** County-wide, for the job: text messages nobody has sent yet, the oldest first. */
export async function messagesWaiting(scope: Scope, limit: number): Promise<{ id: string; facility_id: string }[]> {
  return query(
    scope,
    `select id, facility_id from kernel.message where sent_at is null and failed_at is null and channel = 'sms' order by created_at limit $1`,
    [limit],
  )
}

/** One of them, for whoever sends it now; nothing where it was sent meanwhile or another process has it. */
export async function takeMessage(scope: Scope, id: string): Promise<MessageRow | undefined> {
  const [row] = await query<MessageRow>(
    scope,
    `select ${columns} from kernel.message m where m.id = $1 and m.sent_at is null and m.failed_at is null for update skip locked`,
    [id],
  )
  return row
}

/** What became of it: sent by some way, tried in vain, or given up. */
export async function saveMessage(
  scope: Scope,
  id: string,
  fate: { sent: true; via: string } | { sent: false; problem: string; givenUp: boolean },
): Promise<void> {
  const [sentAt, failedAt, via, problem] = fate.sent ? [scope.now, null, fate.via, null] : [null, fate.givenUp ? scope.now : null, null, fate.problem]
  await query(scope, 'update kernel.message set attempts = attempts + 1, sent_at = $2, failed_at = $3, via = $4, problem = $5 where id = $1', [
    id,
    sentAt,
    failedAt,
    via,
    problem,
  ])
}

/** What was written to these ids, newest first, as row security lets the asker see it. */
export async function messagesTo(
  scope: Scope,
  residentIds: readonly string[],
  page: { limit: number; before?: { at: string; id: string } | undefined },
): Promise<MessageRow[]> {
  return query<MessageRow>(
    scope,
    `select ${columns} from kernel.message m where m.resident_id = any ($1::uuid[]) and (m.created_at, m.id) < ($2, $3) order by m.created_at desc, m.id desc limit $4`,
    [residentIds, page.before?.at ?? 'infinity', page.before?.id ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff', page.limit],
  )
}
