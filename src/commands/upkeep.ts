import { execFile } from 'node:child_process'
import { setPriority } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Job } from '#kernel/jobs.ts'
import { markOfKeys } from '#operation/keys/mark.ts'
import { keepSafe } from '#registry/upkeep/index.ts'

const main = fileURLToPath(new URL('../main.ts', import.meta.url))
const lowest = 10

/** Backups and drills on a clock, as commands in processes of their own: they compute for minutes, and people are waiting here. */
export function upkeepOf({ data, backupFolder }: { data: string; backupFolder: string | null }): readonly Job[] {
  if (backupFolder === null) return []
  const run = (args: readonly string[]) =>
    new Promise<boolean>((resolve) => {
      const child = execFile(process.execPath, [main, ...args, '--data', data, '--backups', backupFolder], { maxBuffer: 10_000_000 }, (error) =>
        resolve(!error),
      )
      try {
        setPriority(child.pid ?? 0, lowest)
      } catch {
        // Not everywhere may a process be made less urgent; then it is as urgent as others.
      }
    })
  return [
    keepSafe({
      backUp: ({ days, weeks, months }) => run(['backup', '--keep', [days, weeks, months].join(',')]),
      drill: () => run(['drill']),
      keyMark: () => markOfKeys(join(data, 'keys')),
    }),
  ]
}
