import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { boardContract as b } from './contract.ts'

let platform: TestPlatform
let manager: Caller

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  manager = await platform.as('consortium1')
})
afterAll(() => platform.stop())

test('the board opens', async () => {
  const started = performance.now()
  const board = await manager.must(b.openBoard, {})
  console.log(performance.now() - started, JSON.stringify(board, null, 1).slice(0, 6000))
  expect(board.figures.length).toBeGreaterThan(20)
})
