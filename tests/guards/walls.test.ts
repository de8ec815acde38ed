import { execFileSync } from 'node:child_process'
import { globSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

type Violation = { readonly rule: { readonly name: string }; readonly from: string; readonly to: string }
type Cruise = {
  readonly modules: readonly { readonly source: string }[]
  readonly summary: { readonly violations: readonly Violation[] }
}

const repository = join(import.meta.dirname, '..', '..')
const ruleFile = join(repository, '.dependency-cruiser.cjs')

/** One forbidden import for each rule: [rule, importing file, imported file or package]. `type` imports only a type. */
const forbidden: readonly (readonly [rule: string, from: string, to: string, type?: 'type'])[] = [
  ['no-circular', 'src/kernel/about.ts', 'src/kernel/round.ts', 'type'],
  ['no-unresolvable', 'src/kernel/lost.ts', './nowhere.ts'],
  ['product-not-to-tests', 'src/main.ts', 'tests/database.ts'],
  ['product-not-to-tests', 'src/kernel/serve.ts', 'src/kernel/scope.test.ts'],
  ['product-not-to-dev-packages', 'src/kernel/serve.ts', 'vitest'],
  ['kernel-knows-no-domain', 'src/kernel/serve.ts', 'src/domains/registry/access/index.ts'],
  ['kernel-knows-no-domain', 'src/kernel/scope.ts', 'src/domains/registry/access/contract.ts', 'type'],
  ['kernel-pure-half', 'src/kernel/ids.ts', 'node:crypto'],
  ['kernel-pure-half', 'src/kernel/policy.ts', 'src/kernel/scope.ts', 'type'],
  ['registry-on-kernel', 'src/domains/registry/staff/index.ts', 'src/domains/record/visit/index.ts'],
  ['record-on-registry', 'src/domains/record/visit/actions.ts', 'src/domains/care/referral/index.ts'],
  ['record-on-registry', 'src/domains/record/visit/actions.ts', 'src/interop/fhir/index.ts'],
  ['care-on-record', 'src/domains/care/booking/index.ts', 'src/domains/governance/fund/index.ts'],
  ['care-on-record', 'src/domains/publicHealth/surveillance/index.ts', 'src/web/ui/Button.tsx'],
  ['governance-on-domains', 'src/domains/governance/fund/index.ts', 'src/interop/fhir/index.ts'],
  ['nobody-on-governance', 'src/domains/care/booking/jobs.ts', 'src/domains/governance/fund/contract.ts'],
  ['nobody-on-governance', 'src/interop/fhir/index.ts', 'src/domains/governance/fund/index.ts'],
  ['interop-on-doors', 'src/interop/fhir/index.ts', 'src/domains/care/referral/rules.ts'],
  ['web-on-pure-files', 'src/web/wire/call.ts', 'src/domains/care/referral/index.ts'],
  ['web-on-pure-files', 'src/web/wire/call.ts', 'src/kernel/scope.ts'],
  ['web-on-pure-files', 'src/web/wire/call.ts', 'db/types.ts', 'type'],
  ['web-without-node', 'src/web/wire/call.ts', 'node:fs'],
  ['web-without-server-packages', 'src/web/wire/call.ts', 'kysely'],
  ['county-on-doors', 'src/county/seed.ts', 'src/domains/care/referral/actions.ts'],
  ['operation-on-kernel', 'src/operation/drill.ts', 'src/domains/registry/access/index.ts'],
  ['nobody-on-outer-rooms', 'src/domains/registry/access/jobs.ts', 'src/operation/drill.ts'],
  ['commands-on-doors', 'src/commands/backup.ts', 'src/web/ui/Button.tsx'],
  ['commands-on-doors', 'src/commands/backup.ts', 'src/interop/fhir/bundle.ts'],
  ['commands-on-doors', 'src/commands/backup.ts', 'src/domains/care/referral/actions.ts'],
  ['county-on-doors', 'src/county/seed.ts', 'src/main.ts'],
  ['nobody-on-outer-rooms', 'src/domains/care/booking/jobs.ts', 'src/county/names.ts'],
  ['nobody-on-outer-rooms', 'src/interop/fhir/index.ts', 'src/wiring.ts'],
  ['domain-through-its-door', 'src/domains/care/booking/actions.ts', 'src/domains/care/referral/store.ts'],
  ['domain-through-its-door', 'src/domains/care/booking/actions.ts', 'src/domains/record/visit/rules.ts'],
  ['domain-through-its-door', 'src/domains/care/booking/actions.ts', 'src/domains/registry/access/actions.ts'],
  ['domain-through-its-door', 'src/domains/registry/staff/index.ts', 'src/domains/registry/access/policy.ts'],
  ['domain-through-its-door', 'src/domains/care/referral/actions.ts', 'src/domains/care/referralDesk/rules.ts'],
  ['offline-through-pure-doors', 'src/domains/care/chronicCare/actions.ts', 'src/domains/record/visit/store.ts'],
  ['offline-through-pure-doors', 'src/domains/care/chronicCare/rules/next.ts', 'src/domains/record/timeline/rules.ts'],
  ['domain-through-its-door', 'src/domains/governance/fund/index.ts', 'src/domains/record/visit/rules/first.ts'],
  ['store-stays-home', 'src/main.ts', 'src/domains/care/referral/store.ts'],
  ['store-stays-home', 'src/wiring.ts', 'src/domains/record/visit/store/timeline.ts', 'type'],
  ['actions-by-main', 'src/interop/fhir/index.ts', 'src/domains/care/referral/actions.ts'],
  ['contract-is-words', 'src/domains/care/booking/contract.ts', 'src/kernel/scope.ts', 'type'],
  ['contract-is-words', 'src/domains/care/booking/contract.ts', 'src/domains/care/booking/rules.ts'],
  ['contract-is-words', 'src/domains/care/booking/contract.ts', 'kysely'],
  ['rules-are-pure', 'src/domains/care/booking/rules.ts', 'node:fs'],
  ['rules-are-pure', 'src/domains/care/booking/rules.ts', 'pg', 'type'],
  ['rules-are-pure', 'src/domains/care/booking/rules.ts', 'src/domains/care/booking/store.ts', 'type'],
  ['rules-are-pure', 'src/domains/record/visit/rules/first.ts', 'src/domains/record/visit/index.ts'],
  ['rules-are-pure', 'src/domains/care/booking/policy.ts', 'src/kernel/scope.ts'],
  // By way of slots.ts, which imports it.
  ['rules-are-pure', 'src/domains/publicHealth/surveillance/rules.ts', 'node:net'],
  ['tables-for-stores', 'src/domains/care/booking/actions.ts', 'db/types.ts', 'type'],
  ['tables-by-type', 'src/domains/care/booking/store.ts', 'db/types.ts'],
]

/** What must stay possible: a wall in the wrong place is found here. */
const allowed: readonly (readonly [from: string, to: string, type?: 'type'])[] = [
  ['src/kernel/words.ts', 'zod'],
  ['src/kernel/scope.ts', 'db/types.ts', 'type'],
  ['src/kernel/scope.ts', 'node:fs'],
  ['src/domains/registry/resident/actions.ts', 'src/domains/registry/access/index.ts'],
  ['src/domains/registry/resident/rules.ts', 'src/kernel/calendar.ts'],
  ['src/domains/registry/resident/rules.ts', 'pinyin-pro'],
  ['src/domains/record/observation/actions.ts', 'src/domains/record/visit/index.ts'],
  ['src/domains/record/observation/store.ts', 'db/types.ts', 'type'],
  ['src/domains/care/enrollment/contract.ts', 'src/domains/registry/resident/contract.ts'],
  ['src/domains/care/enrollment/contract.ts', 'src/domains/registry/access/roles.ts'],
  ['src/domains/care/enrollment/contract.ts', 'src/domains/care/enrollment/labels.ts'],
  ['src/domains/care/enrollment/rules.ts', 'src/domains/registry/resident/rules.ts'],
  ['src/domains/care/enrollment/rules.ts', 'src/domains/care/enrollment/contract.ts'],
  ['src/domains/care/enrollment/rules.ts', 'src/domains/care/enrollment/criteria.ts'],
  ['src/domains/care/enrollment/actions.ts', 'src/domains/care/referral/index.ts'],
  ['src/domains/care/enrollment/actions.ts', 'src/domains/care/enrollment/store.ts'],
  ['src/domains/care/enrollment/actions.test.ts', 'src/domains/record/visit/rules.ts'],
  ['src/domains/care/enrollment/actions.test.ts', 'tests/database.ts'],
  ['src/domains/governance/planning/actions.ts', 'src/domains/care/referral/index.ts'],
  ['src/interop/hl7v2/index.ts', 'src/domains/record/visit/contract.ts'],
  ['src/web/workbenches/village/Queue.tsx', 'src/domains/care/enrollment/rules.ts'],
  ['src/web/workbenches/village/Queue.tsx', 'src/domains/governance/planning/contract.ts'],
  ['src/web/workbenches/village/Queue.tsx', 'src/kernel/fen.ts'],
  ['src/web/workbenches/village/Queue.tsx', 'react'],
  ['src/web/wire/plugin.ts', 'vite'],
  ['src/county/places.ts', 'src/domains/care/enrollment/rules.ts'],
  ['src/county/places.ts', 'db/types.ts', 'type'],
  ['src/commands/seed.ts', 'src/county/places.ts'],
  ['src/commands/seed.ts', 'src/wiring.ts'],
  ['src/commands/seed.ts', 'src/interop/hl7v2/index.ts'],
  ['src/commands/screens.ts', 'vite'],
  ['src/commands/backup.ts', 'src/operation/drill.ts'],
  ['src/operation/drill.ts', 'src/kernel/embedded.ts'],
  ['src/wiring.ts', 'src/domains/care/enrollment/actions.ts'],
  ['src/wiring.ts', 'src/interop/hl7v2/index.ts'],
]

let files: string[]
let real: Cruise
let planted: Cruise
let tree: string

beforeAll(() => {
  files = globSync('src/**/*.{ts,tsx}', { cwd: repository })
  real = cruise(repository)
  tree = realpathSync(mkdtempSync(join(tmpdir(), 'tongmai-walls-')))
  for (const path of ['node_modules', 'package.json', 'tsconfig.json']) {
    symlinkSync(join(repository, path), join(tree, path))
  }
  plant([
    ...forbidden.filter((entry) => entry[2] !== 'node:net').map(([, ...edge]) => edge),
    ...allowed,
    ['src/kernel/round.ts', 'src/kernel/about.ts'],
    ['src/domains/publicHealth/surveillance/rules.ts', 'src/domains/publicHealth/surveillance/slots.ts'],
    ['src/domains/publicHealth/surveillance/slots.ts', 'node:net'],
  ])
  planted = cruise(tree)
})

afterAll(() => rmSync(tree, { recursive: true, force: true }))

test('src keeps its walls', () => {
  expect(real.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual([])
})

test('the check reads every source file, so that it cannot pass by reading none', () => {
  const read = new Set(real.modules.map((module) => module.source))
  expect(files.length).toBeGreaterThan(0)
  expect(files.filter((file) => !read.has(file))).toEqual([])
})

test.each(forbidden.map(([rule, from, to]) => ({ rule, from, to })))('$rule finds $from -> $to', ({ rule, from, to }) => {
  expect(rulesBroken(from, to)).toContain(rule)
})

test.each(allowed.map(([from, to]) => ({ from, to })))('$from -> $to stays possible', ({ from, to }) => {
  expect(rulesBroken(from, to)).toEqual([])
})

test('every rule has a planted violation', () => {
  const rules: { name: string }[] = createRequire(import.meta.url)(ruleFile).forbidden
  expect(new Set(forbidden.map(([rule]) => rule))).toEqual(new Set(rules.map((rule) => rule.name)))
})

function rulesBroken(from: string, to: string): string[] {
  const found = planted.summary.violations.filter((violation) => violation.from === from && leadsTo(violation, to))
  return found.map((violation) => violation.rule.name)
}

function leadsTo(violation: Violation, target: string): boolean {
  if (target.startsWith('node:')) return violation.to === target.slice('node:'.length)
  return violation.to === target || violation.to.includes(`node_modules/${target}/`)
}

function cruise(folder: string): Cruise {
  const program = join(repository, 'node_modules', '.bin', 'depcruise')
  const words = ['src', '--config', ruleFile, '--output-type', 'json']
  return JSON.parse(execFileSync(program, words, { cwd: folder, encoding: 'utf8', maxBuffer: 1e9 }))
}

function plant(edges: readonly (readonly [from: string, to: string, type?: 'type'])[]): void {
  for (const [, to] of edges) if (/^(src|db|tests)\//.test(to)) write(to, '')
  for (const [from] of edges) write(from, '')
  for (const [at, [from, to, type]] of edges.entries()) {
    const source = /^(src|db|tests)\//.test(to) ? `./${relative(dirname(from), to)}` : to
    write(from, type ? `import type { T as T${at} } from '${source}'\n` : `import * as m${at} from '${source}'\n`)
  }
}

function write(path: string, text: string): void {
  mkdirSync(join(tree, dirname(path)), { recursive: true })
  writeFileSync(join(tree, path), text, { flag: 'a' })
}
