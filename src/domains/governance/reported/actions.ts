import { parse } from 'csv-parse/sync'
import { actions, cursorOf, positionOf, unless } from '#kernel/action.ts'
import { withoutGuard } from '#kernel/csv.ts'
import { refuse } from '#kernel/refusal.ts'
import { announce, type Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import { reportedContract } from './contract.ts'
import { column, quantity, wrong } from './labels.ts'
import { reportedPlaces } from './places.ts'
import { checkCorrection, checkFigure, mayReport, specs } from './rules/figure.ts'
import { columnsIn, keyOf, type Place, readTable } from './rules/table.ts'
import * as store from './store.ts'

export const reportedActions = actions(reportedContract, {
  async listReported({ scope, input }) {
    const year = input.year ?? Number(scope.today.slice(0, 4))
    const [key, id] = positionOf(input.cursor, 2) ?? []
    const after = key && id ? { key: String(key), id: String(id) } : undefined
    const [places, counted, rows] = await Promise.all([
      reportedPlaces(scope),
      store.countByQuantity(scope, year),
      store.listFigures(scope, { year, quantity: input.quantity ?? null, limit: input.limit + 1, after }),
    ])
    const shown = rows.slice(0, input.limit)
    const last = rows.length > input.limit ? shown.at(-1) : undefined
    return {
      year,
      items: shown.map((row) => figureOf(row, places)),
      cursor: last ? cursorOf([last.key, last.id]) : null,
      places: places.map(({ kind, placeId, name }) => ({ kind, placeId, name })),
      quantities: quantity.codes.map((code) => ({
        quantity: code,
        unit: specs[code].unit,
        placeKinds: [...specs[code].places],
        needs: [...specs[code].needs],
        isYours: mayReport(scope.actor.role, code),
        waits: specs[code].waits,
        reported: counted.get(code) ?? 0,
      })),
    }
  },

  async recordReported({ scope, input }) {
    const { reportedFor: placeId, note = null, ...figure } = input
    const refusal = checkFigure(figure, { role: scope.actor.role, today: scope.today })
    if (refusal) return refusal
    const places = await reportedPlaces(scope)
    if (!places.some((place) => place.kind === figure.placeKind && place.placeId === placeId)) return refuse('noSuchPlace')
    const made = await unless(store.insertFigure(scope, { ...figure, placeId, note }), { figure_standing: refuse('alreadyThere') })
    if ('refusal' in made) return made
    heard(scope)
    return figureOf(made, places)
  },

  async correctReported({ scope, input }) {
    const [row, places] = await Promise.all([store.findFigure(scope, input.reportedId, { lock: true }), reportedPlaces(scope)])
    const standing = row ?? notFound()
    const { value, source, because, note = null } = input
    const now = { quantity: standing.quantity, value: Number(standing.value), source: standing.source, isReplaced: standing.known_until !== null }
    const refusal = checkCorrection(now, { value, source, role: scope.actor.role })
    if (refusal) return refusal
    if (standing.version !== input.version) return refuse('stale', figureOf(standing, places))
    const made = await store.insertFigure(scope, { ...newOf(standing), value, source, note }, { id: standing.id, because })
    heard(scope)
    return figureOf(made, places)
  },

  async loadReported({ scope, input }) {
    const lines = linesOf(input.csv)
    if (!lines) return refuse('notATable')
    const at = lines.findIndex((cells) => columnsIn(cells))
    const columns = at === -1 ? undefined : columnsIn(lines[at] ?? [])
    if (!columns) return refuse('noHeadings')
    const places = await reportedPlaces(scope)
    const read = readTable(lines.slice(at + 1), { first: at + 2, columns, places, role: scope.actor.role, today: scope.today })
    if (read.wrong.length > 0) {
      const said = read.wrong.map((w) => ({
        line: w.line,
        column: column.labels[w.column],
        why: wrong[w.wrong][0],
        fix: wrong[w.wrong][1],
        written: w.written,
      }))
      return refuse('linesWrong', { lines: said })
    }
    const standing = await store.standingOf(scope, [...new Set(read.figures.map((figure) => figure.quantity))])
    const known = new Map(standing.map((row) => [keyOf({ ...newOf(row), place: { kind: row.place_kind, placeId: row.place_id } }), row]))
    const judged = read.figures.map((figure) => ({ figure, before: known.get(keyOf(figure)) }))
    const isSame = ({ figure, before }: (typeof judged)[number]) =>
      before !== undefined && Number(before.value) === figure.value && before.source === figure.source
    const changing = judged.filter((one) => !isSame(one))
    const corrected = changing.filter(({ before }) => before !== undefined)
    if (corrected.length > 0 && !input.because) return refuse('reasonNeeded', { lines: corrected.map(({ figure }) => figure.line) })
    for (const { figure, before } of changing) {
      const { line: _, place, ...rest } = figure
      const row = { ...rest, placeKind: place.kind, placeId: place.placeId }
      await store.insertFigure(scope, row, before && input.because ? { id: before.id, because: input.because } : undefined)
    }
    heard(scope)
    return { recorded: changing.length - corrected.length, corrected: corrected.length, unchanged: judged.length - changing.length }
  },

  async listVersions({ scope, input }) {
    const [row, places] = await Promise.all([store.findFigure(scope, input.reportedId), reportedPlaces(scope)])
    const versions = await store.versionsOf(scope, row ?? notFound())
    return { items: versions.map((version) => figureOf(version, places)) }
  },
})

function linesOf(csv: string): string[][] | undefined {
  const text = csv.replace(/^\ufeff/, '')
  const delimiter = text.split('\n', 1)[0]?.includes('\t') ? '\t' : ','
  try {
    const lines: string[][] = parse(text, { delimiter, relax_quotes: true, relax_column_count: true, skip_empty_lines: false })
    return lines.map((cells) => cells.map(withoutGuard))
  } catch (error) {
    if (!/^CSV_/.test((error as { code?: string }).code ?? '')) throw error
    return undefined
  }
}

function newOf(row: store.FigureRow): store.NewFigure {
  const { quantity: of, place_kind: placeKind, place_id: placeId, from_day: from, until_day: until, dims, source, note } = row
  return { quantity: of, placeKind, placeId, from, until, value: Number(row.value), dims, source, note }
}

function figureOf(row: store.FigureRow, places: readonly Place[]) {
  const place = places.find((p) => p.kind === row.place_kind && p.placeId === row.place_id)
  return {
    reportedId: row.id,
    quantity: row.quantity,
    unit: specs[row.quantity].unit,
    // A place that was closed since keeps its figures.
    place: { kind: row.place_kind, placeId: row.place_id, name: place?.name ?? '已撤销的地区或机构' },
    from: row.from_day,
    until: row.until_day,
    value: Number(row.value),
    dims: row.dims as never,
    source: row.source,
    note: row.note,
    because: row.because,
    isCorrected: row.instead_of !== null,
    recordedBy: row.recorded_name,
    recordedAt: row.recorded_at,
    knownUntil: row.known_until,
    version: row.version,
  }
}

function heard(scope: Scope): void {
  announce(scope, 'reported', [scope.actor.facilityId])
}
