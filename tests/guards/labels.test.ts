import { globSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Words } from '#kernel/words.ts'
import { everyCapability } from './requests.ts'

const root = join(import.meta.dirname, '..', '..')
const modules = await Promise.all(
  globSync(['src/domains/**/{contract,labels,roles,criteria,catalog}.ts', 'src/domains/**/{criteria,catalog}/*.ts'], { cwd: root }).map(async (file) => ({
    file,
    exports: (await import(join(root, file))) as Record<string, unknown>,
  })),
)

type List = { readonly labels: Record<string, Words>; readonly codes: readonly string[] }

function isList(value: unknown): value is List {
  return typeof value === 'object' && value !== null && 'labels' in value && 'codes' in value && 'schema' in value
}

const lists = modules.flatMap(({ file, exports }) =>
  Object.entries(exports).flatMap(([name, value]) => (isList(value) ? [{ name: `${name} of ${file}`, list: value }] : [])),
)

function problemOf(words: Words): string | undefined {
  if (!words.zh?.trim() || !words.en?.trim()) return 'empty'
  if (!/\p{Script=Han}/u.test(words.zh) && !/^[A-Z0-9 .%/]+$/.test(words.zh)) return `zh is not Chinese: ${words.zh}`
  if (/\p{Script=Han}/u.test(words.en)) return `en is Chinese: ${words.en}`
  return /undefined|null|TODO|FIXME/.test(words.zh + words.en) ? 'a placeholder' : undefined
}

test('there are coded lists to look at', () => {
  expect(lists.length).toBeGreaterThan(20)
})

test.each(lists)('every code of $name has its words in both languages, and no two share them', ({ list }) => {
  expect(list.codes.length).toBeGreaterThan(0)
  const wrong = list.codes.flatMap((code) => {
    const words = list.labels[code]
    const problem = words ? problemOf(words) : 'missing'
    return problem ? [`${code}: ${problem}`] : []
  })
  expect(wrong).toEqual([])
  for (const language of ['zh', 'en'] as const) expect(new Set(list.codes.map((code) => list.labels[code]?.[language])).size, language).toBe(list.codes.length)
})

test.each(everyCapability)('$name and each of its refusals say what they are in both languages', ({ capability }) => {
  const said = [capability.title, ...Object.values(capability.refusals)]
  expect(said.map(problemOf).filter(Boolean)).toEqual([])
})

test('no two capabilities of a domain have one title', () => {
  for (const language of ['zh', 'en'] as const) {
    const titles = everyCapability.map((c) => `${c.domain} ${c.capability.title[language]}`)
    expect(titles.filter((title, i) => titles.indexOf(title) !== i)).toEqual([])
  }
})

test('no two capabilities share a verb and a path', () => {
  const paths = everyCapability.map(({ capability }) => `${capability.method} ${capability.path.replaceAll(/\{\w+\}/g, '{}')}`)
  expect(paths.filter((path, i) => paths.indexOf(path) !== i)).toEqual([])
})
