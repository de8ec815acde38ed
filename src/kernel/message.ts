import { newId } from './ids.ts'
import { query, type Scope } from './scope.ts'

/** A message to somebody outside the screens, sent if and only if this transaction commits. */
export async function sendMessage(
  scope: Scope,
  message: { facilityId: string; residentId: string | null; channel: 'sms' | 'notice'; template: string; body: Record<string, unknown> },
): Promise<void> {
  await query(scope, 'insert into kernel.message (id, facility_id, resident_id, channel, template, body, created_at) values ($1, $2, $3, $4, $5, $6, $7)', [
    newId(),
    message.facilityId,
    message.residentId,
    message.channel,
    message.template,
    JSON.stringify(message.body),
    scope.now,
  ])
}
