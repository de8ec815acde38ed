// FHIR bundles into an empty platform with its embedded, durable PostgreSQL: the first run, and the same again.
// node bench/import.ts [resources]
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { importFhir, totalOf } from '#interop/fhir/index.ts'
import { writeSample } from '#interop/fhir/sample.ts'
import { readConfig } from '#kernel/config.ts'
import { newId } from '#kernel/ids.ts'
import { openPlatform } from '../src/commands/platform.ts'
import { machine } from './place.ts'

const wanted = Number(process.argv[2] ?? 100_000)
const folder = mkdtempSync(join(tmpdir(), 'tongmai-bench-'))
const bundles = join(folder, 'bundles')
// A person with ten visits has about 137 resources.
const { resources, bytes } = await writeSample(bundles, { people: Math.ceil(wanted / 136), visits: 10, places: 50 })
const platform = await openPlatform({ config: readConfig(['--data', join(folder, 'data')], {}), tell: () => undefined })
try {
  const owner = new pg.Client({ connectionString: platform.ownerUrl })
  await owner.connect()
  await owner.query(
    `insert into facility.facility (id, kind, name, short_name, initials, division_code, opened_on, synthetic)
     values ($1, 'townshipHealthCenter', '示例镇卫生院', '示例镇卫生院', 'slzwsy', '000000', '2020-01-01', true)`,
    [newId()],
  )
  console.log(machine())
  for (const turn of ['first run', 'the same again']) {
    const accounting = await importFhir({ url: platform.ownerUrl, vault: platform.vault, folder: bundles })
    const { seconds } = accounting
    const figures = {
      resources,
      megabytes: Math.round(bytes / 2 ** 20),
      seconds: Math.round(seconds * 10) / 10,
      perSecond: Math.round(resources / seconds),
      ...totalOf(accounting),
    }
    console.log(turn, JSON.stringify(figures))
  }
  const { rows } = await owner.query<{ size: string }>('select pg_size_pretty(pg_database_size(current_database())) as size')
  console.log('database', rows[0]?.size, 'memory of this process', `${Math.round(process.resourceUsage().maxRSS / 1024)} MB`)
  await owner.end()
} finally {
  await platform.stop()
  rmSync(folder, { recursive: true, force: true })
}
