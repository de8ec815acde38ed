import { homedir, hostname } from 'node:os'
import { expect, test } from 'vitest'
import { files, root, textOf } from './files.ts'

const texts = files.filter((file) => /\.(ts|tsx|cjs|json|md|sql|css|html|csv|sh|yml)$|^bin\//.test(file) && file !== 'tests/guards/wording.test.ts')

function found(pattern: RegExp, where = texts): string[] {
  return where.flatMap((file) =>
    textOf(file)
      .split('\n')
      .flatMap((line, i) => (pattern.test(line) ? [`${file}:${i + 1}: ${line.trim().slice(0, 120)}`] : [])),
  )
}

function literal(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

test('no file names a path of the machine it was written on', () => {
  const here = [root, homedir()].filter((path) => path.length > 5).map(literal)
  expect(found(new RegExp(`${[...here, '/home/[a-z]', '/Users/[a-z]', 'C:\\\\\\\\Users'].join('|')}`))).toEqual([])
  const name = hostname()
  if (name.length > 6 && name !== 'localhost') expect(found(new RegExp(literal(name)))).toEqual([])
})

test('the lock file takes packages from the public registry or from where npm is told, never from a host of its own', () => {
  const hosts = new Set([...textOf('package-lock.json').matchAll(/"resolved": "https?:\/\/([^/"]+)/g)].map((m) => m[1]))
  hosts.delete('registry.npmjs.org')
  expect([...hosts]).toEqual([])
})

test('no file names a registry, a proxy or a mirror', () => {
  const registry = /\b(npm_config_registry|registry\s*=\s*https?:|nexus|artifactory|verdaccio|npmmirror)\b/i
  expect(
    found(
      registry,
      texts.filter((file) => !/^(package-lock\.json|bin\/setup|docs\/operations\.md|README\.md)$/.test(file)),
    ),
  ).toEqual([])
})

test('no secret stands in a file', () => {
  expect(found(/-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bghp_[A-Za-z0-9]{36}\b/)).toEqual([])
})

test('no sentence of a screen is shouted, unfinished or a placeholder', () => {
  expect(
    found(
      /\b(TODO|FIXME|XXX|HACK|lorem ipsum)\b/i,
      texts.filter((file) => /^(src|db|docs)\//.test(file)),
    ),
  ).toEqual([])
})
