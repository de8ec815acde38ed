import { coded } from '#kernel/words.ts'

/** How one command of a queue was answered. */
export const replayed = coded({
  done: { zh: '已保存', en: 'Saved' },
  kept: { zh: '待处理', en: 'To settle' },
  again: { zh: '稍后再传', en: 'To be sent again' },
})

export const settledHow = coded({
  sentAgain: { zh: '改好后重新提交', en: 'Sent again' },
  dropped: { zh: '不再提交', en: 'Dropped' },
})
