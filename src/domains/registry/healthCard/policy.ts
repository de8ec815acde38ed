import { z } from 'zod'
import { definePolicy } from '#kernel/policy.ts'

const proposed = { source: 'proposal', status: 'unverified' } as const

/** A card draws a new code this often, and each is read for this long. */
export const codeSeconds = definePolicy({
  key: 'healthCard.codeSeconds',
  title: { zh: '电子健康卡动态码刷新与有效时长', en: 'A health card draws a new code, and each is read for' },
  unit: { zh: '秒', en: 'seconds' },
  schema: z.object({ shown: z.int().min(15).max(300), valid: z.int().min(30).max(600) }),
  outOfBounds: ({ shown, valid }) => (valid < shown ? { zh: '有效时长不得短于刷新间隔', en: 'must be read at least as long as it is shown' } : undefined),
  entries: [{ from: '2026-01-01', value: { shown: 60, valid: 120 }, ...proposed }],
})

/** Whoever was shown a fresh code may treat its person this long without anything else. */
export const openMinutes = definePolicy({
  key: 'healthCard.openMinutes',
  title: { zh: '出示健康卡后档案打开时长', en: 'A shown health card opens the record for' },
  unit: { zh: '分钟', en: 'minutes' },
  schema: z.int().min(5).max(1440),
  entries: [{ from: '2026-01-01', value: 120, ...proposed }],
})
