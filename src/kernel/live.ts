import pg from 'pg'
import type { Log } from './log.ts'
import { query, type Scope } from './scope.ts'

/**
 * Tells open screens that something of theirs changed. A hint, never the truth: a screen that hears it asks again.
 * Topics are collected for 40 ms and sent by one NOTIFY outside the transactions, because a NOTIFY inside each would
 * take one lock of the whole database at every commit.
 */
export type LiveHub = {
  announce(topic: string): void
  /** Calls back with the topics that concern these facilities; returns how to stop. */
  watch(facilityIds: readonly string[], listener: (topics: string[]) => void): () => void
  close(): Promise<void>
}

/** The hub with what the processes of one database tell each other. */
export type ProcessHub = LiveHub & {
  /** Calls back when any process told this (`tellProcesses`), and whenever something may have been missed. */
  hear(topic: string, listener: (about: string | null) => void): void
  /** False while nothing can be heard: then what is remembered of the database may be out of date. */
  isListening(): boolean
}

const channel = 'tongmai_live'
const processChannel = 'tongmai_processes'

/** Tells every process of this database, with the commit of this transaction. For what is rare: it takes one lock at the commit. */
export async function tellProcesses(scope: Scope, topic: string, about = ''): Promise<void> {
  await query(scope, 'select pg_notify($1, $2)', [processChannel, `${topic} ${about}`])
}

export function createLiveHub(options: { url: string; log: Log }): ProcessHub {
  const watchers = new Map<string, Set<(topic: string) => void>>()
  const waiting = new Set<string>()
  const listeners = new Map<string, Set<(about: string | null) => void>>()
  let client: pg.Client | undefined
  let closed = false
  let timer: NodeJS.Timeout | undefined

  async function connect(): Promise<void> {
    if (closed) return
    const next = new pg.Client({ connectionString: options.url, application_name: 'tongmai live' })
    next.on('error', () => undefined)
    next.on('end', () => {
      client = undefined
      hearAgain()
      if (!closed) setTimeout(connect, 1000).unref()
    })
    next.on('notification', ({ channel: on, payload = '' }) => (on === channel ? deliver(payload.split('\n')) : heard(payload)))
    try {
      await next.connect()
      await next.query(`listen ${channel}; listen ${processChannel}`)
      client = next
      hearAgain()
    } catch (error) {
      options.log.warn({ err: error }, 'live updates are waiting for the database')
      await next.end().catch(() => undefined)
    }
  }

  function heard(payload: string): void {
    const [topic = '', about = ''] = payload.split(' ')
    for (const listener of listeners.get(topic) ?? []) listener(about)
  }

  /** Between two connections anything may have been said. */
  function hearAgain(): void {
    for (const all of listeners.values()) for (const listener of all) listener(null)
  }

  function deliver(lines: string[]): void {
    for (const line of lines) {
      const [facility = '', topic = ''] = line.split(' ')
      for (const tell of watchers.get(facility) ?? []) tell(topic)
    }
  }

  async function flush(): Promise<void> {
    timer = undefined
    const lines = [...waiting]
    waiting.clear()
    // A payload holds 8000 bytes at most.
    for (let i = 0; i < lines.length; i += 100) {
      const payload = lines.slice(i, i + 100).join('\n')
      if (client) await client.query('select pg_notify($1, $2)', [channel, payload]).catch(() => deliver(payload.split('\n')))
      else deliver(payload.split('\n'))
    }
  }

  void connect()
  return {
    announce(topic) {
      waiting.add(topic)
      timer ??= setTimeout(flush, 40)
    },
    watch(facilityIds, listener) {
      const collected = new Set<string>()
      let pending: NodeJS.Timeout | undefined
      const tell = (topic: string) => {
        collected.add(topic)
        pending ??= setTimeout(() => {
          pending = undefined
          const topics = [...collected]
          collected.clear()
          listener(topics)
        }, 20)
      }
      for (const id of facilityIds) watchers.set(id, (watchers.get(id) ?? new Set()).add(tell))
      return () => {
        clearTimeout(pending)
        for (const id of facilityIds) {
          watchers.get(id)?.delete(tell)
          if (watchers.get(id)?.size === 0) watchers.delete(id)
        }
      }
    },
    hear(topic, listener) {
      listeners.set(topic, (listeners.get(topic) ?? new Set()).add(listener))
    },
    isListening: () => client !== undefined,
    async close() {
      closed = true
      clearTimeout(timer)
      await client?.end()
    },
  }
}
