import { z } from 'zod'
import { capability, day, moment, paging } from '#kernel/capability.ts'
import { visitKind } from '#record/visit/contract.ts'
import { clinicalRoles } from '#registry/access/roles.ts'
import { insurance, person, priorityGroup } from '#registry/resident/contract.ts'
import { fieldSet } from '#registry/sharing/contract.ts'
import { entryKind } from './labels.ts'

export type { EntryKind } from './labels.ts'

const allergy = z.object({
  name: z.string(),
  category: z.string().nullable(),
  criticality: z.string().nullable(),
  reaction: z.string().nullable(),
  at: moment,
})
const problem = z.object({
  system: z.string(),
  code: z.string(),
  name: z.string(),
  since: moment,
  at: moment,
  facility: z.string(),
})
const currentPrescription = z.object({
  system: z.string(),
  code: z.string(),
  name: z.string(),
  dose: z.string().nullable(),
  frequency: z.string().nullable(),
  route: z.string().nullable(),
  days: z.int().nullable(),
  at: moment,
  until: moment.nullable(),
  facility: z.string(),
})
export const latestVital = z.object({
  code: z.string(),
  name: z.string(),
  value: z.number(),
  unit: z.string().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  abnormal: z.string().nullable(),
  confirmed: z.boolean(),
  at: moment,
})
const recentVisit = z.object({
  visitId: z.uuid(),
  kind: visitKind.schema,
  at: moment,
  endedAt: moment.nullable(),
  facility: z.string(),
  who: z.string().nullable(),
  complaint: z.string().nullable(),
  diagnoses: z.array(z.string()),
})

/** What is known of a person at a glance: the head of the record screen, and what a referral takes along. */
export const recordSummary = z.object({
  allergies: z.array(allergy),
  problems: z.array(problem),
  prescriptions: z.array(currentPrescription),
  vitals: z.array(latestVital),
})
export const referralSummary = recordSummary.extend({ visits: z.array(recentVisit) })
export type RecordSummary = z.infer<typeof recordSummary>
export type ReferralSummary = z.infer<typeof referralSummary>

export const entry = z.object({
  entryId: z.uuid(),
  visitId: z.uuid().nullable(),
  at: moment,
  kind: entryKind.schema,
  title: z.string(),
  detail: z.string().nullable(),
  abnormal: z.boolean(),
  facility: z.string(),
  who: z.string().nullable(),
  source: z.string(),
})
export type Entry = z.infer<typeof entry>

/** A record's head and its last lines, as a device without a network shows them. Lines have no ids: nothing is opened by them there. */
export type PackedRecord = RecordSummary & { readonly entries: readonly Omit<Entry, 'entryId' | 'visitId' | 'who'>[] }

export const timelineContract = {
  openRecord: capability({
    method: 'GET',
    path: '/residents/{residentId}/record',
    title: { zh: '健康档案', en: 'Health record' },
    access: { roles: [...clinicalRoles, 'publicHealthWorker', 'publicHealthSupervisor'], basis: 'record' },
    input: z.object({ residentId: z.uuid(), kind: entryKind.schema.optional(), ...paging }),
    output: recordSummary.extend({
      resident: person.extend({
        residentId: z.uuid(),
        age: z.int(),
        status: z.enum(['active', 'moved', 'died']),
        home: z.string(),
        insurance: insurance.schema.nullable(),
        priorityGroups: z.array(priorityGroup.schema),
        synthetic: z.boolean(),
      }),
      /** Why this record may be read, and until when. */
      basis: z.object({ kind: z.string(), until: day.or(moment).nullable() }),
      /** Field sets that the catalog does not share with this role on this basis: left out, not empty. */
      withheld: z.array(fieldSet.schema),
      items: z.array(entry),
      cursor: z.string().nullable(),
    }),
    refusals: {},
  }),
}
