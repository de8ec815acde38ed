import { expect, test } from 'vitest'
import { submissions } from '#web/wire/submission.ts'

function counting() {
  let made = 0
  return submissions(() => `key-${++made}`)
}

test('the same input keeps its key until the submission is settled', () => {
  const open = counting()
  expect(open.keyFor({ bedId: 'a' })).toBe('key-1')
  expect(open.keyFor({ bedId: 'a' })).toBe('key-1')
  open.settle()
  expect(open.keyFor({ bedId: 'a' })).toBe('key-2')
})

test('changed input is another submission', () => {
  const open = counting()
  expect(open.keyFor({ bedId: 'a' })).toBe('key-1')
  expect(open.keyFor({ bedId: 'b' })).toBe('key-2')
})
