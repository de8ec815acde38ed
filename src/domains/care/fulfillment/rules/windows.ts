import type { PackageItem } from '#care/enrollment/contract.ts'
import { addDays, type Day } from '#kernel/calendar.ts'
import type { ServiceEvidence } from '#record/visit/contract.ts'
import type { WindowState } from '../labels.ts'

/** Somebody of the team, from a day on and until the first day without them. */
export type TeamMember = { readonly staffId: string; readonly from: Day; readonly until: Day | null }
export type Promised = { readonly from: Day; readonly until: Day; readonly items: readonly PackageItem[] }
export type Turn = { readonly from: Day; readonly before: Day; readonly state: WindowState; readonly evidence: readonly ServiceEvidence[] }
export type ItemTurns = { readonly item: PackageItem; readonly turns: readonly Turn[] }
export type Fulfillment = {
  readonly items: readonly ItemTurns[]
  readonly done: number
  readonly due: number
  readonly overdue: number
  /** Turns that are over, or done before they were. */
  readonly toDate: number
  readonly mandatoryOverdue: number
}

/** The whole turns of an item in a term that have begun and ended after `since`. A rest of a term shorter than a turn promises nothing. */
export function turnsOf(item: PackageItem, term: { from: Day; until: Day }, time: { since: Day; asOf: Day }): { from: Day; before: Day }[] {
  const turns: { from: Day; before: Day }[] = []
  for (let from = term.from; ; from = addDays(from, item.everyDays)) {
    const before = addDays(from, item.everyDays)
    if (before > term.until || from > time.asOf) return turns
    if (before > time.since) turns.push({ from, before })
  }
}

/** Only what a member of the team did counts, and only inside its turn: nobody ticks a box (G-13). */
export function fulfillmentOf(
  promised: Promised,
  facts: { evidence: readonly ServiceEvidence[]; members: readonly TeamMember[]; since: Day; asOf: Day },
): Fulfillment {
  const { members, since, asOf } = facts
  const signed = facts.evidence.filter(
    (e) => e.on <= asOf && members.some((m) => m.staffId === e.staffId && m.from <= e.on && (m.until === null || e.on < m.until)),
  )
  const items = promised.items.map((item): ItemTurns => {
    const kinds = new Set<string>(item.evidence)
    const fitting = onceEach(signed.filter((e) => kinds.has(e.kind)))
    const turns = turnsOf(item, promised, { since, asOf }).map(({ from, before }): Turn => {
      const evidence = fitting.filter((e) => e.on >= from && e.on < before)
      const state = evidence.length >= item.count ? 'done' : before <= asOf ? 'overdue' : 'due'
      return { from, before, state, evidence }
    })
    return { item, turns }
  })
  const all = items.flatMap((i) => i.turns.map((turn) => ({ turn, mandatory: i.item.mandatory })))
  const count = (state: WindowState) => all.filter(({ turn }) => turn.state === state).length
  const [done, due, overdue] = [count('done'), count('due'), count('overdue')]
  return { items, done, due, overdue, toDate: done + overdue, mandatoryOverdue: all.filter((t) => t.mandatory && t.turn.state === 'overdue').length }
}

/** What was recorded as two kinds at once, a visit that was a follow-up, is one service: by its narrower name. */
export function onceEach(evidence: readonly ServiceEvidence[]): ServiceEvidence[] {
  const bySubject = new Map<string, ServiceEvidence>()
  for (const e of evidence) if (e.kind !== 'visit' || !bySubject.has(e.subjectId)) bySubject.set(e.subjectId, e)
  return [...bySubject.values()]
}

/** Served as promised: so many of the items due to date, and every mandatory one. Null where nothing was due yet: unknown is not all. */
export function isEffective(found: Pick<Fulfillment, 'done' | 'toDate' | 'mandatoryOverdue'>, percent: number): boolean | null {
  if (found.toDate === 0) return null
  return found.done * 100 >= percent * found.toDate && found.mandatoryOverdue === 0
}
