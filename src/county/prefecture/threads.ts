import { Worker } from 'node:worker_threads'
import type { Shape } from './shape.ts'
import type { Done, Order, ThreadPlace } from './worker.ts'

export type Thread = { readonly consortia: readonly number[]; ask(order: Order): Promise<Done>; end(): Promise<unknown> }

/** The consortia of each thread: the largest first, to whoever has fewer people. */
export function dividedAmong(count: number, { consortia }: Pick<Shape, 'consortia'>): number[][] {
  const hands = Array.from({ length: count }, () => ({ people: 0, own: [] as number[] }))
  for (const [i, { residents }] of [...consortia.entries()].sort(([, a], [, b]) => b.residents - a.residents)) {
    const free = hands.reduce((a, b) => (b.people < a.people ? b : a))
    free.people += residents
    free.own.push(i)
  }
  return hands.map(({ own }) => own.toSorted((a, b) => a - b))
}

export function openThread(place: ThreadPlace): Thread {
  // The thread runs the sources as they are, whatever the process was started with.
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: place, execArgv: [] })
  let broken: Error | undefined
  worker.on('error', (error: Error) => {
    broken = error
  })
  return {
    consortia: place.consortia,
    ask: (order) =>
      new Promise((done, fail) => {
        if (broken) return fail(broken)
        const failed = (error: Error) => fail(error)
        worker.once('error', failed)
        worker.once('message', (answer: Done) => {
          worker.off('error', failed)
          done(answer)
        })
        worker.postMessage(order)
      }),
    end: () => worker.terminate(),
  }
}
