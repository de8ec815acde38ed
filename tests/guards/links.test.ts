import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { files, root, textOf } from './files.ts'

const pages = files.filter((file) => file.endsWith('.md'))

function anchorsOf(text: string): Set<string> {
  const headings = text.split('\n').filter((line) => /^#+ /.test(line))
  return new Set(
    headings.map((line) =>
      line
        .replace(/^#+ /, '')
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replaceAll(/\s/g, '-'),
    ),
  )
}

function deadIn(page: string): string[] {
  const text = textOf(page).replaceAll(/```[\s\S]*?```/g, '')
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map((m) => m[1] ?? '')
    .filter((target) => !/^(https?|mailto):/.test(target))
    .flatMap((target) => {
      const [path = '', anchor] = target.split('#')
      const file = path === '' ? page : join(dirname(page), decodeURI(path))
      if (!existsSync(join(root, file))) return [`${page} -> ${target}`]
      const lost = anchor && file.endsWith('.md') && !anchorsOf(textOf(file)).has(decodeURI(anchor))
      return lost ? [`${page} -> ${target} (no such heading)`] : []
    })
}

test('there are pages to look at', () => {
  expect(pages.length).toBeGreaterThan(0)
})

test('no link of a page leads nowhere', () => {
  expect(pages.flatMap(deadIn)).toEqual([])
})

test('files that a page names in code words are there', () => {
  const named = /`((?:src|tests|docs|tools|bin|db|bench)\/[\w./-]+\.(?:ts|tsx|md|sql|csv|json))`/g
  const missing = pages.flatMap((page) =>
    [...textOf(page).matchAll(named)]
      .map((m) => m[1] ?? '')
      .filter((file) => !existsSync(join(root, file)))
      .map((file) => `${page}: ${file}`),
  )
  expect(missing).toEqual([])
})
