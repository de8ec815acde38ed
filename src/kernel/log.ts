import { destination, pino } from 'pino'

export type Log = ReturnType<typeof createLog>

/**
 * One line of JSON an event, without personal data: ids and words of the code only. What an error says is written without the
 * values it was about, and every line passes `withoutPersons` at the door. `to` is a file; else standard output.
 */
export function createLog(level = 'info', { to }: { to?: string } = {}) {
  const out = destination({ sync: true, ...(to ? { dest: to, mkdir: true } : {}) })
  const door = { write: (line: string) => out.write(withoutPersons(line)) }
  return pino({ level, base: null, timestamp: () => `,"at":"${new Date().toISOString()}"`, serializers: { err: sayError } }, door)
}

/** An error as it is logged. `detail`, `where` and the parameters of a database error name the row, so they are left out. */
export function sayError(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: withoutValues(String(error)) }
  const { code, constraint, schema, table, column, routine, status } = error as Error & Record<string, unknown>
  const said = {
    type: error.name,
    message: withoutValues(error.message),
    ...{ code, constraint, schema, table, column, routine, status },
    // The message again stands before the frames, in its own words.
    stack: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .join('\n'),
  }
  if (depth > 3) return said
  const errors = error instanceof AggregateError ? error.errors.map((e) => sayError(e, depth + 1)) : undefined
  return { ...said, ...(errors ? { errors } : {}), ...(error.cause === undefined ? {} : { cause: sayError(error.cause, depth + 1) }) }
}

/** Keeps quoted names of the code (`identifier_national`, `residentId`) and drops any other quoted text: it was typed by somebody. */
export function withoutValues(message: string): string {
  return message
    .replaceAll(/"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|“([^”]*)”/g, (quoted, ...inner) => {
      const text = inner.find((t) => typeof t === 'string') ?? ''
      return /^[a-z][a-zA-Z]*([_.][a-zA-Z]+)*$/.test(text) ? quoted : '"…"'
    })
    .replaceAll(/\p{Script=Han}+/gu, '…')
    .slice(0, 500)
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** Identity numbers with a right check digit (and those of 15 digits with a possible birth date), mobile numbers and bearer tokens. */
export function withoutPersons(line: string): string {
  return line
    .replaceAll(/(?<![\w.])\d{17}[\dXx](?!\w)/g, (number) => (checkDigitOf(number) === number[17]?.toUpperCase() ? '[identity number]' : number))
    .replaceAll(/(?<![\w.])[1-8]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\w)/g, '[identity number]')
    .replaceAll(/(?<!\w)(?:\+?86[- ]?)?1[3-9]\d{9}(?!\w)/g, '[phone]')
    .replaceAll(/Bearer\s+[\w.~+/-]+=*/gi, 'Bearer [token]')
}

function checkDigitOf(number: string): string | undefined {
  return '10X98765432'[weights.reduce((sum, weight, i) => sum + weight * Number(number[i]), 0) % 11]
}
