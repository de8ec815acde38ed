import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchIdle } from '#web/wire/idle.ts'

const hearing = new Map<string, () => void>()
beforeEach(() => {
  vi.useFakeTimers()
  hearing.clear()
  vi.stubGlobal('addEventListener', (sign: string, note: () => void) => hearing.set(sign, note))
  vi.stubGlobal('removeEventListener', (sign: string) => hearing.delete(sign))
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('a page nobody touches is idle after its minutes, once; a touch begins anew', () => {
  const onIdle = vi.fn()
  watchIdle(10, onIdle)
  vi.advanceTimersByTime(9 * 60_000)
  hearing.get('keydown')?.()
  vi.advanceTimersByTime(9 * 60_000)
  expect(onIdle).not.toHaveBeenCalled()
  vi.advanceTimersByTime(60_000)
  expect(onIdle).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(60 * 60_000)
  expect(onIdle).toHaveBeenCalledTimes(1)
  expect(hearing.size).toBe(0)
})

test('who signed out is watched no longer', () => {
  const onIdle = vi.fn()
  watchIdle(1, onIdle)()
  vi.advanceTimersByTime(120_000)
  expect(onIdle).not.toHaveBeenCalled()
})
