import type pg from 'pg'
import { createPool } from '#kernel/database.ts'
import type { Kernel } from '#kernel/transaction.ts'
import { kernelOver } from '../src/commands/figures.ts'
import type { TestPlatform } from './platform.ts'

/** A kernel beside the server, for work that nobody asks for: as the application, on the platform's clock. */
export async function kernelBeside(platform: TestPlatform): Promise<{ kernel: Kernel; pool: pg.Pool }> {
  const pool = createPool(platform.url, { max: 3 })
  return { pool, kernel: await kernelOver(pool, platform.clock.now) }
}
