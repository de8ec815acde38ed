import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { seedCounty } from '#county/seed.ts'
import { seedTerms } from '#interop/terms/index.ts'
import { dayOf } from '#kernel/calendar.ts'
import type { Vault } from '#kernel/crypto.ts'
import { digest, newToken } from '#kernel/crypto.ts'
import { countFigures } from './figures.ts'

export type Seed = 'none' | 'tiny' | 'small' | 'county' | 'prefecture'

/** The data folder holds another county than the one asked for. */
export class SeedDiffers extends Error {
  override name = 'SeedDiffers'
}

type Place = { readonly ownerUrl: string; readonly vault: Vault; readonly data: string }

/**
 * Makes the synthetic county that was asked for, once for the life of a data folder.
 * @returns what the folder holds now
 * @throws SeedDiffers where it holds another one
 */
export async function seedOnce(place: Place, wanted: Exclude<Seed, 'prefecture'> | undefined, tell: (line: string) => void): Promise<Seed> {
  const held = await readSeed(place.ownerUrl)
  if (held) {
    if (wanted && wanted !== held) {
      throw new SeedDiffers(
        `这个数据目录是用 --seed ${held} 建立的,不能改为 ${wanted};请用 --data 另选目录 · this folder was made with --seed ${held}; choose another folder with --data`,
      )
    }
    return held
  }
  const seed = wanted ?? 'small'
  await seedTerms(place.ownerUrl)
  if (seed !== 'none') {
    let shown = -1
    const progress = (text: string, fraction: number) => {
      const tenth = Math.floor(fraction * 10)
      if (tenth > shown) tell(`  ${String(Math.round(fraction * 100)).padStart(3)} %  ${text}`)
      shown = Math.max(shown, tenth)
    }
    const { personas } = await seedCounty({ url: place.ownerUrl, vault: place.vault, size: seed, today: dayOf(new Date()), progress })
    await countFigures(place.ownerUrl)
    writePersonas(place.data, personas)
  }
  await noteSeed(place.ownerUrl, seed)
  return seed
}

/** Which synthetic county a database holds; nothing where none was asked for yet. */
export async function readSeed(url: string): Promise<Seed | undefined> {
  return withClient(url, async (client) => (await client.query<{ value: Seed }>("select value from kernel.setting where key = 'seed'")).rows[0]?.value)
}

export async function noteSeed(url: string, seed: Seed): Promise<void> {
  await withClient(url, (client) => client.query("insert into kernel.setting (key, value) values ('seed', $1)", [JSON.stringify(seed)]))
}

/** The people to sign in as, of a synthetic county. */
export const personasFile = (folder: string) => join(folder, 'personas.json')

export function writePersonas(folder: string, personas: readonly unknown[]): void {
  writeFileSync(personasFile(folder), JSON.stringify(personas, null, 2), { mode: 0o600 })
  chmodSync(personasFile(folder), 0o600)
}

export type Persona = {
  readonly login: string
  readonly password: string
  readonly role: string
  readonly facilityId: string
  readonly name: string
  readonly facility: string
}

/** People to sign in as; only synthetic counties have any. */
export function readPersonas(folder: string): readonly Persona[] {
  return existsSync(personasFile(folder)) ? JSON.parse(readFileSync(personasFile(folder), 'utf8')) : []
}

/** An empty platform's way in: a link that works once, within an hour. Undefined once there is an administrator. */
export async function oneTimeLink(url: string): Promise<string | undefined> {
  return withClient(url, async (client) => {
    const { rowCount } = await client.query("select from access.assignment where role = 'administrator' limit 1")
    if (rowCount) return undefined
    const token = newToken()
    await client.query("insert into access.setup_link (token_hash, created_at, expires_at) values ($1, now(), now() + interval '1 hour')", [digest(token)])
    return `/setup#${token}`
  })
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
