import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { bookingContract } from '#care/booking/contract.ts'
import { referralContract } from '#care/referral/contract.ts'
import { type Capability, type Input, isRead, type Output } from '#kernel/capability.ts'
import { facilityContract } from '#registry/facility/contract.ts'
import { residentContract } from '#registry/resident/contract.ts'
import { send } from '#tests/platform.ts'
import type { Service } from './service.ts'

/** A command that was answered, with the answer: from then on it has happened, whatever ends. */
export type Acknowledged = {
  readonly token: string
  readonly capability: Capability
  readonly input: unknown
  readonly key: string
  readonly status: number
  readonly body: unknown
}

export type Load = { readonly acknowledged: readonly Acknowledged[]; readonly faults: readonly string[]; readonly retries: () => number; stop(): Promise<void> }

/** Clients that submit, accept and withdraw without a pause, and send the same command with the same key until it is answered. */
export async function startLoad(service: Service, clients: number): Promise<Load> {
  const acknowledged: Acknowledged[] = []
  const faults: string[] = []
  let running = true
  let retries = 0

  /** What a device does: the same key until there is an answer that is one. */
  async function insist<C extends Capability>(
    token: string,
    capability: C,
    input: Input<C>,
  ): Promise<{ status: number; body: Output<C> & { refusal?: string } }> {
    const key = randomUUID()
    for (;;) {
      const reply = await send(service.address, { token, capability, input, key }).catch(() => undefined)
      if (reply && reply.status < 500) {
        if (!isRead(capability)) acknowledged.push({ token, capability, input, key, ...reply })
        return reply
      }
      if (reply && reply.status !== 503) faults.push(`${capability.path}: ${reply.status} ${JSON.stringify(reply.body)}`)
      retries += 1
      await pause(100)
    }
  }

  async function signIn(login: string): Promise<string> {
    const persona = service.personas().find((p) => p.login === login)
    const response = await fetch(`${service.address}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login, password: persona?.password }),
    })
    return ((await response.json()) as { token: string }).token
  }

  const [village, desk] = (await Promise.all(['village1', 'desk1'].map(signIn))) as [string, string]
  const hospital = service.personas().find((p) => p.login === 'desk1')?.facilityId ?? ''
  const { body } = await insist(village, facilityContract.openFacility, { facilityId: hospital })
  const toDepartmentId = body.departments.find((d) => d.kind === 'cardiology')?.departmentId ?? ''
  const people: string[] = []
  for (let i = 0; i < clients * 3; i++) {
    const person = {
      name: `钱${i}`,
      sex: 'male' as const,
      birthDate: `${1950 + i}-01-01`,
      noNumberReason: '未带',
      village: '本村',
      address: `${i} 号`,
      insurance: 'resident' as const,
    }
    people.push((await insist(village, residentContract.registerResident, person)).body.residentId)
  }

  async function client(n: number): Promise<void> {
    for (let turn = 0; running; turn++) {
      const residentId = people[n * 3 + (turn % 3)] ?? ''
      const { body: free } = await insist(village, bookingContract.findFree, { departmentId: toDepartmentId, kind: 'slot', days: 14 })
      const sessionId = free.items.at(-1 - (n % Math.max(1, free.items.length)))?.sessionId
      const sent = await insist(village, referralContract.submitReferral, {
        residentId,
        toDepartmentId,
        urgency: 'routine',
        diagnosis: { code: 'I20.000', name: '心绞痛' },
        reason: '胸痛',
        summary: [],
        consent: { by: 'patient', name: '本人' },
        capacity: sessionId ? { sessionId } : { waitFor: 'slot' },
      })
      const { referralId } = sent.body
      if (sent.status !== 200) continue
      await insist(desk, referralContract.acceptReferral, { referralId, version: 1 })
      // One in four stays open, so that what is left is not only what has ended.
      if (turn % 4 !== 3) await insist(village, referralContract.withdrawReferral, { referralId, version: 2, reason: '好转' })
    }
  }

  const working = Array.from({ length: clients }, (_, n) => client(n))
  return {
    acknowledged,
    faults,
    retries: () => retries,
    async stop() {
      running = false
      await Promise.all(working)
    },
  }
}
