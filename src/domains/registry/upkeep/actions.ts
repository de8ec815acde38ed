import { actions } from '#kernel/action.ts'
import { upkeepContract } from './contract.ts'
import { type KeyMark, readState } from './state.ts'

export function upkeepActions({ keyMark }: { keyMark: KeyMark }) {
  return actions(upkeepContract, {
    async openUpkeep({ scope }) {
      const { state, troubles, keyCopyConfirmedAt } = await readState(scope, keyMark)
      return {
        backupAt: state.backupAt ?? null,
        drillAt: state.drillAt ?? null,
        lastBackup: state.lastBackup ?? null,
        lastDrill: state.lastDrill ?? null,
        keyCopyConfirmedAt,
        troubles,
      }
    },
  })
}
