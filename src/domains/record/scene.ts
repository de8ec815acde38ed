import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Capability } from '#kernel/capability.ts'
import { createPool } from '#kernel/database.ts'
import { startPostgres } from '#kernel/embedded.ts'
import { newId } from '#kernel/ids.ts'
import { migrate } from '#kernel/migrate.ts'
import { createRuleBook } from '#kernel/ruleBook.ts'
import type { Actor, Scope } from '#kernel/scope.ts'
import { type Action, type Answer, asSystem, type Kernel, perform } from '#kernel/transaction.ts'
import { findBasis } from '#registry/access/index.ts'
import { findResident } from '#registry/resident/index.ts'

/**
 * A stage for the tests of the record and of what is imported into it: a database of its own with one hospital, one
 * township with a village clinic, and a second township that has nothing to do with them.
 */
export type Scene = {
  readonly ownerUrl: string
  readonly kernel: Kernel
  readonly hospital: string
  readonly township: string
  readonly village: string
  readonly elsewhere: string
  /** A doctor of that place; the same place gives the same doctor. */
  doctorAt(facilityId: string): Actor
  /** A person of the village; nobody real: the name says what they are. */
  resident(person?: { birthDate?: string; name?: string }): Promise<string>
  ask(made: { actor: Actor; name: string; capability: Capability; action: Action; input: object }): Promise<Answer>
  /** As the owner, past row security. */
  sql<R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<R[]>
  close(): Promise<void>
}

/** Monday noon of a week without holidays. */
export const sceneNow = new Date('2026-11-23T12:00:00+08:00')

export async function openScene(name: string, { now = sceneNow }: { now?: Date } = {}): Promise<Scene> {
  const postgres = await startPostgres({ folder: join(tmpdir(), 'tongmai-scene'), durable: false })
  const ownerUrl = await freshDatabase(postgres.url, `scene_${name}_${process.pid}`)
  await migrate(ownerUrl)
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 2 })
  const application = new URL(ownerUrl)
  // The roles of the server are shared with other test files, so nobody's password is changed here.
  application.searchParams.set('options', '-c timezone=Asia/Shanghai -c role=tongmai_app')
  const pool = createPool(application.href, { max: 8 })
  const rules = createRuleBook(pool)
  const live = { announce: () => undefined, watch: () => () => undefined, close: async () => undefined }
  const kernel: Kernel = { pool, rules, live, clock: () => now, basisOf }
  const places = await addPlaces(owner)
  const actors = new Map<string, Actor>()

  function doctorAt(facilityId: string): Actor {
    const known = actors.get(facilityId)
    if (known) return known
    const facilities = facilityId === places.township ? [places.township, places.village] : [facilityId]
    const actor: Actor = {
      accountId: newId(), name: '示例医生', staffId: newId(), role: facilityId === places.hospital ? 'specialist' : 'familyDoctor', facilityId,
      departmentId: null, facilities, consortiumId: null, capabilities: null,
    }
    actors.set(facilityId, actor)
    return actor
  }

  return {
    ownerUrl, kernel, ...places, doctorAt,
    async resident({ birthDate = '1960-05-01', name = '示例居民' } = {}) {
      const id = newId()
      await owner.query(
        `insert into resident.resident (id, home_facility_id, name, sex, birth_date, village, address, division_code, insurance, source, synthetic, created_at)
         values ($1, $2, $3, 'female', $4, '示例村', '示例村1组', '000000', 'resident', 'test', true, now())`,
        [id, places.village, name, birthDate],
      )
      return id
    },
    async ask({ actor, name, capability, action, input }) {
      const key = capability.method === 'GET' ? {} : { key: newId() }
      const parsed = capability.input.strict().parse(input) as Record<string, unknown>
      return perform(kernel, { name, capability, action, actor, input: parsed, requestId: 'test', ...key })
    },
    async sql<R extends pg.QueryResultRow>(text: string, values: unknown[] = []) {
      return (await owner.query<R>(text, values)).rows
    },
    async close() {
      await pool.end()
      await owner.end()
      await dropDatabase(postgres.url, ownerUrl)
      await postgres.stop()
    },
  }
}

/** At home the catchment, elsewhere what was granted. */
async function basisOf(scope: Scope, residentId: string): Promise<string | null> {
  const [resident, basis] = await Promise.all([findResident(scope, residentId), findBasis(scope, residentId)])
  return resident && scope.actor.facilities.includes(resident.home_facility_id) ? 'catchment' : (basis?.kind ?? null)
}

async function freshDatabase(url: string, name: string): Promise<string> {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  await admin.query(`drop database if exists ${name} with (force)`)
  await admin.query(`create database ${name}`)
  await admin.end()
  return Object.assign(new URL(url), { pathname: `/${name}` }).href
}

async function dropDatabase(url: string, ownUrl: string): Promise<void> {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  await admin.query(`drop database if exists ${new URL(ownUrl).pathname.slice(1)} with (force)`)
  await admin.end()
}

async function addPlaces(owner: pg.Pool) {
  const [hospital, township, village, elsewhere] = [newId(), newId(), newId(), newId()]
  const add = (id: string, kind: string, name: string, parent: string | null) =>
    owner.query(
      `insert into facility.facility (id, kind, name, short_name, initials, division_code, parent_id, opened_on, synthetic)
       values ($1, $2, $3, $3, 'sl', '000000', $4, '2020-01-01', true)`,
      [id, kind, name, parent],
    )
  await add(hospital, 'countyHospital', '示例县医院', null)
  await add(township, 'townshipHealthCenter', '示例镇卫生院', null)
  await add(village, 'villageClinic', '示例村卫生室', township)
  await add(elsewhere, 'townshipHealthCenter', '旁镇卫生院', null)
  return { hospital, township, village, elsewhere }
}

/** Asks as system what only a door offers. */
export function inScope<T>(scene: Scene, reach: { facilities: readonly string[]; residentId?: string }, work: (scope: Scope) => Promise<T>): Promise<T> {
  return asSystem(scene.kernel, { name: 'test', ...reach }, work)
}
