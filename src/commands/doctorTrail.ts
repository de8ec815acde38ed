import { type Checked, checkTrail, type Tampering } from '#kernel/checkTrail.ts'
import type { Config } from '#kernel/config.ts'
import { createPool } from '#kernel/database.ts'
import type { Words } from '#kernel/words.ts'
import { contracts } from '../contracts.ts'
import { openPlatform } from './platform.ts'

const kinds: Readonly<Record<Tampering['what'], Words>> = {
  altered: { zh: '被改动的记录', en: 'a line was altered' },
  removed: { zh: '被删除的记录', en: 'a line was removed' },
  inserted: { zh: '被插入的记录', en: 'a line was put in' },
  blockAltered: { zh: '被改动的区块', en: 'a block was altered' },
  blockRemoved: { zh: '被删除的区块', en: 'a block was removed' },
}

/** `doctor --trail`: whether anybody touched the trail. Exit code 0 where it is whole, 1 where it is not. */
export async function examineTrail(config: Config, print: (line: string) => void): Promise<number> {
  const platform = await openPlatform({ config, tell: () => undefined })
  const pool = createPool(platform.ownerUrl, { max: 1 })
  try {
    return tell(await checkTrail(pool, platform.vault.trail), print)
  } finally {
    await pool.end()
    await platform.stop()
  }
}

export function tell(checked: Checked, print: (line: string) => void): number {
  for (const { at, from, to, because } of checked.setBacks) {
    print(`  ! 曾恢复到较早的状态,区块 ${to + 1}–${from} 不在其中 · brought back to an older state, without blocks ${to + 1}–${from}: ${at} ${because}`)
  }
  for (const tampering of checked.found) print(`  ✗ ${said(tampering)}`)
  const scale = `${checked.blocks} 个区块 · blocks, ${checked.lines} 条 · lines`
  if (checked.found.length > 0) {
    print(`  ✗ 审计日志被动过 · the trail was touched: ${checked.found.length} (${scale})`)
    print('      → 封存现场,对照备份,按预案上报 · keep everything, compare with a backup, report it')
    if (checked.missingUntil !== null) print(afterRestore(checked))
    return 1
  }
  print(`  ✓ 审计日志完整 · the trail is whole: ${scale}${checked.until ? `, ${checked.until}` : ''}`)
  return 0
}

/** The end is missing: taken away, or the database is an older one. Only whoever holds the keys may say which, and it stays on record. */
function afterRestore({ blocks, missingUntil }: Checked): string {
  const missing = `${blocks + 1}–${missingUntil}`
  return `      → 末尾缺区块 ${missing}。若数据库刚由归档恢复到较早时刻,核实后记下 · blocks ${missing} are missing at the end. If the database was just brought back from its archive, make sure, and note it: bin/tongmai restore --by-hand 原因 REASON`
}

function said({ what, block, line, at, capability }: Tampering): string {
  const title = Object.values(contracts as Record<string, Record<string, { title: Words }>>).find((c) => c[capability ?? ''])?.[capability ?? '']?.title
  const which = [at, title && `${title.zh} · ${title.en}`, line === null ? null : `#${line}`, block === null ? null : `区块 · block ${block}`]
  return `${kinds[what].zh} · ${kinds[what].en}: ${which.filter(Boolean).join(' ')}`
}
