import type pg from 'pg'
import { createPool } from '#kernel/database.ts'
import { createRuleBook } from '#kernel/ruleBook.ts'
import type { Scope } from '#kernel/scope.ts'
import { asSystem, type Kernel } from '#kernel/transaction.ts'

/** Bulk input: transactions as the loader, which row security lets past; nobody waits for live updates of them. */
export type Loader = {
  readonly pool: pg.Pool
  transaction<T>(work: (scope: Scope) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** `url` is the owner's: only the owner may become the loader. */
export function openLoader(url: string, { connections = 4 }: { connections?: number } = {}): Loader {
  const pool = createPool(url, { max: connections })
  const live = { announce: () => undefined, watch: () => () => undefined, close: async () => undefined }
  const kernel: Kernel = { pool, rules: createRuleBook(pool), live, clock: () => new Date(), basisOf: async () => null }
  return {
    pool,
    transaction: (work) => asSystem(kernel, { name: 'importer', facilities: [], role: 'tongmai_loader' }, work),
    close: () => pool.end(),
  }
}
