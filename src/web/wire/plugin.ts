import { statSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'vite'

const contractFile = /\/src\/domains\/[^/]+\/[^/]+\/contract\.ts$/

/**
 * Sends the browser a contract without its schemas and without who may ask.
 *
 * A screen imports `contract.ts` like any module and has its full types; what is served in its place is a projection:
 * of a capability its method, path and title, of a `coded` list its labels and codes, of plain data the data. A schema
 * or a function is left out, so importing one as a value fails the build instead of fattening the page.
 * `contract.ts?whole` is the contract itself, for code that must judge input offline.
 */
export function contractsForTheBrowser(): Plugin {
  return {
    name: 'contracts-for-the-browser',
    enforce: 'pre',
    async load(id) {
      if (!contractFile.test(id)) return null
      return projectModule(await importFresh(id))
    },
  }
}

/** Node keeps a module for ever; the time of its last change in the address lets the dev server see an edit. */
async function importFresh(file: string): Promise<Record<string, unknown>> {
  const address = `${pathToFileURL(file).href}?changed=${statSync(file).mtimeMs}`
  return (await import(/* @vite-ignore */ address)) as Record<string, unknown>
}

/** The source of the module that stands in for a contract. */
export function projectModule(contract: Record<string, unknown>): string {
  const lines: string[] = []
  for (const [name, value] of Object.entries(contract)) {
    const seen = project(value)
    if (seen !== undefined && name !== 'default') lines.push(`export const ${name} = ${seen}`)
  }
  return lines.length > 0 ? `${lines.join('\n')}\n` : 'export {}\n'
}

/** The source of one value as the browser may see it, or undefined where it may see nothing. */
function project(value: unknown): string | undefined {
  if (typeof value === 'bigint') return `${value}n`
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) {
    const items = value.map(project)
    return items.every((item) => item !== undefined) ? `[${items.join(', ')}]` : undefined
  }
  if (value instanceof Set) return wrap('Set', project([...value]))
  if (value instanceof Map) return wrap('Map', project([...value]))
  if (!isPlain(value)) return undefined
  if (isCapability(value)) return record({ method: value.method, path: value.path, title: value.title })
  return record(value)
}

function record(value: Record<string, unknown>): string | undefined {
  const entries = Object.entries(value).flatMap(([name, item]) => {
    const seen = project(item)
    return seen === undefined ? [] : [`${JSON.stringify(name)}: ${seen}`]
  })
  return entries.length > 0 || Object.keys(value).length === 0 ? `{ ${entries.join(', ')} }` : undefined
}

function wrap(kind: 'Set' | 'Map', inner: string | undefined): string | undefined {
  return inner === undefined ? undefined : `/*#__PURE__*/ new ${kind}(${inner})`
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || '_zod' in value) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function isCapability(value: Record<string, unknown>): boolean {
  return 'method' in value && 'path' in value && 'access' in value && 'input' in value
}
