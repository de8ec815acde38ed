import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

// A store asks its own schema only. What another domain knows is asked through its door, or, by those who govern, in the views it publishes.

const root = join(import.meta.dirname, '..', '..')

/** Where the schema is not named like the domain, and why. */
const named: Readonly<Record<string, string>> = {
  'record/visit': 'record',
  'record/timeline': 'record',
  'record/term': 'record',
  // Overrides are the kernel's: it resolves them for every domain.
  'registry/policy': 'kernel',
  // The check at the door reads the list of powers.
  'registry/authority': 'kernel',
  // The trail and its blocks are written by the kernel for everybody.
  'governance/auditTrail': 'kernel',
  // A schema's name has no capitals.
  'registry/residentIndex': 'resident_index',
  'care/chronicCare': 'chronic_care',
  // Named like one row of it.
  'governance/measures': 'measure',
  'governance/indicators': 'indicator',
  // What the kernel's own commands wrote down about backups and drills.
  'registry/upkeep': 'kernel',
}

const schemas = new Set(
  globSync('db/migrations/*.sql', { cwd: root }).flatMap((file) => [...read(file).matchAll(/^create schema (\w+)/gm)].map((m) => m[1] ?? '')),
)

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8')
}

/** Views that a domain publishes for counting: `create view referral.referral_measure`. */
const published = new Set(
  globSync('db/migrations/*.sql', { cwd: root }).flatMap((file) =>
    [...read(file).matchAll(/^create view (\w+\.\w+_measure) with \(security_invoker = true\)/gm)].map((m) => m[1] ?? ''),
  ),
)

/** Tables and functions of other schemas that this text asks in SQL. `scope` is the kernel's and has functions only, which anybody may ask. */
function strangersIn(text: string, own: string): string[] {
  const asked = text.matchAll(/\b(?:from|join|into|update|call|select|selectFrom\('|insertInto\('|updateTable\('|deleteFrom\(')\s*([a-z_]+)\.([a-z_]+)/g)
  return [...asked].flatMap(([, schema = '', name]) => (schemas.has(schema) && schema !== own && schema !== 'scope' ? [`${schema}.${name}`] : []))
}

test('the schemas of the house were found', () => {
  expect(schemas).toContain('referral')
  expect(schemas.size).toBeGreaterThan(9)
})

test('a planted question to another table is found', () => {
  expect(strangersIn('select r.id from referral.referral r join booking.hold h on true', 'booking')).toEqual(['referral.referral'])
  expect(strangersIn(".insertInto('resident.panel')", 'booking')).toEqual(['resident.panel'])
})

test('the published views were found, and each shows its reader what the reader may see', () => {
  expect(published).toContain('referral.referral_measure')
  const views = globSync('db/migrations/*.sql', { cwd: root }).flatMap((file) => [...read(file).matchAll(/^create (?:or replace )?view (\S+)(.*)$/gm)])
  expect(views.filter(([, , rest = '']) => !rest.includes('security_invoker = true')).map(([, name]) => name)).toEqual([])
})

const sources = globSync('src/domains/*/*/**/*.ts', { cwd: root }).filter((file) => !file.endsWith('.test.ts'))

test('every domain asks its own schema only', () => {
  expect(sources.length).toBeGreaterThan(50)
  const wrong = sources.flatMap((file) => {
    const [, , tier = '', domain = ''] = file.split('/')
    const strangers = strangersIn(read(file), named[`${tier}/${domain}`] ?? domain).filter((table) => tier !== 'governance' || !published.has(table))
    return strangers.map((table) => `${file} asks ${table}: ask through the door of that domain`)
  })
  expect(wrong).toEqual([])
})
