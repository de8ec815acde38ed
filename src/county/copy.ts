import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setImmediate as breath } from 'node:timers/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { type Add, type AnySheet, lineOf, type Row } from './sheet.ts'

export type Loader = {
  readonly add: Add
  /** A line that is in the form of COPY already, for tables that take tens of millions. */
  readonly addLine: (sheet: AnySheet, line: string) => void
  /** Lets the rows travel while more are being made; waits where they are made faster than they are taken. */
  breathe(): Promise<void>
  /** Sends what is left. */
  finish(): Promise<void>
  /** Rows by table. */
  counts(): Record<string, number>
}

type Pile = { readonly sheet: AnySheet; text: string; readonly chunks: Buffer[]; rows: number }

const batch = 6_000_000
const chunk = 64_000

/**
 * Rows on their way into tables that were emptied in this transaction. One connection carries one COPY at a time, so
 * rows are piled up by table and the piles sent one after the other, while the next ones grow. `freeze`: the tables were emptied in this very transaction.
 */
export function openLoader(client: pg.ClientBase, { freeze = true }: { freeze?: boolean } = {}): Loader {
  let piles = new Map<AnySheet, Pile>()
  let size = 0
  let sending: Promise<void> | undefined
  let failure: Error | undefined
  const rows: Record<string, number> = {}

  function add(sheet: AnySheet, row: Row): void {
    addLine(sheet, lineOf(sheet, row))
  }
  function addLine(sheet: AnySheet, line: string): void {
    let pile = piles.get(sheet)
    if (!pile) {
      pile = { sheet, text: '', chunks: [], rows: 0 }
      piles.set(sheet, pile)
    }
    pile.text += line
    pile.rows += 1
    size += line.length
    if (pile.text.length > chunk) putAway(pile)
  }
  function send(): void {
    const travelling = [...piles.values()]
    piles = new Map()
    size = 0
    for (const { sheet, rows: added } of travelling) rows[sheet.table] = (rows[sheet.table] ?? 0) + added
    sending = copyAll(client, travelling, freeze).then(
      () => {
        sending = undefined
      },
      (error: Error) => {
        failure = error
      },
    )
  }
  async function breathe(): Promise<void> {
    await breath()
    if (failure) throw failure
    if (size > batch && sending) await sending
    if (size > batch && !sending) send()
    if (failure) throw failure
  }
  async function finish(): Promise<void> {
    await sending
    if (!failure) send()
    await sending
    if (failure) throw failure
  }
  return { add: add as Add, addLine, breathe, finish, counts: () => rows }
}

function putAway(pile: Pile): void {
  pile.chunks.push(Buffer.from(pile.text))
  pile.text = ''
}

async function copyAll(client: pg.ClientBase, piles: Pile[], freeze: boolean): Promise<void> {
  for (const pile of piles) {
    putAway(pile)
    const { table, columns } = pile.sheet
    // `freeze` because nobody can have seen the emptied table: no vacuum has to touch these rows again.
    const copy = copyFrom(`copy ${table} (${columns.join(', ')}) from stdin${freeze ? ' (freeze)' : ''}`)
    await pipeline(Readable.from(pile.chunks), client.query(copy))
  }
}
