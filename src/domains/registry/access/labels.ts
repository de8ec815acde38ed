import { coded } from '#kernel/words.ts'

export const accountState = coded({
  active: { zh: '正常', en: 'Active' },
  mustChange: { zh: '待改密码', en: 'New password due' },
  blocked: { zh: '输错等待中', en: 'Waiting' },
  disabled: { zh: '已停用', en: 'Disabled' },
})

/** How long the name of a device may be: "Chrome · Windows". */
export const deviceLabelLength = 60

export const glassFinding = coded({
  justified: { zh: '确有必要', en: 'Justified' },
  unjustified: { zh: '没有必要,需追究', en: 'Not justified' },
})

/** What was done about somebody who opened a record without need. */
export const glassMeasure = coded({
  spokenTo: { zh: '谈话提醒', en: 'Spoken to' },
  trainedAgain: { zh: '重新培训', en: 'Trained again' },
  warned: { zh: '书面警示', en: 'Warned in writing' },
  suspended: { zh: '停用账号', en: 'Account suspended' },
  handedOver: { zh: '移交纪检', en: 'Handed over to discipline' },
  overturned: { zh: '复查认为有必要,不追究', en: 'Justified on a second look' },
})
