import { referenced } from '../identity.ts'
import { type Coded, coded, finite, type Json, moment, name, need, object, objects } from '../json.ts'
import type { Around, Taken } from '../taken.ts'
import { about, when, words } from './about.ts'

const dayMilliseconds = 86_400_000

export function medicationRequest(resource: Json, around: Around): Taken {
  const { subject, visit } = about(resource, around)
  const at = when(around, resource.authoredOn)
  const drug = need(drugOf(resource, around), 'medication')
  const dosage = objects(resource.dosageInstruction)[0]
  const dispense = object(resource.dispenseRequest)
  const days = daysOf(object(dispense?.expectedSupplyDuration))
  const dose = doseOf(dosage)
  const frequency = frequencyOf(object(dosage?.timing))
  const until = days === null ? (moment(object(dispense?.validityPeriod)?.end) ?? null) : new Date(Date.parse(at) + days * dayMilliseconds).toISOString()
  return {
    target: 'prescription',
    subject,
    visit,
    rows: [
      {
        ...drug,
        dose,
        frequency,
        route: words(dosage?.route),
        days,
        quantity: quantityOf(object(dispense?.quantity)),
        status: name(resource.status) ?? 'unknown',
        at,
        until_at: until,
      },
    ],
    line: { at, title: drug.name, detail: [dose, frequency].filter(Boolean).join(', ') || null, abnormal: false },
  }
}

/** Named in place, inside the resource, or by a resource of its own. */
function drugOf(resource: Json, around: Around): Coded | undefined {
  const here = coded(resource.medicationCodeableConcept)
  if (here) return here
  const told = String(object(resource.medicationReference)?.reference ?? '')
  if (told.startsWith('#')) return coded(objects(resource.contained).find((c) => `#${c.id}` === told)?.code)
  const key = referenced(resource.medicationReference, ['Medication'], around.names)
  return key === undefined ? undefined : coded(need(around.medication(key), 'medication')?.code)
}

function doseOf(dosage: Json | undefined): string | null {
  if (!dosage) return null
  const rate = objects(dosage.doseAndRate)[0]
  const quantity = quantityOf(object(rate?.doseQuantity))
  return name(dosage.text) ?? quantity ?? (dosage.asNeededBoolean === true ? 'as needed' : null)
}

function frequencyOf(timing: Json | undefined): string | null {
  const named = words(timing?.code)
  if (named !== null) return named
  const repeat = object(timing?.repeat)
  const times = finite(repeat?.frequency)
  const period = finite(repeat?.period)
  return times === undefined || period === undefined ? null : `${times}×/${period === 1 ? '' : `${period} `}${name(repeat?.periodUnit) ?? ''}`
}

function quantityOf(quantity: Json | undefined): string | null {
  const value = finite(quantity?.value)
  return value === undefined ? null : `${value}${name(quantity?.unit) ? ` ${name(quantity?.unit)}` : ''}`
}

function daysOf(duration: Json | undefined): number | null {
  const value = finite(duration?.value)
  const inDays = { d: 1, day: 1, days: 1, wk: 7, week: 7, weeks: 7, mo: 30, month: 30, months: 30 }[String(duration?.code ?? duration?.unit)]
  return value === undefined || inDays === undefined || value <= 0 || value * inDays > 3660 ? null : Math.round(value * inDays)
}
