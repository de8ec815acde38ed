import type { Answerer, Decided } from '#web/offline/answerer.ts'
import { refusedOf } from '#web/offline/answerer.ts'
import { chronicAnswers } from '#web/offline/answers/chronicCare.ts'
import { enrollmentAnswers } from '#web/offline/answers/enrollment.ts'
import { peopleAnswers } from '#web/offline/answers/people.ts'
import { referralAnswers } from '#web/offline/answers/referral.ts'
import { visitAnswers } from '#web/offline/answers/visit.ts'
import type { Waiting } from '#web/offline/book.ts'
import { NoRoom } from '#web/offline/box.ts'
import { type Open, openNow } from '#web/offline/device.ts'
import { enqueue, waitingNow } from '#web/offline/queue.ts'
import { now, skewSeconds } from '#web/ui/clock.ts'
import { WireError } from '#web/wire/problem.ts'

/** Everything this device can answer by itself: one list. */
const answerers: readonly Answerer[] = [
  ...peopleAnswers,
  ...visitAnswers,
  ...referralAnswers,
  ...chronicAnswers,
  ...enrollmentAnswers,
]
const byWire = new Map(answerers.map((each) => [each.wire, each]))

export function titleOf(wire: string) {
  const found = byWire.get(wire)
  return found?.kind === 'write' ? found.title : undefined
}

/** What the device says to a question or a command; undefined where it can say nothing without the server. */
export function answerHere(wire: string, input: unknown, key: string): Promise<unknown> | undefined {
  const open = openNow()
  const answerer = byWire.get(wire)
  if (!open || !answerer) return undefined
  if (answerer.kind === 'read') return Promise.resolve().then(() => answerer.answer(open.book, input as never))
  return doHere(open, { wire, input: input as Record<string, unknown>, key })
}

async function doHere(
  open: Open,
  { wire, input, key }: { wire: string; input: Record<string, unknown>; key: string },
): Promise<unknown> {
  const deviceAt = new Date().toISOString()
  const at = typeof input.occurredAt === 'string' ? input.occurredAt : new Date(now()).toISOString()
  const command: Waiting = {
    key,
    wire,
    input,
    at,
    deviceAt,
    skewSeconds: skewSeconds(),
    since: open.device.syncedAt ?? at,
    dependsOn: [],
  }
  const decided = await decide(open, command, waitingNow())
  // Pressed twice, or sent once already: it waits already.
  if (waitingNow().some((each) => each.key === key)) return decided.answer
  const dependsOn = [...(decided.dependsOn ?? [])]
  try {
    await enqueue(open, {
      ...command,
      input: decided.input ?? command.input,
      dependsOn,
      ...(decided.predicted ? { predicted: decided.predicted } : {}),
      ...(decided.about ? { about: decided.about } : {}),
    })
  } catch (error) {
    if (error instanceof NoRoom)
      throw new WireError({ kind: 'refused', refusal: 'noRoom', message: noRoom, data: null })
    throw error
  }
  decided.apply()
  return decided.answer
}

const noRoom = {
  zh: '手机存储空间已满,这一条没有保存。请清理空间后再按一次,已保存的不会丢失',
  en: 'This device is full and did not keep it. Make room and press again; nothing kept before is lost',
}

async function decide(open: Open, command: Waiting, before: readonly Waiting[]): Promise<Decided<never>> {
  const writer = byWire.get(command.wire)
  if (writer?.kind !== 'write') throw new Error(`${command.wire} cannot be done here`)
  const { input: shape, refusals } = await writer.judge()
  const { judgeInput } = await import('#web/offline/judge.ts')
  const input = judgeInput(shape, command.input)
  const decided = writer.decide(open.book, { key: command.key, at: command.at, input } as never, before)
  const refused = refusedOf(decided, refusals)
  if (refused) throw refused
  return decided as Decided<never>
}

/** Shows again, on top of a pack that was fetched or opened, what was done here and is not sent yet. */
export async function retellWaiting(open: Open, waiting: readonly Waiting[]): Promise<void> {
  open.book.forgetChanges()
  for (const [i, command] of waiting.entries()) {
    try {
      const decided = await decide(open, command, waiting.slice(0, i))
      decided.apply()
    } catch (error) {
      // The pack moved on under it (the person left the catchment): it is sent all the same, and the server says.
      if (!(error instanceof WireError)) throw error
    }
  }
}
