import { z } from 'zod'

/** The format's own number: it grows when an older product could not read what is written. */
export const formatVersion = 1

/** In front of every backup, readable without a key; authenticated with the first piece that follows. */
export const header = z.object({
  format: z.int(),
  product: z.string(),
  madeAt: z.string(),
  /** The steps of the schema it was made with. */
  migrations: z.array(z.string()).min(1),
  /** The queue library's own step; its tables are made by the library itself. */
  queueStep: z.int(),
  postgres: z.int(),
  key: z.object({ version: z.int(), mark: z.string() }),
  salt: z.string(),
})
export type Header = z.infer<typeof header>

export const tableSum = z.object({ name: z.string(), columns: z.array(z.string()), rows: z.int(), bytes: z.int(), sm3: z.string() })
export type TableSum = z.infer<typeof tableSum>

/** What the backup holds, written last: so it can only be there when everything before it is. */
export const manifest = z.object({
  tables: z.array(tableSum),
  sequences: z.array(z.object({ name: z.string(), last: z.string(), called: z.boolean() })),
  /** Staging tables are empty between runs and cannot be part of a snapshot. */
  leftOut: z.array(z.string()),
})
export type Manifest = z.infer<typeof manifest>
