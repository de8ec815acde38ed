import { appendFileSync, existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkDigit } from '#registry/resident/rules.ts'

// Nothing that was logged during the run says who somebody is. What must not be there is noted while the tests run.

/** What may not be found, and what to call it when it is. */
type Forbidden = ReadonlyMap<string, string>

const fields: Readonly<Record<string, string>> = { token: 'a token', password: 'a password', current: 'a password', next: 'a password' }
const notes = (folder: string) => join(folder, 'forbidden.jsonl')

/** Notes tokens, passwords and names that travelled in a request or its answer. */
export function noteForbidden(folder: string, ...bodies: readonly unknown[]): void {
  const found = bodies
    .flatMap((body) => Object.entries((body ?? {}) as Record<string, unknown>))
    .flatMap(([field, value]) => {
      const what = field === 'name' ? 'a name' : fields[field]
      return what && typeof value === 'string' && value.length >= (field === 'name' ? 2 : 8) ? [JSON.stringify([value, what])] : []
    })
  if (found.length > 0) appendFileSync(notes(folder), `${found.join('\n')}\n`)
}

export function forbiddenIn(folder: string): Forbidden {
  if (!existsSync(notes(folder))) return new Map()
  return new Map(
    readFileSync(notes(folder), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as [string, string]),
  )
}

/** Every log of the run: the server's of each test file, and PostgreSQL's. */
export function logsOf(folder: string): { name: string; text: string }[] {
  return globSync('**/*.log{,.1}', { cwd: folder }).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
}

/** What stands in a log that must not, each with its line. */
export function findPersons(text: string, forbidden: Forbidden): string[] {
  return text.split('\n').flatMap((line, i) => {
    const numbers = [...line.matchAll(/(?<!\w)(\d{17}[\dXx]|\d{15}|1[3-9]\d{9})(?!\w)/g)].flatMap(([number]) => kindOf(number) ?? [])
    const others = [...forbidden].flatMap(([value, what]) => (line.includes(value) ? [what] : []))
    return [...numbers, ...others].map((what) => `line ${i + 1} carries ${what}: ${line.slice(0, 200)}`)
  })
}

function kindOf(number: string): string | undefined {
  if (number.length === 11) return 'a mobile number'
  if (number.length === 18) return checkDigit(number) === number[17]?.toUpperCase() ? 'an identity number' : undefined
  return /^[1-8]\d{7}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}$/.test(number) ? 'an identity number of 15 digits' : undefined
}
