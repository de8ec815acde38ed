import { askRow, type Check, judge } from './finding.ts'

const hour = 3_600_000

type Last = { at: string | null; outcome: string | null; detail: string | null; done: string | null }

const lastOf = (table: string) =>
  `select l.at, l.outcome, l.detail, (select max(at) from kernel.${table} where outcome = 'done') as done
     from (select 1) one left join lateral (select * from kernel.${table} order by at desc limit 1) l on true`

export const checkBackup: Check = async ({ pool, now }) => {
  const last = await askRow<Last>(pool, lastOf('backup'))
  if (last.outcome === 'failed')
    return {
      state: 'bad',
      what: `最近一次备份失败 · the last backup failed: ${last.detail}`,
      mend: '按原因处理后运行 bin/tongmai backup · mend that, then run it',
    }
  const hours = last.done ? Math.round((now.getTime() - new Date(last.done).getTime()) / hour) : undefined
  return judge(hours !== undefined && hours <= 50, {
    what: hours === undefined ? '还没有备份 · there is no backup yet' : `最近的备份在 ${hours} 小时前 · newest backup ${hours} h ago`,
    mend: 'bin/tongmai backup --to 目录 FOLDER;开着 bin/up 就会每天自动备份 · while bin/up runs it is made daily',
    otherwise: 'warn',
  })
}

export const checkDrill: Check = async ({ pool, now }) => {
  const last = await askRow<Last>(pool, lastOf('drill'))
  if (last.outcome === 'failed')
    return {
      state: 'bad',
      what: `最近一次恢复演练失败 · the last drill failed: ${last.detail}`,
      mend: '按原因处理后运行 bin/tongmai drill · mend that, then run it',
    }
  const days = last.done ? Math.round((now.getTime() - new Date(last.done).getTime()) / (24 * hour)) : undefined
  return judge(days !== undefined && days <= 16, {
    what: days === undefined ? '还没有演练过恢复 · no restore drill yet' : `最近的恢复演练在 ${days} 天前 · newest drill ${days} days ago`,
    mend: 'bin/tongmai drill',
    otherwise: 'warn',
  })
}
