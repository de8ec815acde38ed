/**
 * Keeps the village workbench on the device, so that it opens without a network. It never keeps an answer of the server:
 * what is known of people stands encrypted in the pack and nowhere else.
 */

/** The part of a worker's own world that is used; its whole types cannot stand beside those of a page. */
type Lasting = Event & { waitUntil(work: Promise<unknown>): void }
type Fetching = Event & { readonly request: Request; respondWith(answer: Promise<Response>): void }
type WorkerScope = {
  addEventListener(kind: 'install' | 'activate', hear: (event: Lasting) => void): void
  addEventListener(kind: 'fetch', hear: (event: Fetching) => void): void
  skipWaiting(): Promise<void>
  readonly clients: { claim(): Promise<void> }
}
const worker = self as unknown as WorkerScope

const { version, files } = JSON.parse('__FILES_TO_KEEP__') as { version: string; files: string[] }
const name = `tongmai ${version}`
/** A weak network gets so long before the kept page is shown. */
const patience = 4000

worker.addEventListener('install', (event) => {
  event.waitUntil(keep())
})

worker.addEventListener('activate', (event) => {
  event.waitUntil(drop().then(() => worker.clients.claim()))
})

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const address = new URL(request.url)
  if (request.method !== 'GET' || address.origin !== location.origin) return
  if (request.mode === 'navigate' && /^\/(village\b|$)/.test(address.pathname)) return event.respondWith(page(request))
  if (address.pathname.startsWith('/assets/') || files.includes(address.pathname)) event.respondWith(asset(request))
})

/** Files that the last version had already are taken over: after an update a phone fetches only what changed. */
async function keep(): Promise<void> {
  const cache = await caches.open(name)
  for (const file of files) {
    const had = file.startsWith('/assets/') ? await caches.match(file) : undefined
    if (had) await cache.put(file, had)
    else await cache.add(new Request(file, { cache: file.startsWith('/assets/') ? 'default' : 'reload' }))
  }
  await worker.skipWaiting()
}

async function drop(): Promise<void> {
  for (const each of await caches.keys()) if (each !== name) await caches.delete(each)
}

async function page(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(patience) })
    if (answer.ok) return answer
  } catch {
    // Shown below, from the device.
  }
  return (await caches.match('/')) ?? Response.error()
}

async function asset(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request)
}
