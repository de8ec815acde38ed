import type { Capability, Input, Output } from '#kernel/capability.ts'
import { portalContract } from '#registry/portal/contract.ts'
import { type Reply, send, type TestPlatform } from './platform.ts'

/** A resident on their own phone, signed in with the picture that their village clinic showed. */
export type ResidentCaller = {
  readonly token: string
  readonly residentId: string
  ask<C extends Capability>(capability: C, input: Input<C>): Promise<Reply<C>>
  must<C extends Capability>(capability: C, input: Input<C>): Promise<Output<C>>
}

export async function asResident(platform: TestPlatform, residentId: string, staff = 'village1'): Promise<ResidentCaller> {
  const { pass } = await (await platform.as(staff)).must(portalContract.showPass, { residentId })
  const entered = await send(platform.address, { capability: portalContract.enterByPass, input: { pass } })
  const { token } = entered.body as Output<typeof portalContract.enterByPass>
  if (!token) throw new Error(`the resident could not sign in: ${entered.status} ${JSON.stringify(entered.body)}`)
  return {
    token,
    residentId,
    ask: (capability, input) => send(platform.address, { token, capability, input }),
    async must(capability, input) {
      const reply = await send(platform.address, { token, capability, input })
      if (reply.status !== 200) throw new Error(`resident ${capability.path}: ${reply.status} ${JSON.stringify(reply.body)}`)
      return reply.body as never
    },
  }
}
