import { expect, test, vi } from 'vitest'
import { forgetAll, keep } from '#web/wire/memory.ts'

test('what is kept is there until everything is forgotten, and whoever shows it hears both', () => {
  const typed = keep('')
  const heard = vi.fn()
  const stop = typed.listen(heard)
  typed.write('110101199001011234')
  expect(typed.read()).toBe('110101199001011234')
  forgetAll()
  expect(typed.read()).toBe('')
  expect(heard).toHaveBeenCalledTimes(2)
  stop()
  typed.write('x')
  expect(heard).toHaveBeenCalledTimes(2)
})
