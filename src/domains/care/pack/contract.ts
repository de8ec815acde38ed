import { z } from 'zod'
import { capability, moment, page, paging, text } from '#kernel/capability.ts'
import { primaryRoles } from '#registry/access/roles.ts'
import { person } from '#registry/resident/contract.ts'
import { replayed, settledHow } from './labels.ts'

const overseers = [...primaryRoles, 'publicHealthWorker', 'townshipManager'] as const

const words = z.object({ zh: z.string(), en: z.string() })
const onDevice = { deviceId: z.uuid() }
const fields = z.record(z.string().max(60), z.unknown())

/** One thing done on a device: which capability (method and path of its contract), its input, and when by the device's own clock. */
const queued = z
  .object({
    key: z.uuid(),
    capability: text(200),
    input: fields,
    deviceAt: moment,
    skewSeconds: z.int().min(-1_000_000_000).max(1_000_000_000),
    since: moment,
    dependsOn: z.array(z.uuid()).max(20).default([]),
    predicted: fields.optional(),
    /** Whom it is about, where its input does not say so itself. */
    about: z.uuid().optional(),
  })
  .strict()
export type Queued = z.infer<typeof queued>

const thing = z.object({
  thingId: z.uuid(),
  title: words,
  capability: z.string(),
  residentId: z.uuid().nullable(),
  person: person.nullable(),
  by: z.string(),
  isMine: z.boolean(),
  facility: z.string(),
  occurredAt: moment,
  receivedAt: moment,
  /** Why it could not be taken, as the server says it to whoever asks. */
  why: words,
  /** It waits for another one of these to be settled. */
  waits: z.boolean(),
  rounds: z.int(),
  version: z.int(),
})
export type Thing = z.infer<typeof thing>

/** Both versions: what was done on the device, and what the server answered, with the present state where it has one. */
const wholeThing = thing.extend({
  input: fields,
  predicted: fields.nullable(),
  status: z.int(),
  answer: z.unknown(),
  mayDrop: z.boolean(),
  settledAt: moment.nullable(),
})
export type WholeThing = z.infer<typeof wholeThing>

const device = z.object({
  deviceId: z.uuid(),
  label: z.string(),
  person: z.string(),
  facility: z.string(),
  givenAt: moment,
  contactedAt: moment,
  packedAt: moment.nullable(),
  leaseUntil: moment,
  people: z.int().nullable(),
  waiting: z.int(),
  oldestWaiting: moment.nullable(),
  things: z.int(),
  revokedAt: moment.nullable(),
  revokedBy: z.string().nullable(),
  revokedReason: z.string().nullable(),
  isMine: z.boolean(),
})
export type Device = z.infer<typeof device>

const revoked = {
  zh: '这台设备已被停用,离线数据会清除;未上传的记录仍可上传',
  en: 'This device was revoked: its data is erased; what waits on it can still be sent',
}

export const packContract = {
  prepareDevice: capability({
    method: 'POST',
    path: '/pack/devices',
    title: { zh: '启用离线工作', en: 'Prepare a device for work without a network' },
    access: { roles: primaryRoles, basis: 'scope' },
    secret: true,
    input: z.object({ label: text(60) }),
    /** `key`: 32 bytes in base64, for what is kept on the device. */
    output: z.object({ deviceId: z.uuid(), key: z.string(), leaseUntil: moment, leaseDays: z.int(), at: moment }),
    refusals: {},
  }),
  openDevice: capability({
    method: 'POST',
    path: '/pack/devices/{deviceId}/open',
    title: { zh: '打开离线设备', en: 'Open a device' },
    access: { roles: primaryRoles, basis: 'scope' },
    unkeyed: true,
    secret: true,
    input: z.object(onDevice),
    /** The key also of a revoked device: what waits there can be sent by its author, and nothing else is given. */
    output: z.object({ key: z.string(), leaseUntil: moment, leaseDays: z.int(), at: moment, isRevoked: z.boolean() }),
    refusals: {},
  }),
  openPack: capability({
    method: 'POST',
    path: '/pack/devices/{deviceId}/pack',
    title: { zh: '同步离线包', en: 'Fetch the pack' },
    access: { roles: primaryRoles, basis: 'scope' },
    unkeyed: true,
    input: z.object({
      ...onDevice,
      /** Hashes of the rows the device has, 12 characters each, one after the other. */
      known: z
        .string()
        .max(400_000)
        .regex(/^[\w-]*$/)
        .default(''),
      waiting: z.int().min(0).max(100_000).default(0),
      oldestWaiting: moment.optional(),
    }),
    output: z.object({
      at: moment,
      leaseUntil: moment,
      people: z.int(),
      rows: z.array(z.object({ key: z.string(), hash: z.string(), body: z.unknown() })),
      gone: z.array(z.int()),
    }),
    refusals: { revoked },
  }),
  replayCommands: capability({
    method: 'POST',
    path: '/pack/devices/{deviceId}/replay',
    title: { zh: '上传离线记录', en: 'Send what was done without a network' },
    access: { roles: primaryRoles, basis: 'scope' },
    unkeyed: true,
    input: z.object({
      ...onDevice,
      deviceNow: moment,
      commands: z.array(queued).min(1).max(50),
      /** What stays in the queue after these. */
      waiting: z.int().min(0).max(100_000),
      oldestWaiting: moment.optional(),
    }),
    /** In the order of the commands. After `again` nothing further was tried. */
    output: z.object({
      at: moment,
      answers: z.array(
        z.object({
          key: z.uuid(),
          how: replayed.schema,
          status: z.int(),
          answer: z.unknown(),
          occurredAt: moment.nullable(),
          thingId: z.uuid().nullable(),
        }),
      ),
    }),
    refusals: {},
  }),
  leaveDevice: capability({
    method: 'POST',
    path: '/pack/devices/{deviceId}/leave',
    title: { zh: '停止在这台设备离线工作', en: 'End work without a network on a device' },
    access: { roles: primaryRoles, basis: 'scope' },
    input: z.object(onDevice),
    output: z.object({ deviceId: z.uuid() }),
    refusals: {},
  }),
  listPackDevices: capability({
    method: 'GET',
    path: '/pack/devices',
    title: { zh: '离线设备与欠传', en: 'Devices and what they owe' },
    access: { roles: overseers, basis: 'scope' },
    input: z.object({ ...paging }),
    output: page(device).extend({ counts: z.object({ devices: z.int(), silent: z.int(), waiting: z.int(), things: z.int() }) }),
    refusals: {},
  }),
  revokeDevice: capability({
    method: 'POST',
    path: '/pack/devices/{deviceId}/revoke',
    title: { zh: '停用离线设备', en: 'Revoke a device' },
    access: { roles: overseers, basis: 'scope' },
    input: z.object({ ...onDevice, reason: text(200, 2) }),
    output: device,
    refusals: { alreadyRevoked: { zh: '这台设备已停用', en: 'The device is revoked already' } },
  }),
  listThings: capability({
    method: 'GET',
    path: '/pack/things',
    title: { zh: '待处理差异', en: 'Things to settle' },
    access: { roles: overseers, basis: 'scope' },
    input: z.object({ ...paging }),
    output: page(thing),
    refusals: {},
  }),
  openThing: capability({
    method: 'GET',
    path: '/pack/things/{thingId}',
    title: { zh: '一条待处理差异', en: 'A thing to settle' },
    access: { roles: overseers, basis: 'scope' },
    input: z.object({ thingId: z.uuid() }),
    output: wholeThing,
    refusals: {},
  }),
  settleThing: capability({
    method: 'POST',
    path: '/pack/things/{thingId}/settle',
    title: { zh: '处理差异', en: 'Settle a thing' },
    access: { roles: overseers, basis: 'scope' },
    input: z.object({
      thingId: z.uuid(),
      version: z.int(),
      how: settledHow.schema,
      reason: text(200).optional(),
      /** What is sent again; as it was, where left out. */
      input: fields.optional(),
    }),
    output: wholeThing,
    refusals: {
      alreadySettled: { zh: '这条已处理', en: 'It is settled already' },
      notYours: { zh: '只有当时记录的人能重新提交', en: 'Only who recorded it can send it again' },
      reasonMissing: { zh: '请写明不再提交的原因', en: 'Say why it is dropped' },
      waitsForAnother: { zh: '请先处理它所依据的那一条', en: 'Settle the one it builds upon first' },
    },
  }),
  noteLook: capability({
    method: 'POST',
    path: '/residents/{residentId}/looks',
    title: { zh: '离线查看档案', en: 'Looked at a record without a network' },
    access: { roles: primaryRoles, basis: 'record' },
    offline: true,
    input: z.object({ residentId: z.uuid(), occurredAt: moment.optional() }),
    output: z.object({ residentId: z.uuid() }),
    refusals: {},
  }),
}
