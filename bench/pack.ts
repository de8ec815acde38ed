// What a village device takes along for 2,000 people: size, first sync on a slow network, search on a slow processor, and the way back of a queue.
// node bench/pack.ts [2000]
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type CDPSession, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { chronicCareContract } from '#care/chronicCare/contract.ts'
import { packContract, type Queued } from '#care/pack/contract.ts'
import { newId } from '#kernel/ids.ts'
import { readPersonas } from '../src/commands/county.ts'
import { connect } from './client.ts'
import { dataOf, machine, openPlace, type Place } from './place.ts'

const wanted = Number(process.argv[2] ?? 2000)
const pin = '258036'

/** The first village takes in its neighbours until so many people live there. */
async function gather(place: Place, clinic: string): Promise<number> {
  const [{ n: missing } = { n: 0 }] = await place.look<{ n: number }>(
    "select $2 - count(*)::int as n from resident.resident where home_facility_id = $1 and status = 'active'",
    [clinic, wanted],
  )
  if (missing > 0) {
    await place.look('drop table if exists public.bench_moved')
    await place.look(
      `create table public.bench_moved as select id, home_facility_id as old from resident.resident
        where home_facility_id <> $1 and status = 'active' and home_facility_id in (select id from facility.facility where kind = 'villageClinic') order by home_facility_id, id limit $2`,
      [clinic, missing],
    )
    const move = (table: string, column: string, key: string) =>
      place.look(`update ${table} t set ${column} = $1 from public.bench_moved m where t.${key} = m.id and t.${column} = m.old`, [clinic])
    await move('resident.resident', 'home_facility_id', 'id')
    for (const table of ['resident.panel', 'resident.search_term', 'chronic_care.managed', 'chronic_care.program'])
      await move(table, 'facility_id', 'resident_id')
    await place.look(
      'update kernel.duty d set owner_facility_id = $1, involved = array_append(involved, $1) from public.bench_moved m where d.resident_id = m.id',
      [clinic],
    )
    await place.look('drop table public.bench_moved')
    await place.look('analyze')
  }
  return wanted
}

/** 500 follow-ups of people in chronic care, as a queue of seven days holds them. */
async function queueOf(place: Place, clinic: string): Promise<Queued[]> {
  const people = await place.look<{ id: string }>(
    "select resident_id as id from chronic_care.managed where facility_id = $1 and status = 'managed' order by id limit 500",
    [clinic],
  )
  const now = Date.now()
  const { method, path } = chronicCareContract.recordFollowUp
  return Array.from({ length: 500 }, (_, i): Queued => {
    const readings = {
      systolic: { value: 126 + (i % 20), unit: 'mm[Hg]' },
      diastolic: { value: 78 + (i % 8), unit: 'mm[Hg]' },
      fastingGlucose: { value: 6.1, unit: 'mmol/L' },
      spo2: { value: 96, unit: '%' },
      cat: { value: 12, unit: '{score}' },
    }
    const input = {
      residentId: people[i % people.length]?.id,
      followUpId: newId(),
      mode: 'phone',
      readings: { systolic: readings.systolic, diastolic: readings.diastolic },
      symptoms: [],
      answers: { adverseReaction: 'none', complication: 'none' },
    }
    const at = new Date(now - (500 - i) * 15 * 60_000).toISOString()
    return {
      key: newId(),
      capability: `${method} ${path}`,
      input,
      deviceAt: at,
      skewSeconds: 0,
      since: new Date(now - 7 * 86_400_000).toISOString(),
      dependsOn: [],
    }
  })
}

async function slow(page: Page, how: { network: boolean; processor: number }): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page)
  const speed = how.network ? 2_000_000 / 8 : -1
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', { offline: false, latency: how.network ? 100 : 0, downloadThroughput: speed, uploadThroughput: speed })
  await session.send('Emulation.setCPUThrottlingRate', { rate: how.processor })
  return session
}

/** From the first byte of the sign-in page to a pack that is on the device, signing in and typing the PIN included in the clock only as machine time. */
async function firstSync(place: Place): Promise<void> {
  const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync) ?? ''
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'] })
  const persona = readPersonas(dataOf(place.size)).find((p) => p.login === 'village1')
  try {
    const page = await (await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' })).newPage()
    page.setDefaultTimeout(120_000)
    const session = await slow(page, { network: true, processor: 1 })
    let bytes = 0
    session.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength
    })
    const began = performance.now()
    await page.goto(place.address)
    await page.getByLabel('账号').fill(persona?.login ?? '')
    await page.getByLabel('密码', { exact: true }).fill(persona?.password ?? '')
    await page.getByRole('button', { name: '登录' }).click()
    await page.getByRole('link', { name: '我的', exact: true }).click()
    const pages = performance.now() - began
    await page.getByLabel('PIN', { exact: true }).fill(pin)
    await page.getByLabel('再输一次').fill(pin)
    await page.getByRole('button', { name: '启用离线工作' }).click()
    await page.getByRole('button', { name: '立即同步' }).waitFor()
    await page.getByText('离线包已就绪').waitFor()
    const packed = performance.now() - began
    await page.evaluate(async () => {
      const { active } = await navigator.serviceWorker.ready
      if (active?.state !== 'activated') await new Promise((done) => active?.addEventListener('statechange', done, { once: true }))
    })
    const kept = performance.now() - began
    const second = (milliseconds: number) => (milliseconds / 1000).toFixed(1)
    console.log(
      `first sync at 2 Mbit/s, 100 ms: pages ${second(pages)} s, pack ${second(packed)} s, all pages kept ${second(kept)} s; ${Math.round(bytes / 1000)} KB over the page's wire`,
    )
    const before = bytes
    const again = performance.now()
    await page.getByRole('button', { name: '立即同步' }).click()
    await page.waitForFunction(() => document.querySelector('[aria-disabled="true"]') === null)
    console.log(`a sync with nothing changed: ${second(performance.now() - again)} s, ${Math.round((bytes - before) / 1000)} KB`)
  } finally {
    await browser.close()
  }
}

/** The device's own search, over the pack's people, on a processor four times slower. */
async function search(rows: readonly unknown[]): Promise<void> {
  const out = mkdtempSync(join(tmpdir(), 'book-'))
  const lib = { entry: 'src/web/offline/book.ts', formats: ['iife' as const], name: 'device', fileName: () => 'book.js' }
  await build({ configFile: false, logLevel: 'error', build: { lib, outDir: out, emptyOutDir: true } })
  const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync) ?? ''
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const page = await browser.newPage()
    await slow(page, { network: false, processor: 4 })
    await page.addScriptTag({ content: readFileSync(join(out, 'book.js'), 'utf8') })
    const found = await page.evaluate((all) => {
      const { device } = globalThis as unknown as { device: { Book: new (rows: unknown) => { find(q: string): string[]; person(id: string): unknown } } }
      const began = performance.now()
      const book = new device.Book(all)
      book.find('l')
      const first = performance.now() - began
      const times = ['l', 'lx', 'lxl', '李', '王秀', 'zhang', 'zhangj', 'wy', '陈', 'c'].flatMap((q) =>
        Array.from({ length: 20 }, () => {
          const start = performance.now()
          for (const id of book.find(q)) book.person(id)
          return performance.now() - start
        }),
      )
      times.sort((a, b) => a - b)
      return { first, p95: times[Math.floor(times.length * 0.95)], worst: times.at(-1) }
    }, rows as never)
    console.log('search on the device, 4x slower:', found)
  } finally {
    await browser.close()
  }
}

const place = await openPlace('small')
try {
  console.log(machine())
  const doctor = await place.as('village1')
  const people = await gather(place, doctor.facilityId)
  const connection = connect(place.address)
  const ask = async <C extends Parameters<typeof doctor.ask>[1]>(capability: C, input: Parameters<typeof doctor.ask>[2]) => {
    const { status, body } = await doctor.ask(connection, capability, input as never)
    if (status !== 200) throw new Error(`${capability.path} answered ${status}: ${JSON.stringify(body).slice(0, 400)}`)
    return body as never
  }
  const { deviceId } = (await ask(packContract.prepareDevice, { label: 'bench' })) as { deviceId: string }
  const took: number[] = []
  let rows: { key: string; hash: string; body: unknown }[] = []
  for (let i = 0; i < 3; i++) {
    const began = performance.now()
    rows = ((await ask(packContract.openPack, { deviceId })) as { rows: typeof rows }).rows
    took.push(Math.round(performance.now() - began))
  }
  const plain = JSON.stringify({ rows })
  console.log(`pack of ${people} people: ${rows.length} rows, ${plain.length} plain, ${gzipSync(plain).length} bytes compressed; made in ${took.join(', ')} ms`)
  await search(rows)
  const queue = await queueOf(place, doctor.facilityId)
  const began = performance.now()
  const how = new Map<string, number>()
  for (let i = 0; i < queue.length; i += 50) {
    const input = { deviceId, deviceNow: new Date().toISOString(), commands: queue.slice(i, i + 50), waiting: Math.max(queue.length - i - 50, 0) }
    const { answers } = (await ask(packContract.replayCommands, input)) as { answers: { how: string }[] }
    for (const answer of answers) how.set(answer.how, (how.get(answer.how) ?? 0) + 1)
  }
  const seconds = (performance.now() - began) / 1000
  const [stored] = await place.look<{ n: number }>('select count(*)::int as n from chronic_care.follow_up where id = any ($1)', [
    queue.map((q) => q.input.followUpId),
  ])
  console.log(`replay of ${queue.length} follow-ups: ${seconds.toFixed(1)} s, ${JSON.stringify(Object.fromEntries(how))}, ${stored?.n} stored`)
  const changed = (await ask(packContract.openPack, { deviceId, known: rows.map((r) => r.hash).join('') })) as { rows: unknown[] }
  console.log(`the fetch after it: ${changed.rows.length} rows, ${gzipSync(JSON.stringify(changed)).length} bytes compressed`)
  await firstSync(place)
  connection.close()
} finally {
  await place.stop()
}
