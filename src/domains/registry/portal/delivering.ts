import { randomInt } from 'node:crypto'
import { addMinutes, minutesBetween } from '#kernel/calendar.ts'
import type { Vault } from '#kernel/crypto.ts'
import { type Job, queueJob } from '#kernel/jobs.ts'
import { type MessageRow, messagesWaiting, saveMessage, sendMessage, takeMessage } from '#kernel/message.ts'
import { policyOf, type Scope } from '#kernel/scope.ts'
import type { SmsPort } from '#kernel/sms.ts'
import { asSystem } from '#kernel/transaction.ts'
import { blindPurpose } from '#registry/resident/index.ts'
import * as entering from './entering.ts'
import { codeMinutes, messageTries } from './policy.ts'
import { isNationalId, plainName } from './rules.ts'
import { messageInWords } from './texts.ts'

type Parts = { readonly vault: Vault; readonly sms: SmsPort }

/** What is kept of a code: enough to compare one that is typed. */
export function codeHash(vault: Vault, codeId: string, code: string): Buffer {
  return vault.blind('portal code', `${codeId} ${code}`)
}

/** Who is meant by a phone and what was typed beside it. */
export async function whoIsMeant(scope: Scope, vault: Vault, typed: { phone: string; who: string }) {
  const phones = vault.blinds(blindPurpose.phone, typed.phone)
  const numbers = isNationalId(typed.who) ? vault.blinds(blindPurpose.number, typed.who) : []
  return entering.matchPerson(scope, { phones, called: plainName(typed.who), numbers })
}

/** The jobs that send: codes that were asked for, and everything that stands in the outbox. */
export function deliveryJobs({ vault, sms }: Parts) {
  const deliver: Job = {
    name: 'portal:deliver',
    cron: '* * * * *',
    async run(kernel) {
      const waiting = await asSystem(kernel, { name: 'deliver', facilities: [], role: 'tongmai_county' }, (scope) => messagesWaiting(scope, 200))
      for (const { id, facility_id } of waiting) {
        await asSystem(kernel, { name: 'deliver', facilities: [facility_id] }, (scope) => deliverOne(scope, id, { vault, sms }))
      }
    },
  }

  /** Nobody waits for this: who asks for a code is answered before anybody looks whether the phone is known. */
  const sendCode: Job = {
    name: 'portal:sendCode',
    async run(kernel, payload) {
      const { codeId } = payload as { codeId: string }
      const asked = await asSystem(kernel, { name: 'sendCode', facilities: [] }, async (scope) => {
        const row = await entering.readCode(scope, codeId)
        if (!row) return undefined
        const [person] = await whoIsMeant(scope, vault, { phone: vault.open(row.phone_sealed), who: vault.open(row.who_sealed) })
        return person && { phone: vault.open(row.phone_sealed), person }
      })
      if (!asked) return
      await asSystem(kernel, { name: 'sendCode', facilities: [asked.person.homeFacilityId] }, async (scope) => {
        const code = String(randomInt(0, 1_000_000)).padStart(6, '0')
        if (!(await entering.keepCode(scope, codeId, codeHash(vault, codeId, code)))) return
        const secret = vault.seal(JSON.stringify({ phone: asked.phone, code, minutes: policyOf(scope, codeMinutes) })).toString('base64')
        await sendMessage(scope, { facilityId: asked.person.homeFacilityId, residentId: null, channel: 'sms', template: 'signInCode', body: { secret } })
        await queueJob(scope, deliver, {}, { key: 'portal:deliver now' })
      })
    },
  }
  return { deliver, sendCode }
}

async function deliverOne(scope: Scope, id: string, { vault, sms }: Parts): Promise<void> {
  const message = await takeMessage(scope, id)
  if (!message) return
  const to = await addressOf(scope, message, vault)
  if (!to) return saveMessage(scope, id, { sent: false, problem: 'noPhone', givenUp: true })
  // A code that is too old is of no use to anybody.
  if (message.template === 'signInCode' && minutesBetween(message.created_at, scope.now) > policyOf(scope, codeMinutes)) {
    return saveMessage(scope, id, { sent: false, problem: 'tooOld', givenUp: true })
  }
  try {
    await sms.send({ id, phone: to.phone, text: to.text, template: message.template })
    await saveMessage(scope, id, { sent: true, via: sms.kind })
  } catch (error) {
    const last = message.attempts + 1 >= policyOf(scope, messageTries)
    await saveMessage(scope, id, { sent: false, problem: problemIn(error), givenUp: last })
  }
}

/** Whom it goes to and what it says; a secret one carries both sealed. */
async function addressOf(scope: Scope, message: MessageRow, vault: Vault): Promise<{ phone: string; text: string } | undefined> {
  if (typeof message.body.secret === 'string') {
    const opened = JSON.parse(vault.open(Buffer.from(message.body.secret, 'base64'))) as { phone: string }
    return { phone: opened.phone, text: messageInWords(message.template, opened).zh }
  }
  const sealed = await entering.phoneOfMessage(scope, message.id)
  return sealed ? { phone: vault.open(sealed), text: messageInWords(message.template, message.body).zh } : undefined
}

function problemIn(error: unknown): string {
  const { name, message } = error as Error
  return name === 'SmsRefused' ? message : name
}

/** When a code that is asked for now stops working. */
export function codeUntil(scope: Scope): string {
  return addMinutes(scope.now, policyOf(scope, codeMinutes))
}
