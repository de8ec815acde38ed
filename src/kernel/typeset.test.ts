import { expect, test } from 'vitest'
import { typeset } from '#kernel/typeset.ts'

// Written as escapes: in an editor the wide marks and the narrow ones are hard to tell apart.
test.each([
  ['已接收,床位保留到 明日 08:00', '已接收\uff0c床位保留到 明日 08:00'],
  ['血糖 19.2,两次未控制', '血糖 19.2\uff0c两次未控制'],
  ['依据:转诊(柳河镇卫生院 09:12 发起)', '依据\uff1a转诊\uff08柳河镇卫生院 09:12 发起\uff09'],
  ['请再试一次;仍不行时把编号 0199 告诉信息科', '请再试一次\uff1b仍不行时把编号 0199 告诉信息科'],
  ['2,788,915 / 4,512,077', '2,788,915 / 4,512,077'],
  ['急性心肌梗死 (I21.1)', '急性心肌梗死 (I21.1)'],
  ['口服 5 mg, qd', '口服 5 mg, qd'],
])('%s is set as %s', (written, set) => {
  expect(typeset(written)).toBe(set)
})
