import { z } from 'zod'
import { definePolicy, type Policy } from '#kernel/policy.ts'
import { type RoleName, role } from '#registry/access/roles.ts'
import { type BasisKind, basisKind, type DataOwner, dataOwner, type FieldSet, fieldSet } from './labels.ts'

export type SharingRule = { readonly owner: DataOwner; readonly bases: readonly BasisKind[]; readonly recipients: readonly RoleName[] }

const schema = z.object({ owner: dataOwner.schema, bases: z.array(basisKind.schema).min(1), recipients: z.array(role.schema).min(1) })

const every = basisKind.codes as readonly BasisKind[]
/** Whoever treats: a question from afar and a recognized result say nothing about the person beyond the question. */
const treating: readonly BasisKind[] = ['catchment', 'visit', 'enrollment', 'referral', 'emergency', 'breakGlass']
const readers: readonly RoleName[] = ['villageDoctor', 'familyDoctor', 'specialist', 'publicHealthWorker', 'publicHealthSupervisor']
const clinicians: readonly RoleName[] = ['villageDoctor', 'familyDoctor', 'specialist']

/** What every county begins with; dated county values over it are set like every other rule, with source and reason. */
const national: Readonly<Record<FieldSet, SharingRule>> = {
  contact: { owner: 'residentHome', bases: every, recipients: ['villageDoctor', 'familyDoctor', 'specialist', 'publicHealthWorker', 'referralDesk'] },
  household: { owner: 'residentHome', bases: ['catchment', 'enrollment'], recipients: ['villageDoctor', 'familyDoctor', 'publicHealthWorker'] },
  insurance: { owner: 'insuranceBureau', bases: every, recipients: [...readers, 'referralDesk'] },
  groups: { owner: 'residentHome', bases: every, recipients: [...readers, 'referralDesk'] },
  mentalHealth: { owner: 'mentalHealthCenter', bases: treating, recipients: [...clinicians, 'publicHealthWorker'] },
  maternal: { owner: 'maternalHospital', bases: treating, recipients: readers },
  specialFamily: { owner: 'healthBureau', bases: ['catchment', 'enrollment'], recipients: ['villageDoctor', 'familyDoctor', 'publicHealthWorker'] },
  visits: { owner: 'treatingFacility', bases: every, recipients: readers },
  results: { owner: 'treatingFacility', bases: every, recipients: readers },
  medicines: { owner: 'treatingFacility', bases: every, recipients: readers },
  documents: { owner: 'treatingFacility', bases: every, recipients: readers },
  charges: { owner: 'treatingFacility', bases: every, recipients: readers },
}

function rule(set: FieldSet): Policy<SharingRule> {
  return definePolicy<SharingRule>({
    key: `sharing.${set}`,
    title: { zh: `共享:${fieldSet.labels[set].zh}`, en: `Sharing: ${fieldSet.labels[set].en}` },
    schema,
    entries: [{ from: '2021-11-01', value: national[set], source: 'pipl', status: 'unverified' }],
  })
}

/** The catalog of data owners and sharing rules: one dated rule for each field set. */
export const sharing = Object.fromEntries(fieldSet.codes.map((set) => [set, rule(set)])) as Readonly<Record<FieldSet, Policy<SharingRule>>>
