import { linkAll, weightsOn } from '#registry/residentIndex/index.ts'
import { type Traits, traitsOf, type Weights } from '#registry/residentIndex/rules.ts'
import type { Registration } from '../src/county/duplicates.ts'

/**
 * Links the lines and compares with the truth. Pairs are counted over whole clusters: joining a wrong line to a person of four makes four wrong
 * pairs. Precision is of sure links only. Recall also counts true pairs that wait in the queue; `recallSure` does not.
 */
export function measureLinks(lines: Iterable<Registration>, { weights = weightsOn('2026-11-23') }: { weights?: Weights } = {}) {
  const truth: number[] = []
  const people: Traits[] = []
  for (const line of lines) {
    truth.push(line.truth)
    people.push(traitsOf(line))
  }
  const started = performance.now()
  const linked = linkAll(people, weights)
  const seconds = (performance.now() - started) / 1000
  const linkedPairs = pairsIn([...linked.person])
  const right = pairsIn(truth.map((t, i) => `${t} ${linked.person[i]}`))
  const all = pairsIn(truth)
  const queued = queuedPairs(linked, truth)
  return {
    lines: truth.length,
    people: new Set(truth).size,
    persons: new Set(linked.person).size,
    precision: round(right / linkedPairs),
    recall: round((right + queued) / all),
    recallSure: round(right / all),
    queue: linked.doubtful.length,
    queueShare: round(linked.doubtful.length / truth.length),
    wrongLinks: linkedPairs - right,
    queueTrulySame: linked.doubtful.filter(({ a, b }) => truth[a] === truth[b]).length,
    missed: all - right - queued,
    comparedPairs: linked.compared,
    seconds: Math.round(seconds * 10) / 10,
    linesPerSecond: Math.round(truth.length / seconds),
    linked,
    truth,
  }
}

/** True pairs between the two clusters of each queued pair: whoever decides it joins them all. */
function queuedPairs({ person, doubtful }: ReturnType<typeof linkAll>, truth: readonly number[]): number {
  const members = new Map<number, number[]>()
  const wanted = new Set(doubtful.flatMap(({ a, b }) => [person[a] as number, person[b] as number]))
  for (const [i, root] of person.entries()) if (wanted.has(root)) members.set(root, [...(members.get(root) ?? []), i])
  let pairs = 0
  for (const { a, b } of doubtful) {
    for (const i of members.get(person[a] as number) ?? []) {
      for (const j of members.get(person[b] as number) ?? []) if (truth[i] === truth[j]) pairs++
    }
  }
  return pairs
}

function pairsIn(groups: readonly (number | string)[]): number {
  const sizes = new Map<number | string, number>()
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1)
  let pairs = 0
  for (const size of sizes.values()) pairs += (size * (size - 1)) / 2
  return pairs
}

function round(share: number): number {
  return Math.round(share * 10_000) / 10_000
}
