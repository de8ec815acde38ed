import type { Entry } from '#record/timeline/contract.ts'

/** What one visit left in the timeline; entries without a visit stand alone. */
export type VisitGroup = {
  readonly key: string
  readonly visitId: string | null
  readonly at: string
  readonly facility: string
  readonly who: string | null
  readonly head: Entry | undefined
  readonly lines: readonly Entry[]
}

const order: readonly Entry['kind'][] = [
  'allergy',
  'diagnosis',
  'observation',
  'diagnosticReport',
  'prescription',
  'procedure',
  'immunization',
  'document',
  'charge',
]

/** Entries that follow each other and belong to one visit, as one card, what matters first. */
export function byVisit(entries: readonly Entry[]): VisitGroup[] {
  const runs: Entry[][] = []
  for (const entry of entries) {
    const run = runs.at(-1)
    const last = run?.[0]
    if (run && last && entry.visitId !== null && last.visitId === entry.visitId) run.push(entry)
    else runs.push([entry])
  }
  return runs.map(groupOf)
}

function groupOf(run: readonly Entry[]): VisitGroup {
  const head = run.find((entry) => entry.kind === 'visit')
  const named = head ?? run[0]
  const lines = run.filter((entry) => entry !== head).toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
  return {
    key: run[0]?.entryId ?? '',
    visitId: named?.visitId ?? null,
    at: named?.at ?? '',
    facility: named?.facility ?? '',
    who: named?.who ?? null,
    head,
    lines,
  }
}
