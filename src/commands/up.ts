import { join } from 'node:path'
import { renderUnicodeCompact } from 'uqr'
import type { Config } from '#kernel/config.ts'
import { createLog } from '#kernel/log.ts'
import { httpSms, localSms, readSmsGateway } from '#kernel/sms.ts'
import { markOfKeys } from '#operation/keys/mark.ts'
import { confirmedKeys } from '#operation/record.ts'
import { addressForPeople } from '#operation/tls/addresses.ts'
import { certificateOf, fingerprintOfAuthority, type Secure, secureFor } from '#operation/tls/secure.ts'
import { role } from '#registry/access/roles.ts'
import { backUp, backupFolderOf } from './backup.ts'
import { oneTimeLink, readPersonas, type Seed, seedOnce } from './county.ts'
import { openPlatform, type Platform } from './platform.ts'
import { startProcesses } from './processes.ts'
import { buildScreens, screensFolder } from './screens.ts'
import { type Running, startServer } from './start.ts'
import { upkeepOf } from './upkeep.ts'

type Print = (line: string) => void

/** Sets everything up and serves until Ctrl-C. */
export async function up(config: Config, print: Print): Promise<void> {
  const began = performance.now()
  print('同脉 Tongmai')
  const secure = secureFor(config, join(config.data, 'keys'))
  // Made, or found to be wrong, before anything else is started.
  if (secure) certificateOf(secure)
  print('数据库 · database')
  const beforeUpgrade = async (ownerUrl: string) => {
    print('升级前备份 · a backup before the upgrade')
    await backUp({ config, ownerUrl, folder: backupFolderOf(config), print })
  }
  const platform = await openPlatform({ config, tell: print, beforeUpgrade })
  try {
    const seed = await seedOnce({ ownerUrl: platform.ownerUrl, vault: platform.vault, data: config.data }, config.seed, print)
    await buildScreens(print)
    const running = await serve({ config, platform, seed, secure, print })
    welcome({ config, address: secure ? addressForPeople(config.host, running.port) : running.address, print, seed })
    if (secure && !secure.files) showQr({ secure, address: addressForPeople(config.host, running.port), print })
    if (seed === 'none') {
      const link = await oneTimeLink(platform.ownerUrl)
      if (link) print(`  建立管理员(一小时内有效,只能用一次)· set up the administrator: ${running.address}${link}`)
      if ((await confirmedKeys(platform.ownerUrl)) !== markOfKeys(join(config.data, 'keys'))) {
        print('  ! 还没有确认密钥副本:丢了密钥,备份也打不开 · no copy of the keys was confirmed; without the keys no backup opens')
        print('    bin/tongmai keys copy --to 目录 FOLDER;bin/tongmai keys confirm')
      }
    }
    print(`  ${((performance.now() - began) / 1000).toFixed(1)} 秒 · Ctrl-C 停止 stops it`)
    await untilStopped(print)
    await running.stop()
  } finally {
    await platform.stop()
  }
}

type Serving = { readonly config: Config; readonly platform: Platform; readonly seed: Seed; readonly secure: Secure | undefined; readonly print: Print }

async function serve({ config, platform, seed, secure, print }: Serving): Promise<Running> {
  const { port, connections, logLevel, data, processes, addressConnections } = config
  // A synthetic county is kept safe only where somebody names a folder for it.
  const backupFolder = config.backupFolder ?? (seed === 'none' ? backupFolderOf(config) : null)
  if (processes > 1) {
    const each = Math.max(4, Math.floor(connections / processes))
    const orders = {
      url: platform.url,
      data,
      port,
      connections: each,
      logLevel,
      screens: screensFolder,
      secure: secure ?? null,
      backupFolder,
      address: addressOnPaper({ config, secure }),
      addressConnections,
      uploadMegabytes: config.uploadMegabytes,
      smsGateway: config.smsGateway ?? null,
    }
    return startProcesses(processes, orders, print)
  }
  const log = createLog(logLevel)
  // Something nobody waits for failed: nothing hangs on it, and a county has nobody to start the server again.
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'a failure that nobody waited for'))
  const keyMark = () => markOfKeys(join(data, 'keys'))
  return startServer({
    keyMark,
    url: platform.url,
    vault: platform.vault,
    data,
    port,
    connections,
    log,
    address: addressOnPaper({ config, secure }),
    limits: { perAddress: addressConnections },
    uploadMegabytes: config.uploadMegabytes,
    sms: config.smsGateway ? httpSms(readSmsGateway(config.smsGateway)) : localSms,
    screens: screensFolder,
    upkeep: upkeepOf({ data, backupFolder }),
    ...(secure ? { secure } : {}),
  })
}

/** Where a code on paper leads. */
function addressOnPaper({ config, secure }: Pick<Serving, 'config' | 'secure'>): string {
  return config.address ?? (secure ? addressForPeople(config.host, config.port) : `http://127.0.0.1:${config.port}`)
}

function untilStopped(print: Print): Promise<void> {
  let stopping = false
  return new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (stopping) return
        stopping = true
        print('\n正在停止 · stopping')
        resolve()
      })
    }
  })
}

/** A phone points at the terminal; what it opens first helps it to trust this machine. */
function showQr({ secure, address, print }: { secure: Secure; address: string; print: Print }): void {
  print('')
  for (const line of renderUnicodeCompact(`${address}/trust`, { ecc: 'M', border: 2 }).split('\n')) print(`  ${line}`)
  print(`  手机扫码,先信任本机的证书 · scan with a phone, and trust this machine first: ${address}/trust`)
  print(`  指纹 · fingerprint (SHA-256): ${fingerprintOfAuthority(secure.folder)}`)
}

function welcome({ config, address, print, seed }: { config: Config; address: string; print: Print; seed: string }): void {
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
