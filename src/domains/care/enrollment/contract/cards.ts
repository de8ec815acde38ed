import { z } from 'zod'
import { day, fen, moment } from '#kernel/capability.ts'
import { person } from '#registry/resident/contract.ts'
import { agreementStatus, agreementStep, enrollmentStatus, identityCheck, population, signedHow, signerRelation, teamRole, tier } from '../labels.ts'
import { servicePackage } from '../policy.ts'

const words = z.object({ zh: z.string(), en: z.string() })
const point = z.tuple([z.int().min(0).max(1000), z.int().min(0).max(1000)])
/** A signature as the finger drew it, in thousandths of the field. */
export const strokes = z.array(z.array(point).min(1).max(400)).max(60)

export const teamCard = z.object({
  teamId: z.uuid(),
  name: z.string(),
  facilityId: z.uuid(),
  facility: z.string(),
  members: z.array(z.object({ memberId: z.uuid(), staffId: z.uuid(), name: z.string(), role: teamRole.schema, from: day, until: day.nullable() })),
  /** Parts of 3+1+N that nobody has today. */
  missing: z.array(teamRole.schema),
  people: z.int(),
  limit: z.int(),
  version: z.int(),
})
export type TeamCard = z.infer<typeof teamCard>

const chosenPackage = z.object({
  code: z.string(),
  name: words,
  tier: tier.schema,
  fee: fen,
  shares: z.object({ insurance: fen, treasury: fen, person: fen }),
  items: servicePackage.shape.items,
})

export const memberCard = z.object({
  enrollmentId: z.uuid(),
  residentId: z.uuid(),
  person,
  population: population.schema,
  isPriority: z.boolean(),
  package: chosenPackage,
  status: enrollmentStatus.schema,
  from: day,
  until: day,
  version: z.int(),
})

export const agreementCard = z.object({
  agreementId: z.uuid(),
  status: agreementStatus.schema,
  head: person,
  headId: z.uuid(),
  team: z.string(),
  teamId: z.uuid(),
  facility: z.string(),
  madeAt: z.string(),
  madeBy: z.string(),
  from: day,
  until: day,
  signedAt: moment.nullable(),
  signedHow: signedHow.schema.nullable(),
  identity: identityCheck.schema.nullable(),
  signer: z.object({ name: z.string(), relation: signerRelation.schema }).nullable(),
  renews: z.uuid().nullable(),
  members: z.array(memberCard),
  acts: z.array(z.enum(['sign', 'withdraw', 'renew', 'terminate', 'transfer'])),
  version: z.int(),
})
export type AgreementCard = z.infer<typeof agreementCard>

export const agreementDetail = agreementCard.extend({
  text: z.object({ zh: z.array(z.string()), en: z.array(z.string()), from: day }),
  signature: strokes.nullable(),
  /** Whether a code can be sent to the head of the household. */
  hasPhone: z.boolean(),
  history: z.array(z.object({ at: moment, step: agreementStep.schema, by: z.string(), note: z.string().nullable() })),
})
