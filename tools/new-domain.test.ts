import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newDomain } from './new-domain.ts'

let root: string
let templates: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tongmai-new-'))
  templates = join(root, 'templates')
  mkdirSync(join(root, 'db', 'migrations'), { recursive: true })
  mkdirSync(templates)
  writeFileSync(join(root, 'db', 'migrations', '0009_add_beds.sql'), '')
  writeFileSync(join(templates, 'contract.ts.txt'), "export const {{name}}Contract = { path: '/{{path}}', row: {{Name}}, key: '{{NAME}}' }\n")
  writeFileSync(join(templates, '{{name}}.test.ts.txt'), '// {{tier}}\n')
  writeFileSync(join(templates, 'migration.sql.txt'), 'create schema {{schema}};\n')
})

afterEach(() => rmSync(root, { recursive: true }))

test('templates become a domain with its names in every spelling, and the next migration', () => {
  expect(newDomain({ root, templates, path: 'care/homeVisit' })).toEqual([
    'src/domains/care/homeVisit/contract.ts',
    'db/migrations/0010_create_home_visit.sql',
    'src/domains/care/homeVisit/homeVisit.test.ts',
  ])
  expect(read('src/domains/care/homeVisit/contract.ts')).toBe("export const homeVisitContract = { path: '/home-visit', row: HomeVisit, key: 'HOME_VISIT' }\n")
  expect(read('src/domains/care/homeVisit/homeVisit.test.ts')).toBe('// care\n')
  expect(read('db/migrations/0010_create_home_visit.sql')).toBe('create schema home_visit;\n')
})

test.each(['', 'rehabilitation', 'kernel/rehabilitation', 'care/Rehabilitation', 'care/a/b', 'care/../x'])('%j is no place for a domain', (path) => {
  expect(() => newDomain({ root, templates, path })).toThrow(/Say the tier and a name/)
})

test('a domain that exists is left alone', () => {
  mkdirSync(join(root, 'src', 'domains', 'care', 'homeVisit'), { recursive: true })
  expect(() => newDomain({ root, templates, path: 'care/homeVisit' })).toThrow(/there already/)
})

test('an unknown word in a template stops before anything is written', () => {
  writeFileSync(join(templates, 'store.ts.txt'), '{{nmae}}')
  expect(() => newDomain({ root, templates, path: 'care/homeVisit' })).toThrow(/says \{\{nmae\}\}/)
  expect(existsSync(join(root, 'src'))).toBe(false)
})

test('without templates nothing is made', () => {
  rmSync(templates, { recursive: true })
  expect(() => newDomain({ root, templates, path: 'care/homeVisit' })).toThrow(/no templates/)
})

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}
