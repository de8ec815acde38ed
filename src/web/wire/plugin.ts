import { statSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'vite'

/** Where domains declare what both sides read: contracts, and the coded lists they are made of. */
const declaration =
  /^(.*\/src\/(?:domains\/[^/]+|interop)\/[^/]+\/(?:contract|labels|roles)\.ts)(?:\?capabilities=(\w+))?$/
const whole = '?whole'
/** Values of policies are read only where a device decides by itself. */
const judges = /\/src\/domains\/[^/]+\/[^/]+\/(?:\w+\/)*policy\.ts$/

/**
 * Sends the browser a contract without its schemas and without who may ask.
 *
 * A screen imports `contract.ts` like any module and has its full types; what is served in its place is a projection:
 * of a capability its method, path and title, of a `coded` list its labels and codes, of plain data the data. A schema
 * or a function is left out, so importing one as a value fails the build instead of fattening the page. Each contract
 * becomes a module of its capabilities, so a page carries only those it asks.
 *
 * `contract.ts?whole` is the contract itself, for code that must judge input offline. Policies read whole declarations too.
 */
export function contractsForTheBrowser(): Plugin {
  return {
    name: 'contracts-for-the-browser',
    enforce: 'pre',
    buildStart() {
      if (process.features.typescript) return
      throw new Error(`the screens read contracts as TypeScript, which takes Node 24; this is ${process.version}`)
    },
    async resolveId(source, importer, options) {
      if (!importer || source.endsWith(whole) || !(importer.endsWith(whole) || judges.test(importer))) return null
      // What a whole contract or a policy is made of must be whole too: both judge by schemas.
      const from = importer.endsWith(whole) ? importer.slice(0, -whole.length) : importer
      const resolved = await this.resolve(source, from, { ...options, skipSelf: true })
      return resolved && declaration.test(resolved.id) ? { ...resolved, id: resolved.id + whole } : resolved
    },
    async load(id) {
      const [, file, contract] = declaration.exec(id) ?? []
      if (!file) return null
      const declared = await importFresh(file)
      return contract ? projectCapabilities(declared[contract]) : projectModule(declared, file)
    },
  }
}

/** Node keeps a module for ever; the time of its last change in the address lets the dev server see an edit. */
async function importFresh(file: string): Promise<Record<string, unknown>> {
  const address = `${pathToFileURL(file).href}?changed=${statSync(file).mtimeMs}`
  return (await import(/* @vite-ignore */ address)) as Record<string, unknown>
}

/** The source of the module that stands in for a declaration file. */
export function projectModule(declared: Record<string, unknown>, file: string): string {
  const lines = Object.entries(declared).flatMap(([name, value]) => {
    if (isContract(value)) return [`export * as ${name} from ${JSON.stringify(`${file}?capabilities=${name}`)}`]
    const seen = project(value)
    return seen === undefined ? [] : [`export const ${name} = ${seen}`]
  })
  return lines.length > 0 ? `${lines.join('\n')}\n` : 'export {}\n'
}

/** One export a capability, under a name of our own first: a capability may be called what JavaScript reserves. */
export function projectCapabilities(contract: unknown): string {
  const lines = Object.entries(contract as Record<string, unknown>).map(
    ([name, capability], index) => `const c${index} = ${project(capability)}\nexport { c${index} as ${name} }`,
  )
  return `${lines.join('\n')}\n`
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
  if (!isPlain(value)) return undefined
  return record(isCapability(value) ? { method: value.method, path: value.path, title: value.title } : value)
}

function record(value: Record<string, unknown>): string | undefined {
  const entries = Object.entries(value).flatMap(([name, item]) => {
    const seen = project(item)
    return seen === undefined ? [] : [`${JSON.stringify(name)}: ${seen}`]
  })
  return entries.length > 0 || Object.keys(value).length === 0 ? `{ ${entries.join(', ')} }` : undefined
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || '_zod' in value) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function isCapability(value: unknown): value is Record<'method' | 'path' | 'title', unknown> {
  return isPlain(value) && 'method' in value && 'path' in value && 'access' in value && 'input' in value
}

function isContract(value: unknown): boolean {
  return isPlain(value) && Object.keys(value).length > 0 && Object.values(value).every(isCapability)
}
