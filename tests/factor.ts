import { accessContract } from '#registry/access/contract.ts'
import { codeAt, stepAt } from '#registry/access/totp.ts'
import type { Caller } from './platform.ts'

/** What an authenticator shows now for a secret as it is printed. */
export function codeNow(printed: string): string {
  const bits = [...printed.replaceAll(' ', '')].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('')
  const secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  return codeAt(secret, stepAt(new Date().toISOString()))
}

/** Binds an authenticator, as the first sign-in of a real county's administrator asks. */
export async function setUpFactor(caller: Caller): Promise<Caller> {
  const { secret } = await caller.must(accessContract.startFactor, {})
  await caller.must(accessContract.confirmFactor, { code: codeNow(secret) })
  return caller
}
