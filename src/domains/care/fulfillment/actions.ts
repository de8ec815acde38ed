import { enrollmentsOf, teamsNamed } from '#care/enrollment/index.ts'
import { actions, cursorOf, positionOf } from '#kernel/action.ts'
import { refuse } from '#kernel/refusal.ts'
import type { Scope } from '#kernel/scope.ts'
import { namesOf } from '#registry/facility/index.ts'
import { staffNamed } from '#registry/staff/index.ts'
import { fulfillmentContract, type PanelRow, score } from './contract.ts'
import { drawSample, listPlausibility, listSamples, reviewService, sampleOf } from './control.ts'
import { type Providers, panelOf, type Served, servedOf } from './panel.ts'
import { scoreOf, shownScore, teamOn } from './scoring.ts'

export function fulfillmentActions(providers: Providers) {
  return actions(fulfillmentContract, {
    async openEnrollmentPanel({ scope, input }) {
      const all = (await panelOf(scope, providers, input.teamId)).map(asRow).toSorted(byUrgency)
      const q = input.q?.toLowerCase()
      const wanted = all.filter((row) => inBox[input.box](row) && (q === undefined || row.person.name.includes(q)))
      const [start = 0] = positionOf(input.cursor, 1) ?? []
      const end = Number(start) + input.limit
      const count = (box: keyof typeof inBox) => all.filter(inBox[box]).length
      const counts = { overdue: count('overdue'), due: count('due'), done: count('done'), all: all.length }
      return { items: wanted.slice(Number(start), end), cursor: end < wanted.length ? cursorOf([end]) : null, counts }
    },

    async openFulfillment({ scope, input }) {
      const rows = await enrollmentsOf(scope, input.residentId)
      const [served] = await servedOf(scope, providers, rows, scope.today)
      return served ? detailOf(scope, served) : nothing
    },

    async openTeamScores({ scope, input }) {
      const on = input.on ?? scope.today
      if (on > scope.today) return refuse('inFuture')
      const at = await teamOn(scope, input.teamId, on)
      const scores = await Promise.all(score.codes.map((each) => scoreOf(scope, providers, { score: each, at })))
      return { teamId: at.team.id, team: at.team.name, since: at.since, on, scores: scores.map(shownScore) }
    },

    async openScoreRows({ scope, input }) {
      const on = input.on ?? scope.today
      if (on > scope.today) return refuse('inFuture')
      const at = await teamOn(scope, input.teamId, on)
      const { rows } = await scoreOf(scope, providers, { score: input.score, at })
      // Those first that pull the score down.
      const sorted = rows.toSorted((a, b) => Number(a.counts) - Number(b.counts))
      const [start = 0] = positionOf(input.cursor, 1) ?? []
      const end = Number(start) + input.limit
      const items = sorted.slice(Number(start), end).map((r) => ({
        residentId: r.row.resident_id,
        person: r.row.person,
        tier: r.row.tier,
        counts: r.counts,
        reasons: [...r.reasons],
        done: r.done,
        toDate: r.toDate,
        expected: r.expected === null ? null : Number(r.expected),
        actual: r.actual === null ? null : Number(r.actual),
      }))
      return { items, cursor: end < sorted.length ? cursorOf([end]) : null }
    },

    listPlausibility: ({ scope }) => listPlausibility(scope),
    drawSample: ({ scope, input }) => drawSample(scope, providers, input),
    listSamples: ({ scope }) => listSamples(scope),
    openSample: ({ scope, input }) => sampleOf(scope, input.sampleId),
    reviewService: ({ scope, input }) => reviewService(scope, input),
  })
}

const inBox = {
  overdue: (row: PanelRow) => row.overdue > 0,
  due: (row: PanelRow) => row.overdue === 0 && row.due > 0,
  done: (row: PanelRow) => row.overdue === 0 && row.due === 0,
  all: () => true,
} as const

/** Most overdue first, then what is due soonest. */
function byUrgency(a: PanelRow, b: PanelRow): number {
  const soonest = (row: PanelRow) => row.next?.before ?? '9999'
  if (a.overdue !== b.overdue) return b.overdue - a.overdue
  return soonest(a) < soonest(b) ? -1 : soonest(a) > soonest(b) ? 1 : a.enrollmentId < b.enrollmentId ? -1 : 1
}

function asRow({ row, found, isEffective }: Served): PanelRow {
  const open = found.items.flatMap(({ item, turns }) => turns.filter((t) => t.state !== 'done').map((turn) => ({ name: item.name, ...turn })))
  // What is late cannot be made up for: the turn that runs comes first.
  const next = open.filter((o) => o.state === 'due').toSorted((a, b) => (a.before < b.before ? -1 : 1))[0] ?? open.at(-1)
  return {
    residentId: row.resident_id,
    enrollmentId: row.id,
    agreementId: row.agreement_id,
    person: row.person,
    population: row.population,
    package: row.package_name,
    until: row.until_day,
    done: found.done,
    due: found.due,
    overdue: found.overdue,
    toDate: found.toDate,
    isEffective,
    next: next ? { name: next.name, before: next.before, isOverdue: next.state === 'overdue' } : null,
  }
}

const nothing = { enrollment: null, items: [], done: 0, toDate: 0, due: 0, overdue: 0, isEffective: null }

async function detailOf(scope: Scope, { row, found, isEffective }: Served) {
  const evidence = found.items.flatMap((i) => i.turns.flatMap((t) => t.evidence))
  const [team, places, staff] = await Promise.all([
    teamsNamed(scope, [row.team_id]),
    namesOf(
      scope,
      evidence.map((e) => e.facilityId),
    ),
    staffNamed(
      scope,
      evidence.flatMap((e) => e.staffId ?? []),
    ),
  ])
  return {
    enrollment: {
      enrollmentId: row.id,
      agreementId: row.agreement_id,
      person: row.person,
      team: team.get(row.team_id)?.name ?? '',
      population: row.population,
      package: row.package_name,
      from: row.from_day,
      until: row.until_day,
    },
    items: found.items.map(({ item, turns }) => ({
      code: item.code,
      name: item.name,
      mandatory: item.mandatory,
      evidence: item.evidence,
      count: item.count,
      turns: turns.map((turn) => ({
        from: turn.from,
        before: turn.before,
        state: turn.state,
        evidence: turn.evidence.map((e) => ({
          kind: e.kind,
          on: e.on,
          at: e.at,
          facility: places.get(e.facilityId)?.name ?? '',
          staff: staff.get(e.staffId ?? '') ?? '',
          subjectId: e.subjectId,
        })),
      })),
    })),
    done: found.done,
    toDate: found.toDate,
    due: found.due,
    overdue: found.overdue,
    isEffective,
  }
}
