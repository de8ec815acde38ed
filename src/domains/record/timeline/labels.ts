import { type CodeOf, coded } from '#kernel/words.ts'

/** What a line of the timeline is about. */
export const entryKind = coded({
  visit: { zh: '就诊', en: 'Visit' },
  diagnosis: { zh: '诊断', en: 'Diagnosis' },
  observation: { zh: '测量与检验', en: 'Measurement' },
  prescription: { zh: '用药', en: 'Medication' },
  procedure: { zh: '手术操作', en: 'Procedure' },
  immunization: { zh: '预防接种', en: 'Immunization' },
  allergy: { zh: '过敏', en: 'Allergy' },
  diagnosticReport: { zh: '检查报告', en: 'Report' },
  document: { zh: '文书', en: 'Document' },
  charge: { zh: '费用', en: 'Charge' },
})
export type EntryKind = CodeOf<typeof entryKind>
