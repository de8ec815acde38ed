import { expect, test } from 'vitest'
import { z } from 'zod'
import { capability } from '#kernel/capability.ts'
import { coded } from '#kernel/words.ts'
import { projectCapabilities, projectModule } from '#web/wire/plugin.ts'

const urgency = coded({ emergency: { zh: '急诊', en: 'Emergency' }, routine: { zh: '普通', en: 'Routine' } })

const acceptReferral = capability({
  method: 'POST',
  path: '/referrals/{referralId}/accept',
  title: { zh: '接收转诊', en: 'Accept referral' },
  access: { roles: ['referralDesk' as never], basis: 'scope' },
  input: z.object({ referralId: z.uuid() }),
  output: z.object({ status: z.string() }),
  refusals: { bedTaken: { zh: '床位已占用', en: 'The bed is taken' } },
})

test('a contract becomes a module of its capabilities, so that a page carries only those it asks', () => {
  expect(projectModule({ referralContract: { acceptReferral } }, '/care/referral/contract.ts')).toBe(
    'export * as referralContract from "/care/referral/contract.ts?capabilities=referralContract"\n',
  )
})

test('a capability reaches the browser as its wire and its title, without roles, schemas and refusals', () => {
  expect(projectCapabilities({ acceptReferral })).toBe(
    'const c0 = { "method": "POST", "path": "/referrals/{referralId}/accept", "title": { "zh": "接收转诊", "en": "Accept referral" } }\nexport { c0 as acceptReferral }\n',
  )
})

test('a coded list keeps its labels and codes and loses its schema', () => {
  const source = projectModule({ urgency }, '')
  expect(source).toContain('"labels": { "emergency": { "zh": "急诊"')
  expect(source).toContain('"codes": ["emergency", "routine"]')
  expect(source).not.toContain('schema')
})

test('a schema and a function are not exported at all, so that importing them fails the build', () => {
  expect(projectModule({ Referral: z.object({ id: z.uuid() }), nameOf: () => '' }, '')).toBe('export {}\n')
})

test('plain data stays what it is', () => {
  expect(projectModule({ pageSize: 20, ceiling: 12n, kinds: ['bed', 'slot'], nothing: {} }, '')).toBe(
    'export const pageSize = 20\nexport const ceiling = 12n\nexport const kinds = ["bed", "slot"]\nexport const nothing = {  }\n',
  )
})
