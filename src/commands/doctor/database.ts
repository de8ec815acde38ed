import { knownMigrations } from '#kernel/migrate.ts'
import { askRow, type Check, judge } from './finding.ts'

const minute = 60_000

export const checkVersion: Check = async ({ pool }) => {
  const { version } = await askRow<{ version: number }>(pool, "select current_setting('server_version_num')::int / 10000 as version")
  return judge(version >= 15 && version <= 18, { what: `PostgreSQL ${version}`, mend: '需要 15 到 18 · 15 to 18 is needed' })
}

/** With LC_CTYPE C a Chinese letter is no letter: searching and sorting names go wrong. */
export const checkLocale: Check = async ({ pool }) => {
  const found = await askRow<{ encoding: string; ctype: string; letter: boolean }>(
    pool,
    "select pg_encoding_to_char(encoding) as encoding, datctype as ctype, '张' ~ '^[[:alpha:]]$' as letter from pg_database where datname = current_database()",
  )
  return judge(found.encoding === 'UTF8' && found.letter, {
    what: `数据库语言 · database locale ${found.encoding} ${found.ctype}`,
    mend: '请用 UTF8、C.UTF-8 或 zh_CN.UTF-8 新建数据库,再从备份恢复 · make a database with UTF8 and C.UTF-8 or zh_CN.UTF-8, and restore a backup into it',
  })
}

export const checkSteps: Check = async ({ pool }) => {
  const { names } = await askRow<{ names: string[] }>(pool, 'select coalesce(array_agg(name order by name), array[]::text[]) as names from public.migration')
  const known = await knownMigrations()
  const newer = names.filter((name) => !known.includes(name))
  if (newer.length > 0) {
    return { state: 'bad', what: `数据由更新的版本写入 · the data is of a newer version: ${newer.at(-1)}`, mend: '请安装那个版本 · install that version' }
  }
  const missing = known.length - names.length
  return judge(missing === 0, {
    what: missing === 0 ? `结构已是最新 · schema up to date (${names.at(-1)})` : `还有 ${missing} 步升级 · ${missing} steps to upgrade`,
    mend: '下次 bin/up 时自动备份并升级 · the next bin/up makes a backup and upgrades',
    otherwise: 'warn',
  })
}

/** Ours against the database's, and against the last thing that was written down. */
export const checkClock: Check = async ({ pool, now }) => {
  const { database, last } = await askRow<{ database: string; last: string | null }>(
    pool,
    'select now() as database, (select max(at) from kernel.trail) as last',
  )
  const apart = Math.abs(new Date(database).getTime() - Date.now())
  if (apart > 2 * minute) {
    const minutes = Math.round(apart / minute)
    return {
      state: 'bad',
      what: `本机与数据库的时间相差 ${minutes} 分钟 · the clocks of this machine and of the database differ by ${minutes} minutes`,
      mend: '请打开网络对时(NTP) · switch on network time (NTP)',
    }
  }
  const back = last === null ? 0 : new Date(last).getTime() - now.getTime()
  if (back > 2 * minute) {
    return {
      state: 'bad',
      what: `时钟被调回:最后一条记录在 ${last} · the clock was set back: the last line is of ${last}`,
      mend: '先对时再使用,否则时限和登录会出错 · set the clock right before going on, or deadlines and sign-ins are wrong',
    }
  }
  return { state: 'ok', what: `时间 · clock ${now.toISOString()}` }
}

export const checkTimeZone: Check = async () => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  // What the product shows does not hang on it; what an operator reads in a log does.
  return judge(['Asia/Shanghai', 'UTC', 'Etc/UTC', 'PRC'].includes(zone), {
    what: `时区 · time zone ${zone}`,
    mend: '建议 timedatectl set-timezone Asia/Shanghai;界面始终用北京时间 · the screens use Beijing time anyway',
    otherwise: 'warn',
  })
}

export const checkConnections: Check = async ({ pool }) => {
  const { used, all } = await askRow<{ used: number; all: number }>(
    pool,
    "select (select count(*)::int from pg_stat_activity where backend_type = 'client backend') as used, current_setting('max_connections')::int as all",
  )
  return judge(used < all * 0.8, {
    what: `数据库连接 · connections ${used}/${all}`,
    mend: '减少 TONGMAI_CONNECTIONS 或 --processes,或调大 max_connections · fewer connections or processes, or a larger max_connections',
  })
}

export const checkLongWork: Check = async ({ pool }) => {
  const { long } = await askRow<{ long: number }>(
    pool,
    `select count(*)::int as long from pg_stat_activity
      where datname = current_database() and xact_start < now() - interval '10 minutes' and application_name not in ('tongmai backup', 'tongmai restore')`,
  )
  return judge(long === 0, {
    what: `超过十分钟的事务 · transactions of more than ten minutes: ${long}`,
    mend: '查看 pg_stat_activity;重新启动同脉会结束它们 · look at pg_stat_activity; restarting Tongmai ends its own',
    otherwise: 'warn',
  })
}

/** Whether a moment between two backups can be brought back. */
export const checkArchive: Check = async ({ pool, config }) => {
  if (!config.databaseUrl) return { state: 'ok', what: '自带数据库:可恢复到每次备份 · embedded server: what can be brought back are the backups' }
  const { archive } = await askRow<{ archive: string }>(pool, "select current_setting('archive_mode') as archive")
  return judge(archive !== 'off', {
    what: `归档 · archive_mode ${archive}`,
    mend: '没有归档就只能恢复到备份的时刻;步骤见 docs/operations.md · without it only backups can be brought back; steps in docs/operations.md',
    otherwise: 'warn',
  })
}
