import { randomBytes } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import type pg from 'pg'

/** `account reset LOGIN`: for somebody who forgot, and for an administrator who locked himself out. */
export async function manageAccount(args: readonly string[], on: { pool: pg.Pool; print: (line: string) => void }): Promise<number> {
  const [what, login] = args
  if (what !== 'reset' || !login) {
    on.print('account reset LOGIN')
    return 2
  }
  const password = randomBytes(9).toString('base64url')
  const hashed = await hash(password, { memoryCost: 19456, timeCost: 2, parallelism: 1 })
  const { rowCount } = await on.pool.query('update access.account set password = $2, must_change = true, disabled_at = null where login = $1', [login, hashed])
  if (!rowCount) {
    on.print(`没有账号 · no such account: ${login}`)
    return 1
  }
  await on.pool.query('update access.session set ended_at = now() where ended_at is null and account_id = (select id from access.account where login = $1)', [
    login,
  ])
  await on.pool.query('delete from access.attempt where login = $1', [login])
  on.print(`新密码(只显示这一次)· new password, shown once: ${password}`)
  return 0
}
