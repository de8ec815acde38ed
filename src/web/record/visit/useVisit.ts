import { useState } from 'react'
import { chargeKind, type VisitDetail, visitContract } from '#record/visit/contract.ts'
import { type Draft, newDraft, toRecord, type Wrong, wrongIn } from '#web/record/visit/draft.ts'
import { useCommand } from '#web/wire/command.ts'
import type { Problem } from '#web/wire/problem.ts'

/** A visit while it is written, and what the form and the server say of it. It is sent once, however often one presses. */
export function useVisit(residentId: string, onDone?: (visit: VisitDetail) => void) {
  const [draft, setDraft] = useState(newDraft)
  const [isTried, tried] = useState(false)
  const command = useCommand(visitContract.recordVisit, {
    changes: ['visit', 'referral', `resident:${residentId}`],
    ...(onDone ? { onDone } : {}),
  })
  const { problem } = command
  const own = wrongIn(draft)
  const refused = problem?.kind === 'refused' ? problem : undefined

  function send(confirmed: readonly string[]) {
    tried(true)
    if (Object.keys(own).length > 0) return
    const visit = toRecord(draft, residentId, (kind) => chargeKind.labels[kind].zh)
    void command.send({ ...visit, confirmed: [...confirmed] })
  }

  return {
    draft,
    set(part: Partial<Draft>) {
      setDraft((before) => ({ ...before, ...part }))
      if (problem) command.clear()
    },
    /** By field: what cannot be sent, what is malformed, what is impossible. */
    wrong: { ...saidAtFields(problem), ...(isTried ? own : {}) } as Wrong,
    isUnfit: isTried && Object.keys(own).length > 0,
    /** Possible but rare: looked at once more, then sent as confirmed. */
    unusual: refused?.refusal === 'pleaseConfirm' ? refused.data.fields : [],
    isAtFields: problem?.kind === 'invalid' || refused?.refusal === 'impossibleValue',
    send,
    problem,
    isSending: command.isSending,
    answer: command.answer,
  }
}

function saidAtFields(problem: Problem<typeof visitContract.recordVisit> | undefined): Wrong {
  if (problem?.kind === 'invalid') {
    return Object.fromEntries(
      problem.fields.map(({ path, why, fix }) => [
        path.replace(/\.(value|unit)$/, ''),
        { zh: `${why.zh},${fix.zh}`, en: `${why.en}; ${fix.en}` },
      ]),
    )
  }
  if (problem?.kind !== 'refused' || problem.refusal !== 'impossibleValue') return {}
  return Object.fromEntries(
    problem.data.fields.map(({ field, why, fix }) => [
      field,
      { zh: `${why.zh}。${fix.zh}`, en: `${why.en}. ${fix.en}` },
    ]),
  )
}
