import { referenced } from '../identity.ts'
import { codeOf, type Json, object, objects, Unfit } from '../json.ts'
import type { Around, Taken } from '../taken.ts'
import { claim, explanationOfBenefit } from './charge.ts'
import { allergy, condition, diagnosticReport, immunization, procedure } from './clinical.ts'
import { encounter } from './encounter.ts'
import { medicationRequest } from './medication.ts'
import { observation } from './observation.ts'
import { patient } from './patient.ts'
import { organization, practitioner } from './place.ts'

const translators: Readonly<Record<string, (resource: Json, around: Around) => Taken>> = {
  Patient: patient,
  Organization: organization,
  Practitioner: practitioner,
  Encounter: encounter,
  Condition: condition,
  Observation: observation,
  MedicationRequest: medicationRequest,
  Procedure: procedure,
  Immunization: immunization,
  AllergyIntolerance: allergy,
  DiagnosticReport: (resource, around) => diagnosticReport(resource, { ...around, results: resultsOf(resource, around) }),
  Claim: claim,
  ExplanationOfBenefit: explanationOfBenefit,
}

function resultsOf(resource: Json, { names }: Around): string[] {
  return objects(resource.result).flatMap((r) => referenced(r, ['Observation'], names) ?? [])
}

/** A resource in our words. @throws Unfit */
export function translate(resource: Json, around: Around): Taken {
  const type = String(resource.resourceType)
  const translator = Object.hasOwn(translators, type) ? translators[type] : undefined
  if (!translator) throw new Unfit('noPlace', type.slice(0, 60))
  const taken = translator(resource, around)
  const erroneous = resource.status === 'entered-in-error' || codeOf(resource.verificationStatus) === 'entered-in-error'
  return erroneous ? { ...taken, notes: [...(taken.notes ?? []), 'enteredInError'] } : taken
}

const wholes = ['partOf', 'derivedFrom', 'hasMember', 'basedOn', 'replaces'] as const

/** The larger thing it says it is part of; circles of these are found after all files were read. */
export function parentsOf(resource: Json, { names }: Around): string[] {
  const type = String(resource.resourceType)
  return wholes
    .flatMap((field) => (resource[field] === undefined ? [] : [resource[field]].flat()))
    .flatMap((told) => {
      const reference = object(told)
      const key = typeof reference?.reference === 'string' ? names.get(reference.reference) : undefined
      try {
        return key ?? referenced(reference, [type], names) ?? []
      } catch {
        return []
      }
    })
}
