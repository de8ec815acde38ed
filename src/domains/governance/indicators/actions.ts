import { actions, cursorOf, positionOf } from '#kernel/action.ts'
import { newId } from '#kernel/ids.ts'
import { refuse } from '#kernel/refusal.ts'
import { indicatorsContract } from './contract.ts'
import { exportCounted, openCounted } from './counted.ts'
import { findIndicator } from './definitions/index.ts'
import { reportFile } from './files/index.ts'
import { openCockpit, openIndicator } from './opening.ts'
import { freeze, frozenReport, openReport, reportPage, restatements } from './reports.ts'
import { insertGrade } from './store.ts'
import { countyPlace, ownPlace, rowsPlace } from './where.ts'

export const indicatorsActions = actions(indicatorsContract, {
  async openCockpit({ scope, input }) {
    return openCockpit(scope, await countyPlace(scope, input.placeId), input.period)
  },
  async openIndicator({ scope, input }) {
    return openIndicator(scope, await countyPlace(scope, input.placeId), input)
  },
  async listCounted({ scope, input }) {
    return openCounted(scope, await rowsPlace(scope, input.placeId), { ...input, treats: false })
  },
  async exportCounted({ scope, input }) {
    return exportCounted(scope, await rowsPlace(scope, input.placeId), { ...input, treats: false })
  },
  async openOwnCockpit({ scope, input }) {
    return openCockpit(scope, await ownPlace(scope, input.placeId), input.period)
  },
  async openOwnIndicator({ scope, input }) {
    return openIndicator(scope, await ownPlace(scope, input.placeId), input)
  },
  async listOwnCounted({ scope, input }) {
    return openCounted(scope, await ownPlace(scope, input.placeId), { ...input, treats: true })
  },
  async exportOwnCounted({ scope, input }) {
    return exportCounted(scope, await ownPlace(scope, input.placeId), { ...input, treats: true })
  },
  async listReports({ scope, input }) {
    const [from, id] = positionOf(input.cursor, 2) ?? []
    const after = from && id ? { from: String(from), id: String(id) } : undefined
    const rows = await reportPage(scope, { placeId: input.placeId, limit: input.limit + 1, after })
    const items = rows.slice(0, input.limit)
    const last = items.at(-1)
    return { items, cursor: rows.length > input.limit && last ? cursorOf([last.period.from, last.reportId]) : null }
  },
  async openReport({ scope, input }) {
    return openReport(scope, input.reportId)
  },
  async openReportFile({ scope, input }) {
    return reportFile(await frozenReport(scope, input.reportId), input)
  },
  async freezeReport({ scope, input }) {
    return freeze(scope, input, { account: scope.actor.accountId, name: scope.actor.name })
  },
  async listRestatements({ scope, input }) {
    return { items: await restatements(scope, input.placeId) }
  },
  async recordGrade({ scope, input }) {
    if (findIndicator(input.id)?.kind !== 'grade') return refuse('notGraded')
    const { place } = await countyPlace(scope, input.placeId)
    const gradeId = newId()
    const { grade, evidence, note = null, year } = input
    await insertGrade(scope, { id: gradeId, indicator_id: input.id, place_id: place.id, year, grade, evidence, note })
    return { gradeId }
  },
})
