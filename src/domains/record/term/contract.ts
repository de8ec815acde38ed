import { z } from 'zod'
import { capability, text } from '#kernel/capability.ts'
import { type CodeOf, coded } from '#kernel/words.ts'
import { everyRole } from '#registry/access/roles.ts'

export const termKind = coded({
  diagnosis: { zh: '诊断', en: 'Diagnosis' },
  procedure: { zh: '手术操作', en: 'Procedure' },
  medication: { zh: '药品', en: 'Medication' },
})
export type TermKind = CodeOf<typeof termKind>

export const termStatus = coded({
  unverified: { zh: '随附简表,未经核对', en: 'Short list that ships, not compared with the official one' },
  imported: { zh: '已导入', en: 'Imported' },
})
export type TermStatus = CodeOf<typeof termStatus>

export const termContract = {
  searchTerms: capability({
    method: 'GET',
    path: '/terms',
    title: { zh: '查找编码', en: 'Search code lists' },
    access: { roles: everyRole, basis: 'none' },
    input: z.object({ kind: termKind.schema, q: text(40), limit: z.coerce.number().int().min(1).max(50).default(20) }),
    output: z.object({
      items: z.array(
        z.object({
          code: z.string(),
          zh: z.string(),
          en: z.string().nullable(),
          status: termStatus.schema,
          source: z.string(),
          /** What a list says beside code and name: form, strength, unit, route of a medication. */
          details: z.record(z.string(), z.string()),
        }),
      ),
    }),
    refusals: {},
  }),
}
