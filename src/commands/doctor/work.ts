import { askRow, type Check, judge } from './finding.ts'

export const checkJobs: Check = async ({ pool }) => {
  const { stuck, behind } = await askRow<{ stuck: number; behind: number }>(
    pool,
    `select count(*) filter (where attempts >= max_attempts)::int as stuck,
            count(*) filter (where locked_at is null and attempts < max_attempts and run_at < now() - interval '30 minutes')::int as behind
       from graphile_worker._private_jobs`,
  )
  return judge(stuck === 0 && behind === 0, {
    what: `后台任务:放弃 ${stuck},积压 ${behind} · jobs: given up ${stuck}, behind ${behind}`,
    mend: '积压时看同脉是否在运行;放弃的请把日志交给开发者 · if behind, see whether Tongmai runs; if given up, send the log',
    otherwise: 'warn',
  })
}

export const checkLoops: Check = async ({ pool }) => {
  const { orphans } = await askRow<{ orphans: number }>(
    pool,
    `select count(*)::int as orphans from referral.referral r
      where (r.status in ('submitted', 'moreRequested', 'accepted', 'arrived', 'treated', 'discharged')
             or (r.status in ('declined', 'expired', 'noShow') and r.settled_at is null))
        and (select count(*) from kernel.duty d where d.subject_id = r.id and d.is_next and d.closed_at is null) <> 1`,
  )
  return judge(orphans === 0, {
    what: `无人负责的转诊 · referrals without a duty: ${orphans}`,
    mend: '请把这一行和日志报告给开发者 · report this line with the log',
  })
}

const holder = `select from access.assignment a join access.account c on c.id = a.account_id
   where c.disabled_at is null and a.from_day <= current_date and (a.until_day is null or a.until_day > current_date)`

export const checkOwners: Check = async ({ pool }) => {
  const { unowned } = await askRow<{ unowned: number }>(
    pool,
    `select count(*)::int as unowned from kernel.duty d where d.closed_at is null
        and not exists (${holder} and a.facility_id = d.owner_facility_id and a.role = d.owner_role)`,
  )
  return judge(unowned === 0, {
    what: `没有人能看到的待办 · duties that nobody sees: ${unowned}`,
    mend: '给那个机构的岗位安排人员(管理员界面),几分钟后自动转交 · give somebody that post; duties follow within minutes',
    otherwise: 'warn',
  })
}

export const checkLate: Check = async ({ pool }) => {
  const { late } = await askRow<{ late: number }>(
    pool,
    "select count(*)::int as late from kernel.duty where closed_at is null and due_at < now() - interval '7 days'",
  )
  return { state: 'ok', what: `逾期一周以上的待办 · duties late by more than a week: ${late}` }
}

export const checkAccounts: Check = async ({ pool }) => {
  const { idle } = await askRow<{ idle: number }>(
    pool,
    `select count(*)::int as idle from access.account c where c.disabled_at is null and not exists (${holder} and a.account_id = c.id)`,
  )
  return judge(idle === 0, {
    what: `没有岗位的账号 · accounts without a post: ${idle}`,
    mend: '他们无法登录:安排岗位或停用账号 · they cannot sign in: give them a post, or disable the account',
    otherwise: 'warn',
  })
}

export const checkAdministrators: Check = async ({ pool }) => {
  const { n } = await askRow<{ n: number }>(
    pool,
    `select count(distinct one.account_id)::int as n from (${holder.replace('select', 'select a.account_id')} and a.role = 'administrator') one`,
  )
  return judge(n >= 2, {
    what: `系统管理员 · administrators: ${n}`,
    mend: '请再设一位管理员;只有一位时,他离开或忘记密码就没有人能管理(可用 bin/tongmai account reset) · appoint a second one; a lost password is mended by bin/tongmai account reset',
    otherwise: 'warn',
  })
}
