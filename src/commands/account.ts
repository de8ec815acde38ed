import { randomBytes } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import type pg from 'pg'

type On = { readonly pool: pg.Pool; readonly print: (line: string) => void }

/** For somebody who forgot a password or lost a phone, and for an administrator who locked himself out. */
export async function manageAccount(args: readonly string[], on: On): Promise<number> {
  const [what, login] = args
  if ((what !== 'reset' && what !== 'reset-factor') || !login) {
    on.print('account reset LOGIN | account reset-factor LOGIN')
    return 2
  }
  const { rows } = await on.pool.query<{ id: string }>('select id from access.account where login = $1', [login])
  const [account] = rows
  if (!account) {
    on.print(`没有账号 · no such account: ${login}`)
    return 1
  }
  await (what === 'reset' ? resetPassword(account.id, on) : resetFactor(account.id, on))
  await on.pool.query('update access.session set ended_at = now() where ended_at is null and account_id = $1', [account.id])
  await on.pool.query('delete from access.attempt where login = $1', [login])
  return 0
}

async function resetPassword(id: string, { pool, print }: On): Promise<void> {
  const password = randomBytes(9).toString('base64url')
  const hashed = await hash(password, { memoryCost: 19456, timeCost: 2, parallelism: 1 })
  await pool.query('update access.account set password = $2, must_change = true, disabled_at = null where id = $1', [id, hashed])
  print(`新密码(只显示这一次)· new password, shown once: ${password}`)
}

async function resetFactor(id: string, { pool, print }: On): Promise<void> {
  await pool.query('delete from access.recovery_code where account_id = $1', [id])
  await pool.query('delete from access.factor where account_id = $1', [id])
  print('验证器已重置,下次登录时重新绑定 · the second factor is reset; a new one is set up at the next sign-in')
}
