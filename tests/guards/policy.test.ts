import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { catalogEditions } from '#care/tieredCare/catalog.ts'
import { criteria } from '#care/tieredCare/criteria.ts'
import { indicators } from '#governance/indicators/definitions/index.ts'
import { allPolicies } from '#kernel/policy.ts'
import { sourceTitles } from '#registry/policy/labels.ts'
import { contracts } from '../../src/contracts.ts'
import '../../src/wiring.ts'

type Source = { readonly id: string; readonly title: string; readonly issuer: string; readonly number: string; readonly date: string; readonly status: string }

/** The table of docs/sources.md: id, title, issuer, number, date, status. */
const sources: readonly Source[] = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'sources.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  .map(([id = '', title = '', issuer = '', number = '', date = '', status = '']) => ({ id: id.replaceAll('`', ''), title, issuer, number, date, status }))

// Importing the wiring has declared every policy of the program.
const policies = Object.keys(contracts).length > 0 ? allPolicies() : []
const used = new Set([
  ...policies.flatMap((p) => p.entries.map((e) => e.source)),
  ...criteria.flatMap((c) => c.editions.map((e) => e.source)),
  ...catalogEditions.map((e) => e.source),
  ...indicators.map((i) => i.source),
])

test('every source of a value is listed in docs/sources.md', () => {
  expect(used.size).toBeGreaterThan(8)
  expect([...used].filter((id) => !sources.some((s) => s.id === id))).toEqual([])
})

test('every listed source is used by a value', () => {
  expect(sources.map((s) => s.id).filter((id) => !used.has(id))).toEqual([])
})

test('every listed source has a title that people read, and no other is named', () => {
  expect(Object.keys(sourceTitles).toSorted()).toEqual(sources.map((s) => s.id).toSorted())
})

test('every source is listed once, whole, with a status that is known', () => {
  expect(new Set(sources.map((s) => s.id)).size).toBe(sources.length)
  for (const { id, ...rest } of sources) {
    for (const [column, text] of Object.entries(rest)) expect(text, `${column} of ${id}`).not.toBe('')
    expect(['read', 'excerpt', 'unverified', 'proposal', 'local'], id).toContain(rest.status)
  }
})

describe.each(policies.map((policy) => ({ key: policy.key, policy })))('$key', ({ policy }) => {
  test('has a title in both languages and values of its own shape, within its own bounds', () => {
    expect([policy.title.zh, policy.title.en].every((words) => words.trim() !== '')).toBe(true)
    for (const entry of policy.entries) {
      expect(policy.schema.safeParse(entry.value).success).toBe(true)
      expect(policy.outOfBounds?.(entry.value)).toBeUndefined()
      expect(entry.from).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    }
  })

  test('does not call a proposal or an unread source verified', () => {
    for (const entry of policy.entries) {
      const source = sources.find((s) => s.id === entry.source)
      if (entry.status === 'verified') expect(['read', 'excerpt'], entry.source).toContain(source?.status)
    }
  })
})
