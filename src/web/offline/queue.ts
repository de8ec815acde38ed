import { packContract } from '#care/pack/contract.ts'
import type { Output } from '#kernel/capability.ts'
import type { Waiting } from '#web/offline/book.ts'
import { addWaiting, removeWaiting, waitingOf } from '#web/offline/box.ts'
import { type Open, tellDevice } from '#web/offline/device.ts'
import { open, seal } from '#web/offline/keys.ts'
import { call } from '#web/wire/call.ts'

/** What was done without a network and waits to be sent, in its order. In memory as it stands in the box. */
let waiting: readonly Waiting[] = []

export function waitingNow(): readonly Waiting[] {
  return waiting
}

export async function readQueue({ device, key }: Open): Promise<readonly Waiting[]> {
  const rows = await waitingOf(device.accountId)
  waiting = await Promise.all(rows.map((row) => open<Waiting>(key, row.sealed)))
  tellDevice()
  return waiting
}

/** Kept before anybody is told that it is saved. */
export async function enqueue({ device, key }: Open, command: Waiting): Promise<void> {
  await addWaiting({
    accountId: device.accountId,
    key: command.key,
    at: Date.parse(command.at),
    sealed: await seal(key, command),
  })
  waiting = [...waiting, command]
  tellDevice()
}

export type Answered = Output<typeof packContract.replayCommands>['answers'][number] & { readonly command: Waiting }

const atOnce = 50

/** Sends what waits, fifty at a time. What the server took or kept leaves the queue; the rest stays for later. */
export async function sendQueue(open: Open, onProgress: (left: number) => void): Promise<Answered[]> {
  const answered: Answered[] = []
  while (waiting.length > 0) {
    const batch = waiting.slice(0, atOnce)
    const rest = waiting.slice(atOnce)
    onProgress(waiting.length)
    const { answers } = await call(packContract.replayCommands, {
      deviceId: open.device.deviceId,
      deviceNow: new Date().toISOString(),
      commands: batch.map((c) => ({
        key: c.key,
        capability: c.wire,
        input: { ...c.input },
        deviceAt: c.deviceAt,
        skewSeconds: c.skewSeconds,
        since: c.since,
        dependsOn: [...c.dependsOn],
        ...(c.predicted ? { predicted: { ...c.predicted } } : {}),
        ...(c.about ? { about: c.about } : {}),
      })),
      waiting: rest.length,
      ...(rest[0] ? { oldestWaiting: rest[0].at } : {}),
    })
    const settled = answers.filter((answer) => answer.how !== 'again')
    await removeWaiting(open.device.accountId, new Set(settled.map((answer) => answer.key)))
    const gone = new Set(settled.map((answer) => answer.key))
    waiting = waiting.filter((command) => !gone.has(command.key))
    for (const answer of settled) {
      const command = batch.find((c) => c.key === answer.key)
      if (command) answered.push({ ...answer, command })
    }
    tellDevice()
    if (settled.length < batch.length) break
  }
  return answered
}

export function forgetQueue(): void {
  waiting = []
}
