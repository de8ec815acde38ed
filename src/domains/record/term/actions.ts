import { actions } from '#kernel/action.ts'
import { termContract } from './contract.ts'
import { searchTerms } from './store.ts'

export const termActions = actions(termContract, {
  async searchTerms({ scope, input }) {
    return { items: await searchTerms(scope, input) }
  },
})
