import type { z } from 'zod'
import type { Capability, Contract, Parsed, RefusalOf } from './capability.ts'
import { brokenConstraint } from './database.ts'
import type { ReceivedFile } from './files.ts'
import type { Scope } from './scope.ts'
import type { Action } from './transaction.ts'

type Made<C extends Capability> = (call: { scope: Scope; input: Parsed<C>; file?: ReceivedFile }) => Promise<z.input<C['output']> | RefusalOf<C>>

/** Joins a contract to what is done: a missing action, a wrong answer or a misspelt refusal does not compile. */
export function actions<C extends Contract>(_contract: C, made: NoInfer<{ [K in keyof C]: Made<C[K]> }>): { [K in keyof C]: Action } {
  return made as unknown as { [K in keyof C]: Action }
}

/** Where the database's constraint is the judge: the refusal that belongs to the constraint that was hit. */
export async function unless<T, R>(work: Promise<T>, refusals: Readonly<Record<string, R>>): Promise<T | R> {
  try {
    return await work
  } catch (error) {
    const refusal = refusals[brokenConstraint(error) ?? '']
    if (refusal === undefined) throw error
    return refusal
  }
}

/** The opaque cursor of a list: what the last row was sorted by. */
export function cursorOf(position: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

/** Reads a cursor back; an altered one simply starts from the beginning. */
export function positionOf(cursor: string | undefined, length: number): (string | number)[] | undefined {
  if (!cursor) return undefined
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    const sound = Array.isArray(position) && position.length === length && position.every((p) => typeof p === 'string' || typeof p === 'number')
    return sound ? (position as (string | number)[]) : undefined
  } catch {
    return undefined
  }
}
