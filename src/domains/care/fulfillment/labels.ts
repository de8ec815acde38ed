import { type CodeOf, coded } from '#kernel/words.ts'

/** How one turn of a package item stands. */
export const windowState = coded({
  done: { zh: '已完成', en: 'Done' },
  due: { zh: '应做', en: 'Due' },
  overdue: { zh: '逾期', en: 'Overdue' },
})
export type WindowState = CodeOf<typeof windowState>

/** The four "effective" axes (S-168). */
export const score = coded({
  agreement: { zh: '有效签约', en: 'Effective agreement' },
  service: { zh: '有效服务', en: 'Effective service' },
  health: { zh: '有效健康管理', en: 'Effective health management' },
  cost: { zh: '有效控费', en: 'Effective cost control' },
})
export type Score = CodeOf<typeof score>

/** Why an agreement is not effective. */
export const invalidReason = coded({
  notSigned: { zh: '未签字', en: 'Not signed' },
  notInForce: { zh: '不在协议期', en: 'Not in force' },
  teamIncomplete: { zh: '团队不完整', en: 'Team incomplete' },
  identityMissing: { zh: '未核对身份', en: 'Identity not checked' },
  twice: { zh: '另有团队签约', en: 'Also with another team' },
  packageTooSmall: { zh: '重点人群未签基础包', en: 'Less than a basic package' },
})
export type InvalidReason = CodeOf<typeof invalidReason>

export const plausibilityKind = coded({
  impossiblePlace: { zh: '短时间出现在两地', en: 'In two places at once' },
  residentTwice: { zh: '同一居民短时间在两地', en: 'A resident in two places at once' },
  copiedReadings: { zh: '血压读数连续相同', en: 'Copied readings' },
  digitPreference: { zh: '血压尾数偏好', en: 'Terminal digit preference' },
  heaping: { zh: '集中在 139/89', en: 'Heaped at 139/89' },
  nightBatch: { zh: '夜间集中录入', en: 'Entered in bulk at night' },
})
export type PlausibilityKind = CodeOf<typeof plausibilityKind>

export const defectReason = coded({
  notDone: { zh: '居民说没有做', en: 'The resident says it was not done' },
  wrongDate: { zh: '日期不符', en: 'The date is wrong' },
  wrongValue: { zh: '数值不符', en: 'A value is wrong' },
  incomplete: { zh: '内容不全', en: 'Incomplete' },
  otherPerson: { zh: '不是本人', en: 'Was somebody else' },
  notReached: { zh: '联系不上,无法核实', en: 'Could not be reached' },
})

export const verdict = coded({
  sound: { zh: '属实', en: 'Sound' },
  defect: { zh: '有缺陷', en: 'Defect' },
})
