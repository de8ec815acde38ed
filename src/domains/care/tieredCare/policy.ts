import { z } from 'zod'
import { definePolicy, type Policy } from '#kernel/policy.ts'
import { criteriaParameters } from './criteria.ts'

/** Every number of the referral criteria as a policy: a county may set its own. */
export const criteriaPolicies: ReadonlyMap<string, Policy<number>> = new Map(
  criteriaParameters.map((p) => [p.key, definePolicy<number>({ ...p, schema: z.number() })]),
)
