import { actions, cursorOf, positionOf } from '#kernel/action.ts'
import { csvOf } from '#kernel/csv.ts'
import { isRefused } from '#kernel/refusal.ts'
import type { Scope } from '#kernel/scope.ts'
import { everyRow, openRows, type Which } from './behind.ts'
import { boardContract } from './contract.ts'
import { openBoard } from './opening.ts'
import { type Where, whereOf } from './place.ts'
import { columnsOf, fileNameOf } from './rules/sheet.ts'

export const boardActions = actions(boardContract, {
  async openBoard({ scope, input }) {
    return openBoard(scope, await whereOf(scope, { county: true, placeId: input.placeId }), input.month)
  },
  async openFigure({ scope, input }) {
    return rowsOf(scope, await whereOf(scope, { county: true, placeId: input.placeId }), input)
  },
  async exportFigure({ scope, input }) {
    return sheetOf(scope, await whereOf(scope, { county: true, placeId: input.placeId }), input)
  },
  async openFacilityBoard({ scope, input }) {
    return openBoard(scope, await whereOf(scope, { county: false }), input.month)
  },
  async openFacilityFigure({ scope, input }) {
    return rowsOf(scope, await whereOf(scope, { county: false }), input)
  },
  async exportFacilityFigure({ scope, input }) {
    return sheetOf(scope, await whereOf(scope, { county: false }), input)
  },
})

async function rowsOf(scope: Scope, where: Where, input: Which & { limit: number; cursor?: string | undefined }) {
  const [at, id] = positionOf(input.cursor, 2) ?? []
  const opened = await openRows(scope, where, { ...input, after: at && id ? { at: String(at), id: String(id) } : undefined })
  if (isRefused(opened)) return opened
  const { month, period, lines, counted, items, next } = opened
  const { level, placeId, name } = where.place
  return {
    figure: input.figure,
    part: input.part,
    month,
    place: { level, placeId, name },
    period,
    counted,
    rows: lines,
    items,
    cursor: next ? cursorOf(next) : null,
  }
}

async function sheetOf(scope: Scope, where: Where, input: Which & { language: 'zh' | 'en' }) {
  const found = await everyRow(scope, where, input)
  if (isRefused(found)) return found
  const columns = columnsOf(found.part.source, input.language)
  return {
    fileName: fileNameOf({ figure: input.figure, part: input.part, month: found.month, place: where.place, language: input.language }),
    csv: csvOf(
      columns.map((column) => column.head),
      found.items.map((item) => columns.map((column) => column.cell(item))),
    ),
  }
}
