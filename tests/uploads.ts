import { registersContract } from '#interop/registers/contract.ts'
import type { RegisterKind } from '#interop/registers/labels.ts'
import type { Output } from '#kernel/capability.ts'
import { setUpFactor } from './factor.ts'
import { type Caller, send, signIn, type TestPlatform } from './platform.ts'

export type Upload = Output<typeof registersContract.openUpload>

/** Sends a file as the screen does, in parts, and waits until it was read. */
export async function sendFile(caller: Caller, register: RegisterKind, file: { name: string; content: Uint8Array | string }): Promise<Upload> {
  const content = typeof file.content === 'string' ? new TextEncoder().encode(file.content) : new Uint8Array(file.content)
  const begun = await caller.must(registersContract.beginUpload, { register, fileName: file.name, bytes: content.length })
  for (let from = begun.received; from < content.length; ) {
    const part = content.slice(from, from + begun.partBytes)
    const sent = await caller.ask(registersContract.sendPart, { uploadId: begun.uploadId, from }, { file: part })
    if (sent.status !== 200) throw new Error(`${sent.status} ${JSON.stringify(sent.body)}`)
    from = sent.body.received
  }
  const { uploadId } = await caller.must(registersContract.finishUpload, { uploadId: begun.uploadId })
  return untilNot(caller, uploadId, ['reading'])
}

/** Waits until an upload has left these states. */
export async function untilNot(caller: Caller, uploadId: string, states: readonly string[]): Promise<Upload> {
  for (let tries = 0; tries < 1200; tries++) {
    const now = await caller.must(registersContract.openUpload, { uploadId })
    if (!states.includes(now.status)) return now
    await new Promise((go) => setTimeout(go, 50))
  }
  throw new Error(`still ${states.join(' or ')}`)
}

export async function load(caller: Caller, upload: Upload): Promise<Upload> {
  await caller.must(registersContract.startLoading, { uploadId: upload.uploadId, version: upload.version })
  return untilNot(caller, upload.uploadId, ['loading'])
}

export async function sendAndLoad(caller: Caller, register: RegisterKind, file: { name: string; content: Uint8Array | string }): Promise<Upload> {
  return load(caller, await sendFile(caller, register, file))
}

/** The first administrator of an empty platform, through the link that works once. */
export async function firstAdministrator(platform: TestPlatform): Promise<Caller> {
  const { oneTimeLink } = await import('../src/commands/county.ts')
  const { accessContract } = await import('#registry/access/contract.ts')
  const link = await oneTimeLink(platform.ownerUrl)
  const token = link?.split('#')[1] ?? ''
  const persona = { login: 'admin', password: 'a-long-password-1', role: 'administrator', facilityId: '', name: '系统管理员', facility: '' }
  const made = await send(platform.address, {
    capability: accessContract.setUpAdministrator,
    input: { token, login: persona.login, name: persona.name, password: persona.password, facilityName: '青河县医共体管理中心', divisionCode: '690621' },
  })
  if (made.status !== 200) throw new Error(JSON.stringify(made.body))
  return setUpFactor(await signIn(platform.address, persona))
}
