import { defineFact } from '#kernel/facts.ts'

/** What these people may reach has changed, or their sign-ins ended: whoever remembers them forgets. */
export const residentReachChanged = defineFact<{ residentIds: readonly string[] }>('residentReachChanged')
