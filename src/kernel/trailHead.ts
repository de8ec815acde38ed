import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The chain was brought back to an older state on purpose: from block `from` to block `to`, by whoever holds the keys. */
export type SetBack = {
  readonly at: string
  readonly from: number
  readonly to: number
  readonly because: string
  /** The number of the line that says so in the trail itself. */
  readonly line: string
}

/** How far the chain came, and when it was set back. Kept beside the keys, where whoever reaches only the database cannot write. */
export type TrailHead = {
  number(): number
  /** A longer chain. A shorter one is never noted here: it would hide what was taken off its end. */
  note(number: number): void
  setBack(to: number, about: Pick<SetBack, 'at' | 'because' | 'line'>): SetBack
  setBacks(): readonly SetBack[]
}

export const trailHeadFile = 'trail-head'

/** The note of a key folder: the number on the first line, then a line of JSON for each time it was set back. */
export function openTrailHead(folder: string): TrailHead {
  const path = join(folder, trailHeadFile)

  function read(): { number: number; setBacks: SetBack[] } {
    const [first = '', ...rest] = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []
    return { number: Number(first) || 0, setBacks: rest.filter(Boolean).map((line) => JSON.parse(line) as SetBack) }
  }

  /** Whole or not at all: a note that a full disk cut in half would forget how far the chain came. */
  function write(number: number, setBacks: readonly SetBack[]): void {
    const draft = `${path}.new`
    writeFileSync(draft, [number, ...setBacks.map((line) => JSON.stringify(line))].join('\n'), { mode: 0o600, flush: true })
    renameSync(draft, path)
  }

  return {
    number: () => read().number,
    note(number) {
      const now = read()
      if (number > now.number) write(number, now.setBacks)
    },
    setBack(to, about) {
      const now = read()
      const done: SetBack = { ...about, from: now.number, to }
      write(to, [...now.setBacks, done])
      return done
    },
    setBacks: () => read().setBacks,
  }
}
