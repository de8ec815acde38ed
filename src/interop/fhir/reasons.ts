import { type CodeOf, coded } from '#kernel/words.ts'

/** Why a resource was not taken. Its body is kept and can be run again. */
export const reason = coded({
  noPlace: { zh: '平台尚无对应位置', en: 'the platform has no place for it yet' },
  malformed: { zh: '文件不是完整的 JSON', en: 'the file is not whole, well-formed JSON' },
  notABundle: { zh: '不是 FHIR 资源', en: 'no FHIR resource' },
  missingField: { zh: '缺少必需的内容', en: 'something necessary is missing' },
  impossibleValue: { zh: '数值不可能', en: 'an impossible value' },
  impossibleDate: { zh: '日期不可能', en: 'an impossible date' },
  tooLong: { zh: '内容过长', en: 'too long' },
  brokenReference: { zh: '引用的资源不存在或未能导入', en: 'it refers to something that is absent or was not taken' },
  cycle: { zh: '循环引用', en: 'its references run in a circle' },
  duplicateId: { zh: '同一编号有不同内容', en: 'the same id stands for something else as well' },
  visitOfAnother: { zh: '就诊属于另一人', en: 'its visit is of another person' },
  movedToAnother: { zh: '曾导入为另一人的资料', en: 'it was taken as of another person before' },
  enteredInError: { zh: '来源声明为误录', en: 'its source says that it was entered in error' },
  refusedByDatabase: { zh: '数据库不能存储', en: 'the database cannot hold it' },
})
export type Reason = CodeOf<typeof reason>
