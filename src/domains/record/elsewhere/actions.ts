import { actions } from '#kernel/action.ts'
import { fenToJson } from '#kernel/fen.ts'
import { elsewhereContract } from './contract.ts'
import { countKinds, countMonths, countReversals, countStates, yearsOfClaims } from './store/counts.ts'

export const elsewhereActions = actions(elsewhereContract, {
  async openElsewhere({ scope, input }) {
    const year = input.year ?? Number(scope.today.slice(0, 4))
    const [years, months, kinds, states, waitingReversals] = await Promise.all([
      yearsOfClaims(scope),
      countMonths(scope, year),
      countKinds(scope, year),
      countStates(scope, year),
      countReversals(scope),
    ])
    return {
      year,
      years,
      ...states,
      waitingReversals,
      byKind: kinds.map((row) => ({ ...row, total: fenToJson(row.total), fund: fenToJson(row.fund) })),
      months: months.map((row) => ({ ...row, total: fenToJson(row.total), fund: fenToJson(row.fund) })),
    }
  },
})
