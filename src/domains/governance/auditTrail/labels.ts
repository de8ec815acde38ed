import { coded } from '#kernel/words.ts'

export const traceKind = coded({
  read: { zh: '查看', en: 'Read' },
  write: { zh: '操作', en: 'Command' },
})

export const traceOutcome = coded({
  done: { zh: '完成', en: 'Done' },
  refused: { zh: '被拒绝', en: 'Refused' },
  notFound: { zh: '不在权限内或不存在', en: 'Out of reach or absent' },
  forbidden: { zh: '岗位无此权限', en: 'Not open to the post' },
  invalid: { zh: '填写不合要求', en: 'Not well formed' },
})

/** Where a break-glass stands. */
export const glassState = coded({
  toReview: { zh: '待复核', en: 'To be reviewed' },
  toFollowUp: { zh: '待追究', en: 'To be followed up' },
  closed: { zh: '已了结', en: 'Closed' },
})
