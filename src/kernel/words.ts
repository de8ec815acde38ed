import { z } from 'zod'

/** A text shown to people, in both languages. A missing language does not compile. */
export type Words = { readonly zh: string; readonly en: string }

export type Language = keyof Words

/** A text that a county writes: Chinese is compulsory, English may be missing and is then shown in Chinese. */
export const countyWords = z.object({ zh: z.string().min(1), en: z.string().min(1).optional() })
export type CountyWords = z.infer<typeof countyWords>

/**
 * A closed list of codes with their labels: one declaration gives the schema, the type and the words people see.
 *
 * ```ts
 * export const urgency = coded({ emergency: { zh: '急诊', en: 'Emergency' }, routine: { zh: '普通', en: 'Routine' } })
 * urgency.schema.parse('routine')
 * urgency.labels.routine.zh
 * ```
 */
export function coded<const L extends Record<string, Words>>(labels: L): Coded<L> {
  const codes = Object.keys(labels) as [keyof L & string, ...(keyof L & string)[]]
  return { labels, codes, schema: z.enum(codes) as unknown as z.ZodType<keyof L & string, keyof L & string> }
}

export type Coded<L extends Record<string, Words>> = {
  readonly labels: L
  readonly codes: readonly (keyof L & string)[]
  readonly schema: z.ZodType<keyof L & string, keyof L & string>
}

/** The codes of a `coded` list: `type Urgency = CodeOf<typeof urgency>`. */
export type CodeOf<C extends { codes: readonly string[] }> = C['codes'][number]
