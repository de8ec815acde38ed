import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { files, textOf } from './files.ts'

const drawers = /^(utils?|helpers?|commons?|shared|libs?|managers?|bases?|misc)$/i

test('there are files to look at', () => {
  expect(files.length).toBeGreaterThan(200)
})

test('nothing is called utils, helpers, common, shared, lib, manager or base', () => {
  const named = files.filter((file) => file.split('/').some((part) => drawers.test(part.replace(/\.(test\.)?[a-z]+$/, ''))))
  expect(named).toEqual([])
})

test('no source file has more than 400 lines', () => {
  const long = files
    .filter((file) => /\.(ts|tsx|css|cjs|sql)$/.test(file) && !/^db\/types\.ts$|\.test\.tsx?$|\/gallery\//.test(file))
    .map((file) => ({ file, lines: textOf(file).split('\n').length - 1 }))
    .filter(({ file, lines }) => lines > (basename(file) === 'contract.ts' ? 450 : 400))
  expect(long).toEqual([])
})

test('every domain has its files: contract and actions, and a door unless nobody needs one', () => {
  const domains = new Set(files.flatMap((file) => /^src\/domains\/\w+\/\w+(?=\/contract\.ts$)/.exec(file)?.[0] ?? []))
  expect(domains.size).toBeGreaterThan(10)
  expect([...domains].filter((domain) => !files.includes(`${domain}/actions.ts`))).toEqual([])
})

test('a test is never left out, and never alone', () => {
  const left = files.filter(
    (file) => /\.test\.tsx?$/.test(file) && /\b(test|describe|it)\.(skip|only|todo)\b|\bx(it|test)\(/.test(textOf(file).replaceAll(/\/\\b.*$/gm, '')),
  )
  expect(left).toEqual([])
})
