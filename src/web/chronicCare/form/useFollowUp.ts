import { useState } from 'react'
import { chronicCareContract } from '#care/chronicCare/contract.ts'
import { type Moment, momentOf } from '#kernel/calendar.ts'
import {
  type Draft,
  type Form,
  fieldOf,
  malformed,
  missingIn,
  newDraft,
  toFollowUp,
  toScreening,
} from '#web/chronicCare/form/draft.ts'
import { type FormProblem, isAtFields, saidAtFields } from '#web/chronicCare/form/questions.ts'
import { now } from '#web/ui/clock.ts'
import { newKey } from '#web/wire/call.ts'
import { useCommand } from '#web/wire/command.ts'

type Kind = 'followUp' | 'screening'

function changesOf(residentId: string): readonly string[] {
  return ['chronicCare', 'visit', 'duty', `resident:${residentId}`]
}

/** A follow-up while it is written. It is sent once, however often one presses. */
export function useFollowUp(residentId: string) {
  const writing = useWriting('followUp')
  const command = useCommand(chronicCareContract.recordFollowUp, { changes: changesOf(residentId) })
  return {
    ...writing.said(command.problem),
    answer: command.answer,
    isSending: command.isSending,
    send: (form: Form) =>
      writing.submit(
        form,
        ({ id, at }) => void command.send(toFollowUp(form, writing.draft, { followUpId: id, occurredAt: at })),
      ),
  }
}

/** The same for a screening: fewer questions, another answer. */
export function useScreening(residentId: string) {
  const writing = useWriting('screening')
  const command = useCommand(chronicCareContract.recordScreening, { changes: changesOf(residentId) })
  return {
    ...writing.said(command.problem),
    answer: command.answer,
    isSending: command.isSending,
    send: (form: Form) =>
      writing.submit(
        form,
        ({ id, at }) => void command.send(toScreening(form, writing.draft, { screeningId: id, occurredAt: at })),
      ),
  }
}

function useWriting(kind: Kind) {
  const [draft, setDraft] = useState(newDraft)
  const [isTried, tried] = useState(false)
  // Made here, so that what is recorded without a network can be named before it is sent.
  const [id] = useState(newKey)
  const [sent, setSent] = useState<{ readonly draft: Draft; readonly at: Moment }>()

  function submit(form: Form, send: (made: { id: string; at: Moment }) => void) {
    tried(true)
    if (missingIn(form, draft, kind).length > 0 || Object.keys(malformed(form, draft)).length > 0) return
    // Pressed again with nothing changed it is the same submission, of the same moment.
    const at = sent?.draft === draft ? sent.at : momentOf(new Date(now()))
    setSent({ draft, at })
    send({ id, at })
  }

  function said(problem: FormProblem | undefined) {
    const back = saidAtFields(problem)
    const stands = (field: string) => sent !== undefined && isSame(draft, sent.draft, field)
    return {
      draft,
      set: setDraft,
      problem,
      isAtFields: isAtFields(problem),
      questions: only(back.questions, stands),
      wrongIn: (form: Form) => ({ ...only(back.wrong, stands), ...(isTried ? malformed(form, draft) : {}) }),
      missingIn: (form: Form) => (isTried ? missingIn(form, draft, kind) : []),
    }
  }

  return { draft, submit, said }
}

/** What was said of a field holds until that field is changed or the question answered. */
function isSame(draft: Draft, sent: Draft, field: string): boolean {
  const looked = (each: Draft) => each.confirmed.some((path) => fieldOf(path) === field)
  return (
    draft.readings[field] === sent.readings[field] &&
    draft.answers[field] === sent.answers[field] &&
    draft.meant[field] === sent.meant[field] &&
    looked(draft) === looked(sent)
  )
}

function only<V>(all: Readonly<Record<string, V>>, isIn: (name: string) => boolean): Readonly<Record<string, V>> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => isIn(name)))
}

/** What the parts of the form are given. */
export type Writing = {
  readonly form: Form
  readonly draft: Draft
  readonly set: (next: (before: Draft) => Draft) => void
}
