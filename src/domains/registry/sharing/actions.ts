import { actions } from '#kernel/action.ts'
import { resolvedPolicy } from '#kernel/scope.ts'
import { sharingContract } from './contract.ts'
import { fieldSet } from './labels.ts'
import { sharing } from './policy.ts'

export const sharingActions = actions(sharingContract, {
  async listSharing({ scope, input }) {
    const on = input.on ?? scope.today
    return {
      on,
      items: fieldSet.codes.map((set) => {
        const { value, from, source, level } = resolvedPolicy(scope, sharing[set], { day: on })
        return {
          set,
          key: sharing[set].key,
          owner: value.owner,
          bases: [...value.bases],
          recipients: [...value.recipients],
          from,
          source,
          isLocal: level !== 'nation',
        }
      }),
    }
  },
})
