import { existsSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '#kernel/config.ts'
import { createPool } from '#kernel/database.ts'
import { openPlatform } from './platform.ts'

type Finding = { readonly ok: boolean; readonly what: string; readonly mend?: string }

/** Looks at what usually goes wrong. Exit code 0 where all is well, 1 where something wants mending. */
export async function examine(config: Config, print: (line: string) => void): Promise<number> {
  const findings: Finding[] = [checkNode(), checkDisk(config.data), checkKeys(config.data)]
  try {
    const platform = await openPlatform({ config, tell: () => undefined })
    try {
      findings.push({ ok: true, what: '数据库可用 · the database answers' }, ...(await checkDatabase(platform.ownerUrl)))
    } finally {
      await platform.stop()
    }
  } catch (error) {
    findings.push({
      ok: false,
      what: `数据库不可用 · the database cannot be used: ${(error as Error).message}`,
      mend: '按上面的原因处理,或检查 DATABASE_URL · mend the cause above, or check DATABASE_URL',
    })
  }
  for (const { ok, what, mend } of findings) print(`${ok ? '  ✓' : '  ✗'} ${what}${ok || !mend ? '' : `\n      → ${mend}`}`)
  return findings.every((f) => f.ok) ? 0 : 1
}

function checkNode(): Finding {
  const major = Number(process.versions.node.split('.')[0])
  return { ok: major >= 24, what: `Node ${process.versions.node}`, mend: '用 bin/up 启动,它会取得 Node 24 · start with bin/up, which fetches Node 24' }
}

function checkDisk(folder: string): Finding {
  const at = existsSync(folder) ? folder : '.'
  const { bavail, bsize } = statfsSync(at)
  const gigabytes = (bavail * bsize) / 2 ** 30
  return {
    ok: gigabytes > 2,
    what: `磁盘剩余 · free disk ${gigabytes.toFixed(1)} GB`,
    mend: '请清理磁盘或用 --data 换到更大的磁盘 · free some space or move the data',
  }
}

function checkKeys(folder: string): Finding {
  const key = join(folder, 'keys', 'seal-1.key')
  if (!existsSync(key)) return { ok: true, what: '尚无密钥,首次启动时生成 · no keys yet' }
  const open = (statSync(key).mode & 0o077) !== 0
  return { ok: !open, what: '密钥文件权限 · permissions of the key files', mend: `chmod 600 ${join(folder, 'keys')}/* ` }
}

async function checkDatabase(url: string): Promise<Finding[]> {
  const pool = createPool(url, { max: 1 })
  try {
    const { rows } = await pool.query<{ version: number; orphans: number; late: number }>(
      `select current_setting('server_version_num')::int / 10000 as version,
              (select count(*)::int from referral.referral r
                where (r.status in ('submitted', 'moreRequested', 'accepted', 'arrived', 'treated', 'discharged')
                       or (r.status in ('declined', 'expired', 'noShow') and r.settled_at is null))
                  and (select count(*) from kernel.duty d where d.subject_id = r.id and d.is_next and d.closed_at is null) <> 1) as orphans,
              (select count(*)::int from kernel.duty where closed_at is null and due_at < now() - interval '7 days') as late`,
    )
    const row = rows[0]
    return [
      { ok: (row?.version ?? 0) >= 15 && (row?.version ?? 99) <= 18, what: `PostgreSQL ${row?.version}`, mend: '需要 15 到 18 · 15 to 18 is needed' },
      {
        ok: row?.orphans === 0,
        what: `无人负责的转诊 · referrals without a duty: ${row?.orphans}`,
        mend: '请把这一行和日志报告给开发者 · report this line with the log',
      },
      { ok: true, what: `逾期一周以上的待办 · duties late by more than a week: ${row?.late}` },
    ]
  } finally {
    await pool.end()
  }
}
