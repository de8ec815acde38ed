import { consentNameOf, type Draft, type Form, partsOf, reasonOf, urgencyOf } from '#web/referral/refer/draft.ts'

type Of = { readonly residentId: string; readonly draft: Draft; readonly form: Form }

/** What every way of sending says of the person. */
function aboutOf({ residentId, draft, form }: Of) {
  return {
    residentId,
    urgency: urgencyOf(draft, form.criteria),
    summary: partsOf(draft, form).filter((part) => part.text.trim() !== ''),
  }
}

function goingOf({ draft, form }: Of) {
  return {
    reason: reasonOf(draft, form.criteria),
    consent: { by: draft.consentBy, name: consentNameOf(draft, form.person.name).trim() },
  }
}

/** As the contract wants it, or nothing while something is missing. */
export function toSubmit(of: Of, insteadOf: string | undefined) {
  const { draft } = of
  if (!draft.diagnosis || !draft.wish) return undefined
  const { departmentId: toDepartmentId, capacity } = draft.wish
  return {
    ...aboutOf(of),
    ...goingOf(of),
    toDepartmentId,
    capacity,
    diagnosis: draft.diagnosis,
    severity: draft.severity,
    ...(draft.criterion ? { criterion: draft.criterion } : {}),
    ...(draft.adviceId ? { adviceId: draft.adviceId } : {}),
    ...(insteadOf ? { insteadOf } : {}),
  }
}

export function toOutside(of: Of) {
  const { diagnosis, place } = of.draft
  return diagnosis ? { ...aboutOf(of), ...goingOf(of), diagnosis, place: place.trim() } : undefined
}

export function toAsk(of: Of) {
  const { diagnosis, question, askDepartmentId } = of.draft
  if (!askDepartmentId) return undefined
  const about = { ...aboutOf(of), toDepartmentId: askDepartmentId, question: question.trim() }
  return diagnosis ? { ...about, diagnosis } : about
}
