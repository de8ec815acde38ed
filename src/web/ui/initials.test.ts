import { expect, test } from 'vitest'
import { found, initialsOf } from '#web/ui/initials.ts'

test.each([
  ['转诊队列', 'zzdl'],
  ['号源与床位', 'hyycw'],
  ['驾驶舱', 'jsc'],
  ['去向与回家', 'qxyhj'],
  ['候补', 'hb'],
  ['基金', 'jj'],
  ['我的', 'wd'],
  ['李秀兰', 'lxl'],
  ['欧阳', 'oy'],
  ['慢病与签约', 'mbyqy'],
  ['危急值', 'wjz'],
  ['切换到王店镇卫生院', 'qhdwdzwsy'],
])('%s has the initials %s', (text, initials) => {
  expect(initialsOf(text)).toBe(initials)
})

test('typing finds by part, by initials and in either case', () => {
  expect(found('转诊队列', '队列')).toBe(true)
  expect(found('转诊队列', 'DL')).toBe(true)
  expect(found('Referral queue', 'queue')).toBe(true)
  expect(found('转诊队列', 'xx')).toBe(false)
})
