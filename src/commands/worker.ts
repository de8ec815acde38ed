import { join } from 'node:path'
import { openVault } from '#kernel/crypto.ts'
import { createLog } from '#kernel/log.ts'
import { httpSms, localSms, readSmsGateway } from '#kernel/sms.ts'
import { markOfKeys } from '#operation/keys/mark.ts'
import type { Secure } from '#operation/tls/secure.ts'
import { type Running, startServer } from './start.ts'
import { upkeepOf } from './upkeep.ts'

/** What a server process is told by the one that looks after it. */
export type Orders = {
  readonly url: string
  readonly data: string
  readonly port: number
  readonly connections: number
  readonly logLevel: string
  readonly screens: string
  readonly secure: Secure | null
  readonly backupFolder: string | null
  /** Where a code on paper leads. */
  readonly address: string
  readonly addressConnections: number
  readonly uploadMegabytes: number
  /** Settings of the text message gateway; kept on the machine where there is none. */
  readonly smsGateway: string | null
}

// One of several server processes: starts when it is told how, and ends with the process that told it.
let running: Promise<Running> | undefined

process.on('message', (said: Orders | 'stop') => {
  if (said === 'stop') void leave()
  else running ??= start(said)
})
process.on('disconnect', () => void leave())
// Ctrl-C reaches the whole group; the one that looks after us says when.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined)

async function start(orders: Orders): Promise<Running> {
  const log = createLog(orders.logLevel)
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'a failure that nobody waited for'))
  try {
    const started = await startServer({
      url: orders.url,
      vault: openVault(join(orders.data, 'keys')),
      data: orders.data,
      port: orders.port,
      address: orders.address,
      limits: { perAddress: orders.addressConnections },
      uploadMegabytes: orders.uploadMegabytes,
      sms: orders.smsGateway ? httpSms(readSmsGateway(orders.smsGateway)) : localSms,
      connections: orders.connections,
      log,
      screens: orders.screens,
      upkeep: upkeepOf(orders),
      keyMark: () => markOfKeys(join(orders.data, 'keys')),
      ...(orders.secure ? { secure: orders.secure } : {}),
    })
    process.send?.({ address: started.address })
    return started
  } catch (error) {
    process.send?.({ failed: (error as Error).message })
    log.error({ err: error }, 'a server process could not start')
    process.exit(1)
  }
}

async function leave(): Promise<void> {
  await (await running)?.stop().catch(() => undefined)
  process.exit(0)
}
