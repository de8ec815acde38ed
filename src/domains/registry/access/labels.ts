import { coded } from '#kernel/words.ts'

export const accountState = coded({
  active: { zh: '正常', en: 'Active' },
  mustChange: { zh: '待改密码', en: 'Must change password' },
  blocked: { zh: '输错过多,等待中', en: 'Waiting after wrong passwords' },
  disabled: { zh: '已停用', en: 'Disabled' },
})

/** How long the name of a device may be: "Chrome · Windows". */
export const deviceLabelLength = 60
