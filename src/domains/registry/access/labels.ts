import { coded } from '#kernel/words.ts'

export const accountState = coded({
  active: { zh: '正常', en: 'Active' },
  mustChange: { zh: '待改密码', en: 'New password due' },
  blocked: { zh: '输错等待中', en: 'Waiting' },
  disabled: { zh: '已停用', en: 'Disabled' },
})

/** How long the name of a device may be: "Chrome · Windows". */
export const deviceLabelLength = 60
