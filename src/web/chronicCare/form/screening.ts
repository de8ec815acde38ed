import type { FormFieldShown, VisitPrompt } from '#care/chronicCare/contract.ts'
import { vital, vitalSpec } from '#record/visit/contract.ts'
import type { Form } from '#web/chronicCare/form/draft.ts'

const pressures = ['systolic', 'diastolic'] as const

/** A person in no program has no form yet: what the prompts of today ask for, and without one the pressure. */
export function screeningForm(form: Form): Form {
  if (form.fields.length > 0) return form
  const asked = new Map(form.prompts.flatMap((each) => each.measure.map((one) => [one.name, fieldOf(one)] as const)))
  return { ...form, fields: asked.size > 0 ? [...asked.values()] : pressures.map(pressureField) }
}

/** What stands in sight: what is asked for today. */
export function wantedIn(form: Form): readonly string[] {
  const asked = form.prompts.flatMap((each) => each.measure.map(({ name }) => name))
  return asked.length > 0 ? asked : pressures
}

// The unit goes as people write it; the server knows it by that name too.
function fieldOf({ name, label, shownUnit }: VisitPrompt['measure'][number]): FormFieldShown {
  return { ...blank, name, label, unit: shownUnit?.zh ?? null, shownUnit }
}

function pressureField(name: (typeof pressures)[number]): FormFieldShown {
  const { unit, shown } = vitalSpec[name]
  return { ...blank, name, label: vital.labels[name], unit, shownUnit: { zh: shown, en: shown } }
}

const blank: Omit<FormFieldShown, 'name' | 'label' | 'unit' | 'shownUnit'> = {
  kind: 'reading',
  otherUnits: [],
  decimals: 0,
  possible: null,
  usual: null,
  options: null,
  none: null,
  carriesOver: false,
  isRequired: false,
  diseases: [],
  last: null,
}
