import { z } from 'zod'
import { day } from '#kernel/capability.ts'
import { adviceKind } from './labels.ts'

export const words = z.object({ zh: z.string(), en: z.string() })
/** The rule behind a sentence: an id of docs/sources.md, and since when it is in force. */
export const ruleBasis = z.object({ source: z.string(), from: day, status: z.enum(['verified', 'unverified', 'local']) })
export type RuleBasis = z.infer<typeof ruleBasis>
export const reason = z.object({ text: words, basis: ruleBasis })
export type Reason = z.infer<typeof reason>

export const adviceLine = z.object({
  disease: z.string(),
  kind: adviceKind.schema,
  text: words,
  /** Why it is said to this person. */
  because: words,
  basis: ruleBasis,
  edition: words,
  /** The report says controlled, the guideline's goal is not met. */
  isGap: z.boolean(),
})
export type AdviceLine = z.infer<typeof adviceLine>
export const lifestylePoints = z.object({ condition: words, diet: z.array(words), exercise: z.array(words), basis: ruleBasis })
export type LifestylePoints = z.infer<typeof lifestylePoints>

/** What opens the referral prefilled: the criteria that fired and what goes along. */
export const referralOffer = z.object({
  urgency: z.enum(['emergency', 'urgent', 'routine']),
  criteria: z.array(
    z.object({
      criterionId: z.string(),
      label: words,
      urgency: z.enum(['emergency', 'urgent', 'routine']),
      because: z.array(z.object({ label: words, value: words })),
      basis: ruleBasis,
    }),
  ),
  diagnosis: z.object({ code: z.string(), name: z.string() }),
  reason: z.string(),
  /** Of what was measured and said today, for the summary of the referral. */
  summary: z.array(z.object({ title: z.string(), text: z.string() })),
})
export type ReferralOffer = z.infer<typeof referralOffer>
