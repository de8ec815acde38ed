import { healthCardContract } from '#registry/healthCard/contract.ts'
import { codePrefix } from '#registry/healthCard/rules.ts'
import { useCommand } from '#web/wire/command.ts'

/** Lets a search box take what a scanner types into it: the code of a health card leads to its person. */
export function useCardScan(open: (residentId: string) => void) {
  const read = useCommand(healthCardContract.resolveHealthCard, { onDone: ({ card }) => open(card.residentId) })
  return {
    problem: read.problem,
    /** True where the text is a code, which is then being read. */
    take(typed: string): boolean {
      read.clear()
      if (!typed.startsWith(codePrefix)) return false
      void read.send({ code: typed })
      return true
    },
  }
}
