import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { failWith } from './trouble.ts'

const named = /^tongmai-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.backup$/

/** A backup as it lies in its folder; the name says when it was made. */
export type Shelved = { readonly file: string; readonly madeAt: Date; readonly bytes: number }

/** The backups of a folder, the newest first. Half-written ones bear another name and are not among them. */
export function backupsIn(folder: string): Shelved[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .flatMap((name) => {
      const [, y, m, d, h, min, s] = named.exec(name) ?? []
      if (!y) return []
      const file = join(folder, name)
      return [{ file, madeAt: new Date(`${y}-${m}-${d}T${h}:${min}:${s}Z`), bytes: statSync(file).size }]
    })
    .toSorted((a, b) => b.madeAt.getTime() - a.madeAt.getTime())
}

/** A backup by its file, or the newest of a folder. */
export function chooseBackup(path: string): string {
  if (!existsSync(path)) failWith({ zh: `没有 ${path}`, en: `there is no ${path}` })
  if (!statSync(path).isDirectory()) return path
  return backupsIn(path)[0]?.file ?? failWith({ zh: `${path} 里没有备份`, en: `there is no backup in ${path}` })
}

/** How many are kept: the newest of so many days, weeks and months. */
export type Keep = { readonly days: number; readonly weeks: number; readonly months: number }

/** Which backups may go: those that are the newest of no kept day, week or month. The newest of all always stays. */
export function tooOld(backups: readonly Shelved[], keep: Keep): Shelved[] {
  const kept = new Set<Shelved>(backups.slice(0, 1))
  const spans: [number, (at: Date) => string][] = [
    [keep.days, (at) => at.toISOString().slice(0, 10)],
    [keep.weeks, (at) => String(Math.floor((at.getTime() / 86_400_000 + 3) / 7))],
    [keep.months, (at) => at.toISOString().slice(0, 7)],
  ]
  for (const [count, spanOf] of spans) {
    const newest = new Map<string, Shelved>()
    for (const backup of backups) if (!newest.has(spanOf(backup.madeAt))) newest.set(spanOf(backup.madeAt), backup)
    for (const backup of [...newest.values()].slice(0, count)) kept.add(backup)
  }
  return backups.filter((backup) => !kept.has(backup))
}

/** Throws away what is too old, and drafts of backups that were killed a day ago or more. */
export function clearShelf(folder: string, keep: Keep): Shelved[] {
  const old = tooOld(backupsIn(folder), keep)
  for (const { file } of old) rmSync(file, { force: true })
  for (const name of readdirSync(folder)) {
    const file = join(folder, name)
    if (name.endsWith('.backup.part') && statSync(file).mtimeMs < Date.now() - 86_400_000) rmSync(file, { force: true })
  }
  return old
}
