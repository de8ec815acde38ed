import { join } from 'node:path'
import { makePrefecture } from '#county/prefecture/make.ts'
import { counted } from '#county/prefecture/shape.ts'
import { seedTerms } from '#interop/terms/index.ts'
import { dayOf } from '#kernel/calendar.ts'
import type { Config } from '#kernel/config.ts'
import { noteSeed, readSeed, writePersonas } from './county.ts'
import { countFigures } from './figures.ts'
import { keysFolder } from './platform.ts'

type Print = (line: string) => void

/** Fewer would leave villages without anybody. */
const fewest = 100_000

/** Makes the prefecture in a data folder, or goes on where it was broken off, and counts its figures. */
export async function seedPrefecture(own: readonly string[], { ownerUrl, config, print }: { ownerUrl: string; config: Config; print: Print }): Promise<number> {
  const visits = visitsIn(own)
  if (visits === undefined) {
    print(`seed prefecture [--visits ${fewest}–${counted.visits}]`)
    return 2
  }
  if ((await readSeed(ownerUrl)) === 'prefecture') return 0
  let shown = ''
  const progress = (text: string, fraction: number) => {
    const line = `  ${String(Math.round(fraction * 100)).padStart(3)} %  ${text}`
    if (line !== shown) print(line)
    shown = line
  }
  const { phases, rows } = await makePrefecture({
    url: ownerUrl,
    keys: keysFolder(config),
    cipher: config.cipher,
    today: dayOf(new Date()),
    visits,
    progress,
    ...(config.databaseUrl ? {} : { disk: join(config.data, 'postgres') }),
    keep: (personas) => writePersonas(config.data, personas),
  })
  await seedTerms(ownerUrl)
  const counting: { name: string; at: number }[] = []
  await countFigures(ownerUrl, (phase) => {
    counting.push({ name: phase, at: performance.now() })
    print(`  统计指标 · figures: ${phase}`)
  })
  await noteSeed(ownerUrl, 'prefecture')
  const spans = counting.slice(0, -1).map(({ name, at }, i) => ({ name, seconds: Math.round(((counting[i + 1]?.at ?? at) - at) / 100) / 10 }))
  for (const { name, seconds } of [...phases, ...spans]) print(`${name.padEnd(12)} ${seconds} s`)
  print(`${Object.values(rows).reduce((a, b) => a + b, 0)} 行 · rows`)
  return 0
}

function visitsIn(own: readonly string[]): number | undefined {
  const at = own.indexOf('--visits')
  if (at === -1) return own.length === 0 ? counted.visits : undefined
  const visits = Number(own[at + 1])
  return Number.isSafeInteger(visits) && visits >= fewest && visits <= counted.visits ? visits : undefined
}
