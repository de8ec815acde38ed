import type { chronicCareContract, FormFieldShown, Medication } from '#care/chronicCare/contract.ts'
import type { FollowUpMode } from '#care/chronicCare/labels.ts'
import type { Day, Moment } from '#kernel/calendar.ts'
import type { Input, Output } from '#kernel/capability.ts'
import type { Words } from '#kernel/words.ts'

export type Form = Output<typeof chronicCareContract.openFollowUp>

/** A follow-up or a screening while it is written: what was typed and tapped, not yet what it means. */
export type Draft = {
  readonly mode: FollowUpMode
  /** As typed; nothing is ever prefilled. */
  readonly readings: Readonly<Record<string, string>>
  /** Units other than the form's, where somebody said that another one was meant. */
  readonly meant: Readonly<Record<string, string>>
  /** Undefined until symptoms were asked about. */
  readonly symptoms: readonly string[] | undefined
  /** What was asked anew or changed, by field: the code of a choice, or a number as typed. */
  readonly answers: Readonly<Record<string, string>>
  readonly isUnchanged: boolean
  /** Undefined until somebody said whether they changed. */
  readonly medications: 'unchanged' | readonly Medication[] | undefined
  readonly note: string
  readonly nextDueOn: Day | ''
  readonly lateReason: string
  /** Fields whose unusual value was looked at again. */
  readonly confirmed: readonly string[]
}

export const newDraft: Draft = {
  mode: 'clinic',
  readings: {},
  meant: {},
  symptoms: undefined,
  answers: {},
  isUnchanged: false,
  medications: undefined,
  note: '',
  nextDueOn: '',
  lateReason: '',
  confirmed: [],
}

export const readingsOf = (form: Pick<Form, 'fields'>) => form.fields.filter((each) => each.kind === 'reading')
export const findingsOf = (form: Pick<Form, 'fields'>) => form.fields.filter((each) => each.kind === 'finding')
export const habitsOf = (form: Pick<Form, 'fields'>) => form.fields.filter((each) => each.kind === 'answer')

/** A reading typed anew is no longer what was confirmed, and no longer of the other unit. */
export function withReading(draft: Draft, name: string, typed: string): Draft {
  const { [name]: _, ...meant } = draft.meant
  return {
    ...draft,
    readings: { ...draft.readings, [name]: typed },
    meant,
    confirmed: draft.confirmed.filter((each) => fieldOf(each) !== name),
  }
}

/** The server names a field with its place (`readings.systolic`); the form knows it by its last part. */
export function fieldOf(path: string): string {
  return path.split('.').at(-1) ?? path
}

/** The number that was typed; a comma and a full-width stop are points too. */
export function numberOf(typed: string | undefined): number | undefined {
  const plain = typed?.trim().replaceAll(/[,,。．]/g, '.') ?? ''
  return /^\d{1,6}(\.\d+)?$/.test(plain) ? Number(plain) : undefined
}

/** What is wrong with what was typed before anybody judges it. */
export function malformed(form: Pick<Form, 'fields'>, draft: Draft): Readonly<Record<string, Words>> {
  const typed = { ...draft.answers, ...draft.readings }
  return Object.fromEntries(
    form.fields.flatMap(({ name, options }) =>
      options === null && typed[name]?.trim() && numberOf(typed[name]) === undefined
        ? [[name, { zh: '请填数字', en: 'Enter a number' }]]
        : [],
    ),
  )
}

function isAnswered(field: FormFieldShown, draft: Draft): boolean {
  if (field.kind === 'reading') return (draft.readings[field.name] ?? '').trim() !== ''
  if ((draft.answers[field.name] ?? '').trim() !== '') return true
  return field.kind === 'answer' && field.carriesOver && field.last !== null && draft.isUnchanged
}

/** What has to be said before it can be saved, in the order of the form. */
export function missingIn(form: Form, draft: Draft, kind: 'followUp' | 'screening'): readonly string[] {
  const fields = form.fields
    .filter((each) => (kind === 'followUp' || each.kind === 'reading') && each.isRequired && !isAnswered(each, draft))
    .map((each) => each.name)
  if (kind === 'screening') return Object.values(draft.readings).some((typed) => typed.trim()) ? [] : ['readings']
  return [
    ...fields,
    ...(draft.symptoms === undefined ? ['symptoms'] : []),
    ...(draft.medications === undefined ? ['medications'] : []),
  ]
}

type Told = Pick<Input<typeof chronicCareContract.recordFollowUp>, 'readings' | 'answers' | 'symptoms' | 'confirmed'>

/** Readings with the unit that was meant, and everything that was answered. */
function toldOf(form: Pick<Form, 'fields'>, draft: Draft): Told {
  const readings = readingsOf(form).flatMap(({ name, unit }) => {
    const value = numberOf(draft.readings[name])
    return value === undefined ? [] : [[name, { value, unit: draft.meant[name] ?? unit ?? '' }] as const]
  })
  const answers = form.fields.flatMap(({ name, kind, options }) => {
    const said = draft.answers[name]?.trim()
    if (kind === 'reading' || !said) return []
    return [[name, options === null ? (numberOf(said) ?? said) : said] as const]
  })
  return {
    readings: Object.fromEntries(readings),
    answers: Object.fromEntries(answers),
    symptoms: [...(draft.symptoms ?? [])],
    confirmed: [...draft.confirmed],
  }
}

type Ids = { readonly followUpId: string; readonly occurredAt: Moment }

/** A draft as the contract wants it. Ids and the time are the device's, so that it may be sent later. */
export function toFollowUp(form: Form, draft: Draft, { followUpId, occurredAt }: Ids) {
  const { medications } = draft
  return {
    ...toldOf(form, draft),
    residentId: form.residentId,
    followUpId,
    occurredAt,
    mode: draft.mode,
    answersUnchanged: draft.isUnchanged,
    medicationsUnchanged: medications === 'unchanged',
    medications: medications === undefined || medications === 'unchanged' ? [] : medications.flatMap(lineOf),
    ...given({ note: draft.note, nextDueOn: draft.nextDueOn, lateReason: draft.lateReason }),
  }
}

/** A line without a name was never filled in, and an empty dose is no dose. */
function lineOf({ name, dose, frequency, ...rest }: Medication): Medication[] {
  if (name.trim() === '') return []
  const how = {
    ...(dose?.trim() ? { dose: dose.trim() } : {}),
    ...(frequency?.trim() ? { frequency: frequency.trim() } : {}),
  }
  return [{ ...rest, name: name.trim(), ...how }]
}

export function toScreening(
  form: Form,
  draft: Draft,
  { screeningId, occurredAt }: { screeningId: string; occurredAt: Moment },
) {
  const source = draft.mode === 'home' ? 'home' : 'office'
  return {
    ...toldOf(form, draft),
    residentId: form.residentId,
    screeningId,
    occurredAt,
    source: source as 'home' | 'office',
    ...given({ lateReason: draft.lateReason }),
  }
}

/** An empty field is no field. */
function given<K extends string>(fields: Readonly<Record<K, string>>): Partial<Record<K, string>> {
  const filled = Object.entries<string>(fields).filter(([, value]) => value.trim())
  return Object.fromEntries(filled.map(([name, value]) => [name, value.trim()])) as Partial<Record<K, string>>
}
