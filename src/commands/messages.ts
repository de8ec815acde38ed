import type pg from 'pg'
import type { Vault } from '#kernel/crypto.ts'
import { messageInWords } from '#registry/portal/index.ts'

type Row = {
  template: string
  body: Record<string, unknown>
  created_at: string
  sent_at: string | null
  failed_at: string | null
  via: string | null
  attempts: number
  problem: string | null
}

/** What stands in the outbox, the newest last: where no gateway is plugged in, this is where a sign-in code is read. */
export async function listMessages(args: readonly string[], on: { pool: pg.Pool; vault: Vault; print: (line: string) => void }): Promise<number> {
  const asked = args[0] === '--limit' ? Number(args[1]) : 20
  if (!Number.isInteger(asked) || asked < 1 || asked > 1000) {
    on.print('messages [--limit N]')
    return 2
  }
  const { rows } = await on.pool.query<Row>(
    `select template, body, created_at, sent_at, failed_at, via, attempts, problem from kernel.message where channel = 'sms' order by created_at desc limit $1`,
    [asked],
  )
  for (const row of rows.toReversed()) on.print(`${row.created_at.slice(0, 19)}  ${fateOf(row)}  ${textOf(row, on.vault)}`)
  if (rows.length === 0) on.print('没有短信 · no messages')
  return 0
}

function fateOf(row: Row): string {
  if (row.sent_at) return row.via === 'gateway' ? '已发送 sent' : '留存 kept'
  if (row.failed_at) return `未发出 failed (${row.problem ?? ''})`
  return row.attempts > 0 ? `重试中 retrying (${row.problem ?? ''})` : '待发 waiting'
}

function textOf({ template, body }: Row, vault: Vault): string {
  if (typeof body.secret !== 'string') return messageInWords(template, body).zh
  const opened = JSON.parse(vault.open(Buffer.from(body.secret, 'base64'))) as Record<string, unknown>
  return `${String(opened.phone)} ${messageInWords(template, opened).zh}`
}
