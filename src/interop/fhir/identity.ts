import { hash } from 'node:crypto'
import { type Json, name, object, objects, string, Unfit } from './json.ts'

/**
 * Every id is derived from the source and the resource's own name in it: whatever the order of the files, however often
 * they are read, the same thing gets the same id, and a reference needs no look-up.
 */
export function idOf(source: string, key: string): string {
  const hex = hash('sha256', `${source}\n${key}`, 'hex')
  // RFC 9562, version 8: the bits are ours.
  const variant = ((Number.parseInt(hex[16] ?? '0', 16) & 0x3) | 0x8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** `Type/id`; the bundle's own name for an entry without id, and at last its content. */
export function keyOf(resource: Json, fullUrl: string | undefined): string {
  const type = String(resource.resourceType)
  const id = typeof resource.id === 'string' && /^[A-Za-z0-9.-]{1,128}$/.test(resource.id) ? resource.id : undefined
  return `${type}/${id ?? uuidIn(fullUrl) ?? `#${hash('sha256', JSON.stringify(resource), 'hex').slice(0, 32)}`}`
}

function uuidIn(url: string | undefined): string | undefined {
  return /^urn:(?:uuid|oid):([A-Za-z0-9.-]{1,128})$/.exec(url ?? '')?.[1]
}

/** Other names by which a resource may be meant: an identifier, the uuid of its entry where it has another id. */
export function otherKeysOf(resource: Json, key: string, fullUrl: string | undefined): string[] {
  const type = String(resource.resourceType)
  const uuid = uuidIn(fullUrl)
  const byUrl = uuid !== undefined && key !== `${type}/${uuid}` ? [`${type}/${uuid}`] : []
  if (!byIdentifier.has(type)) return byUrl
  const identifiers = objects(resource.identifier).flatMap((i) => (string(i.value) ? [`${type}?identifier=${name(i.system) ?? ''}|${string(i.value)}`] : []))
  return [...byUrl, ...new Set(identifiers)]
}

const byIdentifier = new Set(['Patient', 'Practitioner', 'Organization', 'Encounter'])

/** The names inside one bundle: which resource each `fullUrl` stands for. */
export type Names = ReadonlyMap<string, string>

/** The key a reference means, undefined where there is none or it points into the resource itself. */
export function referenced(value: unknown, expected: readonly [string, ...string[]], names: Names): string | undefined {
  const reference = object(value)
  const told = string(reference?.reference)
  if (told === undefined) return byLogicalIdentifier(reference, expected[0])
  if (told.startsWith('#')) return undefined
  const key = names.get(told) ?? keyIn(told, expected[0])
  const type = key.slice(0, key.search(/[/?]/))
  if (!expected.includes(type)) throw new Unfit('brokenReference', `${told.slice(0, 100)} is no ${expected.join(' or ')}`)
  return key
}

function byLogicalIdentifier(reference: Json | undefined, type: string): string | undefined {
  const identifier = object(reference?.identifier)
  const value = string(identifier?.value)
  return value === undefined ? undefined : `${type}?identifier=${name(identifier?.system) ?? ''}|${value}`
}

/** `urn:uuid:x`, `Type/x`, `Type/x/_history/1`, `http://server/Type/x`, `Type?identifier=system|value`. */
function keyIn(told: string, expected: string): string {
  const uuid = uuidIn(told)
  if (uuid !== undefined) return `${expected}/${uuid}`
  const [, type, query] = /^([A-Z][A-Za-z]+)\?identifier=(.+)$/.exec(told) ?? []
  if (type && query) return `${type}?identifier=${decoded(query)}`
  const [, path] = /(?:^|\/)([A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,128})(?:\/_history\/.+)?$/.exec(told) ?? []
  if (!path) throw new Unfit('brokenReference', told.slice(0, 100))
  return path
}

function decoded(query: string): string {
  try {
    return decodeURIComponent(query)
  } catch {
    return query
  }
}
