import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { startPostgres } from '#kernel/embedded.ts'
import { type Persona, readPersonas } from '../../src/commands/county.ts'

/** The real program in a process of its own, with a durable database, to be killed. */
export type Service = {
  readonly address: string
  /** Its data folder. */
  readonly data: string
  readonly personas: () => readonly Persona[]
  /** `kill -9` of the web server, and the same command typed again. */
  killServer(): Promise<void>
  /** `kill -9` of the database's first process; nobody does anything about it. */
  killDatabase(): Promise<void>
  untilReady(): Promise<number>
  /** Straight to the database as its owner: for looking, not for acting. */
  look<R extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<R[]>
  stop(): Promise<void>
}

const root = join(import.meta.dirname, '..', '..')

export async function startService(within = tmpdir()): Promise<Service> {
  const data = mkdtempSync(join(within, 'tongmai-crash-'))
  // The user that PostgreSQL runs as must be able to enter; otherwise the database is kept elsewhere.
  chmodSync(data, 0o755)
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  let said = ''
  let server = up()

  function up(): ChildProcess {
    const { DATABASE_URL: _, ...env } = process.env
    const words = ['src/main.ts', 'up', '--seed', 'tiny', '--data', data, '--port', String(port)]
    const child = spawn(process.execPath, words, { cwd: root, env: { ...env, TONGMAI_LOG: 'error' }, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text) => {
        said = (said + text).slice(-14000)
      })
    return child
  }

  async function untilReady(): Promise<number> {
    const began = performance.now()
    while (performance.now() - began < 90_000) {
      const ready = await fetch(`${address}/readyz`).then(
        (r) => r.ok,
        () => false,
      )
      if (ready) return performance.now() - began
      if (server.exitCode !== null) throw new Error(`the server ended by itself (${server.exitCode}): ${said}`)
      await pause(50)
    }
    throw new Error(`not back after 90 s: ${said}`)
  }

  function postmaster(): number | undefined {
    try {
      return Number(readFileSync(join(data, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0])
    } catch {
      return undefined
    }
  }

  /** The database's first process, waited for while it is being started. */
  async function running(): Promise<number> {
    for (let waited = 0; waited < 60_000; waited += 50) {
      const pid = postmaster()
      if (pid && isAlive(pid)) return pid
      if (server.exitCode !== null) throw new Error(`the server ended by itself (${server.exitCode}): ${said}`)
      await pause(50)
    }
    throw new Error(`no database after 60 s: ${said}`)
  }

  try {
    await untilReady()
  } catch (error) {
    server.kill('SIGKILL')
    throw error
  }
  return {
    address,
    data,
    personas: () => readPersonas(data),
    untilReady,
    async killServer() {
      const gone = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGKILL')
      await gone
      server = up()
    },
    async killDatabase() {
      const victim = await running()
      process.kill(victim, 'SIGKILL')
      // The old first process is gone and another one took its place: nobody but the platform did that.
      while ((await running()) === victim) await pause(50)
    },
    async look<R extends pg.QueryResultRow>(sql: string, values: unknown[] = []) {
      const postgres = await startPostgres({ folder: join(data, 'postgres'), durable: true })
      const client = new pg.Client({ connectionString: postgres.url })
      await client.connect()
      try {
        return (await client.query<R>(sql, values)).rows
      } finally {
        await client.end()
        await postgres.stop()
      }
    },
    async stop() {
      const gone = new Promise((resolve) => server.once('exit', resolve))
      if (server.exitCode === null && server.kill('SIGINT')) await Promise.race([gone, pause(20_000, undefined, { ref: false })])
      server.kill('SIGKILL')
      const left = postmaster()
      if (left) {
        try {
          process.kill(left, 'SIGINT')
        } catch {
          // It has ended meanwhile.
        }
        await pause(1000)
      }
      rmSync(data, { recursive: true, force: true })
    },
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}
