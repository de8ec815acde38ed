import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chance, type Random } from './chance.ts'

/**
 * Made-up FHIR R4 transaction bundles for tests and measurements: the same seed gives the same bytes. Names are strung
 * together from syllables, and everything says that it is synthetic.
 */
export type Sample = {
  readonly people: number
  readonly visits: number
  readonly places?: number
  readonly seed?: number
}

type Resource = { readonly resourceType: string; readonly id: string } & Readonly<Record<string, unknown>>
export type SampleBundle = {
  readonly resourceType: 'Bundle'
  readonly type: 'transaction'
  readonly entry: readonly { fullUrl: string; resource: Resource; request: object }[]
}

/** One file of places, one of practitioners, and one for each person. */
export function* sampleFiles({ people, visits, places = 5, seed = 1 }: Sample): Generator<{ name: string; bundle: SampleBundle }> {
  const random = chance(seed)
  const organizations = Array.from({ length: places }, () => organization(random))
  const practitioners = Array.from({ length: places * 2 }, () => practitioner(random))
  yield { name: 'places.json', bundle: bundleOf(organizations) }
  yield { name: 'practitioners.json', bundle: bundleOf(practitioners) }
  for (let i = 0; i < people; i++) {
    yield {
      name: `person-${String(i).padStart(6, '0')}.json`,
      bundle: bundleOf(person(random, { organizations, practitioners, visits })),
    }
  }
}

/** @returns how many resources and bytes were written */
export async function writeSample(folder: string, sample: Sample): Promise<{ resources: number; bytes: number }> {
  await mkdir(folder, { recursive: true })
  let resources = 0
  let bytes = 0
  for (const { name, bundle } of sampleFiles(sample)) {
    const text = JSON.stringify(bundle, null, 2)
    await writeFile(join(folder, name), text)
    resources += bundle.entry.length
    bytes += text.length
  }
  return { resources, bytes }
}

export function bundleOf(resources: readonly Resource[]): SampleBundle {
  const entry = resources.map((resource) => ({
    fullUrl: `urn:uuid:${resource.id}`,
    resource,
    request: { method: 'POST', url: resource.resourceType },
  }))
  return { resourceType: 'Bundle', type: 'transaction', entry }
}

const meta = { tag: [{ system: 'urn:tongmai:sample', code: 'synthetic' }] }
const coded = (system: string, code: string, display: string) => ({
  coding: [{ system, code, display }],
  text: display,
})
const snomed = 'http://snomed.info/sct'
const loinc = 'http://loinc.org'
const to = (resource: Resource) => ({ reference: `urn:uuid:${resource.id}` })

function organization(random: Random): Resource {
  const address = [{ line: [`${random.below(900)} ${random.name()} Road`], city: random.name(), country: 'XX' }]
  return {
    resourceType: 'Organization',
    id: random.uuid(),
    meta,
    active: true,
    name: `${random.name()} ${random.pick(['Hospital', 'Clinic'])}`,
    address,
  }
}

function practitioner(random: Random): Resource {
  const id = random.uuid()
  const name = [{ family: random.name(), given: [random.name()], prefix: ['Dr.'] }]
  return {
    resourceType: 'Practitioner',
    id,
    meta,
    identifier: [{ system: 'urn:tongmai:sample:practitioner', value: id.slice(0, 8) }],
    name,
    gender: random.pick(['male', 'female']),
  }
}

type Around = {
  readonly organizations: readonly Resource[]
  readonly practitioners: readonly Resource[]
  readonly visits: number
}

function person(random: Random, { organizations, practitioners, visits }: Around): Resource[] {
  const year = 1935 + random.below(80)
  const id = random.uuid()
  const patient: Resource = {
    resourceType: 'Patient',
    id,
    meta,
    identifier: [
      { system: 'urn:tongmai:sample:record', value: id.slice(0, 12) },
      { system: 'urn:tongmai:sample:card', value: `S${id.slice(24)}` },
    ],
    name: [{ use: 'official', family: random.name(), given: [random.name()] }],
    gender: random.pick(['male', 'female']),
    birthDate: `${year}-0${1 + random.below(9)}-1${random.below(9)}`,
    telecom: [{ system: 'phone', value: `555-${1000 + random.below(9000)}` }],
    address: [{ line: [`${random.below(99)} ${random.name()} Lane`], city: random.name(), country: 'XX' }],
  }
  const from = Math.max(year + 1, 1990)
  return [
    patient,
    ...Array.from({ length: visits }, (_, n) =>
      visit(random, {
        patient,
        place: random.pick(organizations),
        doctor: random.pick(practitioners),
        at: momentOf(from + (n % (2025 - from)), random),
      }),
    ).flat(),
  ]
}

function momentOf(year: number, random: Random): string {
  return `${year}-${String(1 + random.below(12)).padStart(2, '0')}-${String(1 + random.below(28)).padStart(2, '0')}T0${random.below(9)}:${10 + random.below(49)}:00+00:00`
}

type Met = { readonly patient: Resource; readonly place: Resource; readonly doctor: Resource; readonly at: string }

/** An encounter with about fifteen things in it, in the proportions of an ordinary record. */
function visit(random: Random, { patient, place, doctor, at }: Met): Resource[] {
  const made: Resource[] = []
  const add = (resourceType: string, fields: object): Resource => {
    const resource = { resourceType, id: random.uuid(), meta, ...fields }
    made.push(resource)
    return resource
  }
  const subject = to(patient)
  const encounter = to(
    add('Encounter', {
      status: 'finished',
      class: { code: random.pick(['AMB', 'AMB', 'AMB', 'EMER', 'IMP']) },
      type: [coded(snomed, '185345009', 'Encounter for symptom')],
      subject,
      participant: [{ individual: { ...to(doctor), display: 'Dr. Sample' } }],
      period: { start: at, end: at.replace(/:00\+/, ':30+') },
      serviceProvider: to(place),
    }),
  )
  const measure = (category: string, code: object, value: object) =>
    add('Observation', {
      status: 'final',
      category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: category }] }],
      code,
      subject,
      encounter,
      effectiveDateTime: at,
      ...value,
    })
  const quantity = (value: number, unit: string) => ({
    valueQuantity: { value, unit, system: 'http://unitsofmeasure.org', code: unit },
  })
  const diastolic = 60 + random.below(40)
  measure('vital-signs', coded(loinc, '55284-4', 'Blood Pressure'), {
    component: [
      { code: coded(loinc, '8462-4', 'Diastolic Blood Pressure'), ...quantity(diastolic, 'mm[Hg]') },
      {
        code: coded(loinc, '8480-6', 'Systolic Blood Pressure'),
        ...quantity(diastolic + 20 + random.below(60), 'mm[Hg]'),
      },
    ],
  })
  measure('vital-signs', coded(loinc, '8302-2', 'Body Height'), quantity(150 + random.next() * 40, 'cm'))
  measure('vital-signs', coded(loinc, '29463-7', 'Body Weight'), quantity(45 + random.next() * 50, 'kg'))
  measure('survey', coded(loinc, '72166-2', 'Tobacco smoking status NHIS'), {
    valueCodeableConcept: coded(snomed, '266919005', 'Never smoker'),
  })
  const results = ['Leukocytes', 'Erythrocytes', 'Hemoglobin', 'Hematocrit'].map((name, i) =>
    measure('laboratory', coded(loinc, `${6690 + i}-2`, `${name} in Blood`), quantity(3 + random.next() * 9, '10*3/uL')),
  )
  add('DiagnosticReport', {
    status: 'final',
    category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0074', code: 'LAB' }] }],
    code: coded(loinc, '58410-2', 'Complete blood count panel'),
    subject,
    encounter,
    effectiveDateTime: at,
    result: results.map(to),
  })
  if (random.next() < 0.4) {
    const ended = random.next() < 0.6
    add('Condition', {
      clinicalStatus: coded('http://terminology.hl7.org/CodeSystem/condition-clinical', ended ? 'resolved' : 'active', ended ? 'Resolved' : 'Active'),
      code: coded(snomed, random.pick(['10509002', '38341003', '44054006']), 'Sample condition'),
      subject,
      encounter,
      onsetDateTime: at,
      ...(ended ? { abatementDateTime: at } : {}),
    })
  }
  if (random.next() < 0.3) {
    add('MedicationRequest', {
      status: random.pick(['active', 'stopped']),
      intent: 'order',
      medicationCodeableConcept: coded('http://www.nlm.nih.gov/research/umls/rxnorm', '313782', 'Acetaminophen 325 MG Oral Tablet'),
      subject,
      encounter,
      authoredOn: at,
      dosageInstruction: [
        {
          timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd' } },
          doseAndRate: [{ doseQuantity: { value: 1 } }],
        },
      ],
    })
  }
  if (random.next() < 0.4)
    add('Immunization', {
      status: 'completed',
      vaccineCode: coded('http://hl7.org/fhir/sid/cvx', '140', 'Influenza vaccine'),
      patient: subject,
      encounter,
      occurrenceDateTime: at,
    })
  if (random.next() < 0.4)
    add('Procedure', {
      status: 'completed',
      code: coded(snomed, '430193006', 'Medication reconciliation'),
      subject,
      encounter,
      performedPeriod: { start: at, end: at },
    })
  const total = (1000 + random.below(90_000)) / 100
  const item = [{ sequence: 1, productOrService: coded(snomed, '185345009', 'Encounter for symptom'), encounter: [encounter] }]
  const claim = add('Claim', {
    status: 'active',
    type: coded('', 'institutional', 'institutional'),
    patient: subject,
    billablePeriod: { start: at },
    created: at,
    provider: to(place),
    item,
    total: { value: total, currency: 'USD' },
  })
  add('ExplanationOfBenefit', {
    status: 'active',
    type: coded('', 'institutional', 'institutional'),
    patient: subject,
    billablePeriod: { start: at },
    created: at,
    claim: to(claim),
    item,
    total: [{ category: coded('', 'submitted', 'Submitted'), amount: { value: total, currency: 'USD' } }],
    payment: { amount: { value: Math.floor(total * 80) / 100, currency: 'USD' } },
  })
  if (random.next() < 0.1) add('CarePlan', { status: 'active', intent: 'plan', subject, encounter, period: { start: at } })
  return made
}
