import { createHash } from 'node:crypto'
import type { Moment } from '#kernel/calendar.ts'
import { deadline } from '#kernel/calendar.ts'
import type { Capability, Output } from '#kernel/capability.ts'
import { openDuty } from '#kernel/duty.ts'
import { newId } from '#kernel/ids.ts'
import { policyOf, type Scope } from '#kernel/scope.ts'
import type { Answer } from '#kernel/transaction.ts'
import type { Words } from '#kernel/words.ts'
import { findPerson } from '#registry/resident/index.ts'
import type { packContract, Queued } from './contract.ts'
import { clockTolerance, settleClock } from './policy.ts'
import { heldBackBy, timeOf } from './rules.ts'
import type { DeviceRow } from './store.ts'
import { keepThing, type ThingRow, thingsOfKeys } from './things.ts'

/** A capability that may be queued on a device, found by method and path. Given by the wiring. */
export type Offline = { readonly title: Words; readonly capability: Capability }
export type FindOffline = (wire: string) => Offline | undefined
/** Performs one command in the name of the acting person, in a transaction of its own. Given by the wiring. */
export type PerformOffline = (scope: Scope, command: { wire: string; input: Record<string, unknown>; key: string }) => Promise<Answer>
export type Replaying = { readonly find: FindOffline; readonly perform: PerformOffline }

type Replayed = Output<typeof packContract.replayCommands>['answers'][number]

/** The queue of a device, in its order. What is refused is kept whole, with whatever builds upon it; after a fault nothing more is tried. */
export async function replay(scope: Scope, parts: Replaying, on: { device: DeviceRow; deviceNow: Moment; commands: readonly Queued[] }): Promise<Replayed[]> {
  const mentioned = [...new Set(on.commands.flatMap((c) => [c.key, ...c.dependsOn]))]
  const kept = new Map((await thingsOfKeys(scope, mentioned)).map((thing) => [thing.command_key, thing]))
  const unsettled = new Set([...kept.values()].filter((t) => t.settled_at === null).map((t) => t.command_key))
  const answers: Replayed[] = []
  for (const command of on.commands) {
    const known = kept.get(command.key)
    if (known) {
      answers.push(keptAnswer(command.key, known))
      continue
    }
    const judged = judge(scope, parts.find, { ...on, command, unsettled })
    const answer = 'perform' in judged ? await attempt(scope, parts.perform, { command, input: judged.perform }) : judged
    const at = 'perform' in judged ? judged.at : null
    if (isLater(answer)) {
      answers.push({ key: command.key, how: 'again', status: answer.status, answer: answer.body, occurredAt: at, thingId: null })
      break
    }
    if (answer.status === 200) {
      answers.push({ key: command.key, how: 'done', status: 200, answer: answer.body, occurredAt: at, thingId: null })
      continue
    }
    unsettled.add(command.key)
    const thingId = await keep(scope, parts.find, { device: on.device, command, answer, at: at ?? command.deviceAt, waitsFor: heldBackBy(command, unsettled) })
    answers.push({ key: command.key, how: 'kept', status: answer.status, answer: answer.body, occurredAt: at, thingId })
  }
  return answers
}

function keptAnswer(key: string, thing: ThingRow): Replayed {
  return { key, how: 'kept', status: thing.status, answer: thing.answer, occurredAt: thing.occurred_at, thingId: thing.id }
}

type Judging = { command: Queued; deviceNow: Moment; unsettled: ReadonlySet<string> }
type Judged = Answer | { readonly perform: Record<string, unknown>; readonly at: Moment }

/** What is known before it is tried: that it is no such command, builds upon something unsettled, or that nobody can say when it was. */
function judge(scope: Scope, find: FindOffline, { command, deviceNow, unsettled }: Judging): Judged {
  if (!find(command.capability)) return { status: 400, body: { code: 'notOffline', message: notOffline } }
  const at = timeOf({
    deviceAt: command.deviceAt,
    skewThen: command.skewSeconds,
    skewNow: Math.round((Date.parse(scope.now) - Date.parse(deviceNow)) / 1000),
    since: command.since,
    now: scope.now,
    toleranceMinutes: policyOf(scope, clockTolerance),
  })
  if (heldBackBy(command, unsettled).length > 0) return { status: 424, body: { code: 'waits', message: waits } }
  if (!at) return { status: 409, body: { refusal: 'clockDoubtful', message: clockDoubtful, data: { deviceAt: command.deviceAt, since: command.since } } }
  return { perform: { ...command.input, occurredAt: at }, at }
}

const notOffline = { zh: '这类操作不能离线进行', en: 'This cannot be done without a network' }
const waits = { zh: '它所依据的上一条还没有处理', en: 'What it builds upon is not settled yet' }
const clockDoubtful = {
  zh: '设备时钟在离线期间变动过,说不准是什么时候做的;请核对时间后重新提交',
  en: "The device's clock was changed meanwhile, so nobody can say when this was; put the time right and send it again",
}

async function attempt(scope: Scope, perform: PerformOffline, { command, input }: { command: Queued; input: Record<string, unknown> }): Promise<Answer> {
  return perform(scope, { wire: command.capability, input, key: command.key })
}

/** Nobody's decision: the same command may go through a moment later. A fault (500) would come again, so it is kept like a refusal. */
function isLater({ status }: Answer): boolean {
  return status === 503 || status === 429 || status === 401
}

type Keeping = { device: DeviceRow; command: Queued; answer: Answer; at: Moment; waitsFor: string[] }

async function keep(scope: Scope, find: FindOffline, { device, command, answer, at, waitsFor }: Keeping): Promise<string> {
  const id = newId()
  const named = command.input.residentId ?? command.about
  const residentId = typeof named === 'string' && uuid.test(named) ? named : null
  await keepThing(scope, {
    id,
    device_id: device.id,
    command_key: command.key,
    capability: command.capability,
    input: { ...command.input, occurredAt: at },
    predicted: command.predicted ?? null,
    waits_for: waitsFor,
    occurred_at: at,
    status: answer.status,
    answer: answer.body,
    resident_id: residentId,
  })
  const person = residentId ? await findPerson(scope, residentId) : undefined
  await openDuty(
    scope,
    {
      kind: 'thingToSettle',
      subject: { kind: 'thingToSettle', id },
      owner: { facilityId: scope.actor.facilityId, role: scope.actor.role, personId: scope.actor.staffId },
      due: deadline(scope.now, policyOf(scope, settleClock), scope.calendar),
      involved: [scope.actor.facilityId],
      residentId: person ? residentId : null,
      risk: 1,
      card: {
        what: find(command.capability)?.title ?? { zh: '离线记录', en: 'Work without a network' },
        ...(person ? { person: { name: person.name, sex: person.sex, birthDate: person.birth_date, village: person.village, tail: person.tail } } : {}),
        occurredAt: at,
      },
    },
    { isNext: true },
  )
  return id
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The key under which a kept command is sent again: always the same for the same try, so that a repeated try is the same command. */
export function keyOfTry(thing: Pick<ThingRow, 'id' | 'version'>): string {
  const hex = createHash('sha256').update(`${thing.id} ${thing.version}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
