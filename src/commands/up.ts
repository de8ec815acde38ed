import type { Config } from '#kernel/config.ts'
import { createLog } from '#kernel/log.ts'
import { httpSms, localSms, readSmsGateway } from '#kernel/sms.ts'
import { role } from '#registry/access/roles.ts'
import { oneTimeLink, readPersonas, seedOnce } from './county.ts'
import { openPlatform } from './platform.ts'
import { buildScreens, screensFolder } from './screens.ts'
import { startServer } from './start.ts'

/** Sets everything up and serves until Ctrl-C. */
export async function up(config: Config, print: (line: string) => void): Promise<void> {
  const began = performance.now()
  print('同脉 Tongmai')
  print('数据库 · database')
  const platform = await openPlatform({ config, tell: print })
  const log = createLog(config.logLevel)
  // Something nobody waits for failed: nothing hangs on it, and a county has nobody to start the server again.
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'a failure that nobody waited for'))
  let stopping = false
  try {
    const seed = await seedOnce({ ownerUrl: platform.ownerUrl, vault: platform.vault, data: config.data }, config.seed, print)
    await buildScreens(print)
    const running = await startServer({
      url: platform.url,
      vault: platform.vault,
      port: config.port,
      address: config.address ?? `http://127.0.0.1:${config.port}`,
      connections: config.connections,
      data: config.data,
      uploadMegabytes: config.uploadMegabytes,
      log,
      sms: config.smsGateway ? httpSms(readSmsGateway(config.smsGateway)) : localSms,
      screens: screensFolder,
    })
    welcome({ config, address: running.address, print, seed })
    if (seed === 'none') {
      const link = await oneTimeLink(platform.ownerUrl)
      if (link) print(`  建立管理员(一小时内有效,只能用一次)· set up the administrator: ${running.address}${link}`)
    }
    print(`  ${((performance.now() - began) / 1000).toFixed(1)} 秒 · Ctrl-C 停止 stops it`)
    await new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
        process.on(signal, () => {
          if (stopping) return
          stopping = true
          print('\n正在停止 · stopping')
          resolve()
        })
      }
    })
    await running.stop()
  } finally {
    await platform.stop()
  }
}

function welcome({ config, address, print, seed }: { config: Config; address: string; print: (line: string) => void; seed: string }): void {
  print('')
  print(`  ${address}`)
  const personas = readPersonas(config.data)
  if (personas.length === 0) return
  print(`  合成数据(${seed})· synthetic people to sign in as:`)
  for (const p of personas) {
    const label = (role.labels as Record<string, { zh: string }>)[p.role]?.zh ?? p.role
    print(`    ${p.login.padEnd(16)} ${p.password.padEnd(14)} ${label} · ${p.name} · ${p.facility}`)
  }
}
