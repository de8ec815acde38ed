import type { Vault } from '#kernel/crypto.ts'
import type { Scope } from '#kernel/scope.ts'
import { blindPurpose, plainNumber } from '#registry/resident/rules.ts'
import type { Loader } from '../loader.ts'
import { chunksOf, keepKeys, markRefused } from './store/keys.ts'
import { dropParts, followVisits, hasChanges, takeRecord } from './store/record.ts'
import { type Chunk, type Home, peopleIn, type Sealed, type StagedPerson, takePeople } from './store/registry.ts'

type Taking = {
  readonly source: string
  readonly home: Home
  readonly vault: Vault
  readonly tell: (line: string) => void
}

// Some thousand lines: large enough that the commit does not matter, small enough to lose little.
const chunkSize = 3000
// Two at a time keep both the server and this process busy. People are never in two chunks, so nobody waits for a lock.
const hands = 2

/** Takes what was judged sound, people by people. */
export async function takeChunks(loader: Loader, taking: Taking): Promise<void> {
  const chunks = await loader.transaction((scope) => chunksOf(scope, chunkSize))
  const ahead = chunks.values()
  let done = 0
  async function work(): Promise<void> {
    for (const chunk of ahead) {
      await takeChunk(loader, chunk, taking)
      done += 1
      if (done % 10 === 0) taking.tell(`${Math.round((100 * done) / chunks.length)} %`)
    }
  }
  await Promise.all(Array.from({ length: hands }, work))
}

/** A chunk the database refuses is halved until the one person is found whose lines it cannot hold; the rest goes on. */
async function takeChunk(loader: Loader, chunk: Chunk, taking: Taking): Promise<void> {
  try {
    await loader.transaction((scope) => takeAll(scope, chunk, taking))
  } catch (error) {
    const { code = '', message } = error as Error & { code?: string }
    // Classes 22 and 23: a value or a constraint. Anything else is no matter of the data.
    if (!/^(22|23|54)/.test(code)) throw error
    if (chunk.from === chunk.until) await loader.transaction((scope) => markRefused(scope, chunk, message))
    else for (const half of await halves(loader, chunk)) await takeChunk(loader, half, taking)
  }
}

async function takeAll(scope: Scope, chunk: Chunk, { source, home, vault }: Taking): Promise<void> {
  const people = await peopleIn(scope, chunk)
  if (people.length > 0) await takePeople(scope, chunk, { home, ...sealAll(people, vault) })
  const [changes] = await Promise.all([hasChanges(scope, chunk), takeRecord(scope, chunk, source), keepKeys(scope, source, chunk)])
  if (changes) await Promise.all([dropParts(scope, chunk), followVisits(scope, chunk)])
}

/** Numbers of identity and telephone are never stored open. */
function sealAll(people: readonly StagedPerson[], vault: Vault): { numbers: Sealed[]; phones: Sealed[] } {
  const sealed = (residentId: string, system: string, value: string, purpose: string): Sealed => {
    const plain = plainNumber(value)
    return { residentId, system, sealed: vault.seal(plain), blind: vault.blind(purpose, plain), tail: plain.slice(-4) }
  }
  return {
    numbers: people.flatMap(({ id, more }) => more.identifiers.map((i) => sealed(id, i.system, i.value, blindPurpose.number))),
    phones: people.flatMap(({ id, more }) => (more.phone === null ? [] : [sealed(id, '', more.phone, blindPurpose.phone)])),
  }
}

async function halves(loader: Loader, { from, until }: Chunk): Promise<Chunk[]> {
  const ids = await loader.transaction(async (scope) => (await chunksOf(scope, 1)).map((c) => c.from).filter((id) => id >= from && id <= until))
  const middle = Math.ceil(ids.length / 2)
  return [ids.slice(0, middle), ids.slice(middle)].flatMap((half) => (half.length > 0 ? [{ from: half[0] ?? from, until: half.at(-1) ?? until }] : []))
}
