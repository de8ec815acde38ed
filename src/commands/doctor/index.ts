import type { Config } from '#kernel/config.ts'
import { createPool } from '#kernel/database.ts'
import { reachDatabase } from '../platform.ts'
import * as database from './database.ts'
import type { Check, Finding, Looking } from './finding.ts'
import * as keys from './keys.ts'
import * as machine from './machine.ts'
import * as safety from './safety.ts'
import * as work from './work.ts'

const checks: readonly Check[] = [
  database.checkVersion,
  database.checkLocale,
  database.checkSteps,
  database.checkClock,
  database.checkTimeZone,
  database.checkConnections,
  database.checkLongWork,
  database.checkArchive,
  keys.checkKeysThere,
  keys.checkKeyCopy,
  safety.checkBackup,
  safety.checkDrill,
  work.checkJobs,
  work.checkLoops,
  work.checkOwners,
  work.checkLate,
  work.checkAccounts,
  work.checkAdministrators,
]

/** Looks at what usually goes wrong, and changes nothing. Exit code 0 where all can go on, 1 where something must be mended. */
export async function examine(config: Config, print: (line: string) => void): Promise<number> {
  const now = new Date()
  const findings: Finding[] = [
    machine.checkNode(),
    machine.checkFolder(config),
    machine.checkDisk(config),
    machine.checkMemory(),
    await machine.checkPort(config),
    keys.checkPermissions(config),
    keys.checkCertificate(config, now),
    ...(await checkDatabase(config, now)),
  ]
  const marks = { ok: '✓', warn: '!', bad: '✗' }
  for (const { state, what, mend } of findings) print(`  ${marks[state]} ${what}${mend ? `\n      → ${mend}` : ''}`)
  return findings.some((f) => f.state === 'bad') ? 1 : 0
}

async function checkDatabase(config: Config, now: Date): Promise<Finding[]> {
  try {
    const reached = await reachDatabase(config, () => undefined)
    const pool = createPool(reached.ownerUrl, { max: 1 })
    try {
      const findings: Finding[] = [{ state: 'ok', what: '数据库可用 · the database answers' }]
      for (const check of checks) findings.push(await looked(check, { config, pool, now }))
      return findings
    } finally {
      await pool.end()
      await reached.stop()
    }
  } catch (error) {
    return [
      {
        state: 'bad',
        what: `数据库不可用 · the database cannot be used: ${(error as Error).message}`,
        mend: '按上面的原因处理,或检查 DATABASE_URL · mend the cause above, or check DATABASE_URL',
      },
    ]
  }
}

async function looked(check: Check, on: Looking): Promise<Finding> {
  try {
    return await check(on)
  } catch (error) {
    // 42P01, 3F000: a database that is empty, or of a version before this table; the steps are a finding of their own.
    const { code } = error as { code?: string }
    if (code === '42P01' || code === '3F000') return { state: 'ok', what: `此版本的数据尚无此项 · not in data of this version: ${check.name}` }
    throw error
  }
}
