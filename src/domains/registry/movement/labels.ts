import { coded } from '#kernel/words.ts'

export const leaveKind = coded({
  annual: { zh: '年休假', en: 'Annual leave' },
  sick: { zh: '病假', en: 'Sick leave' },
  parental: { zh: '产假或育儿假', en: 'Parental leave' },
  training: { zh: '进修培训', en: 'Training' },
  outside: { zh: '外出公务', en: 'Away on duty' },
  other: { zh: '其他', en: 'Other' },
})

export const changeKind = coded({
  transferred: { zh: '调动', en: 'Transferred' },
  departed: { zh: '离职', en: 'Departed' },
})
