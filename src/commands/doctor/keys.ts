import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '#kernel/config.ts'
import { markOfKeys } from '#operation/keys/mark.ts'
import { readAuthority } from '#operation/tls/authority.ts'
import { certificateOf, secureFor } from '#operation/tls/secure.ts'
import { askRow, type Finding, judge, type Looking } from './finding.ts'

const day = 86_400_000

/** Nobody but the owner may read the keys. */
export function checkPermissions({ data }: Config): Finding {
  const folder = join(data, 'keys')
  if (!existsSync(folder)) return { state: 'ok', what: '尚无密钥,首次启动时生成 · no keys yet' }
  const open = readdirSync(folder).filter((name) => (statSync(join(folder, name)).mode & 0o077) !== 0)
  return judge(open.length === 0, {
    what: open.length === 0 ? '密钥文件权限 · permissions of the key files' : `密钥文件他人可读 · others may read: ${open.join(', ')}`,
    mend: `chmod 600 ${folder}/*`,
  })
}

/** Without the key that sealed them, identity numbers and phones stay unreadable for good. */
export async function checkKeysThere({ config, pool }: Looking): Promise<Finding> {
  const { sealed } = await askRow<{ sealed: boolean }>(
    pool,
    "select to_regclass('resident.identifier') is not null and exists (select from pg_class where oid = to_regclass('resident.identifier') and reltuples > 0) as sealed",
  )
  const isThere = existsSync(join(config.data, 'keys', 'seal-1.key')) && existsSync(join(config.data, 'keys', 'blind-1.key'))
  return judge(isThere || !sealed, {
    what: isThere ? '密钥都在 · the keys are there' : '缺少密钥 · keys are missing',
    mend: `把密钥副本放回 ${join(config.data, 'keys')},在此之前不要启动 · put your copy of the keys back there, and do not start before`,
  })
}

/** A copy somewhere else, of the keys that are in use now. */
export async function checkKeyCopy({ config, pool }: Looking): Promise<Finding> {
  const { mark } = await askRow<{ mark: string | null }>(pool, "select (select value ->> 'mark' from kernel.setting where key = 'keyCopy') as mark")
  return judge(mark === markOfKeys(join(config.data, 'keys')), {
    what: mark ? '密钥副本 · copy of the keys' : '没有确认密钥副本 · no copy of the keys was confirmed',
    mend: 'bin/tongmai keys copy --to U盘;放到别处后 bin/tongmai keys confirm · copy them, take the copy elsewhere, confirm',
    otherwise: 'warn',
  })
}

/** The certificate: fits its key, and does not run out soon. */
export function checkCertificate(config: Config, now: Date): Finding {
  const folder = join(config.data, 'keys')
  const secure = secureFor(config, folder)
  if (!secure) return { state: 'ok', what: '只在本机访问,不需要证书 · only this machine; no certificate needed' }
  if (!secure.files && !readAuthority(folder)) return { state: 'ok', what: '证书在首次启动时生成 · the certificate is made at the first start' }
  try {
    const { until } = certificateOf(secure, now)
    const what = `证书有效至 · certificate until ${until.toISOString().slice(0, 10)}`
    return judge(until.getTime() - now.getTime() > 21 * day, { what, mend: '请向签发机构续期后替换文件 · renew it and replace the files', otherwise: 'warn' })
  } catch (error) {
    return { state: 'bad', what: (error as Error).message, mend: '换上正确的证书后重新启动 · put the right certificate there and start again' }
  }
}
