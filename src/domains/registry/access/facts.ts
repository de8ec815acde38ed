import { defineFact } from '#kernel/facts.ts'

/** Sign-ins of an account ended or moved to another post: whoever remembers them forgets. */
export const sessionsChanged = defineFact<{ accountId: string }>('sessionsChanged')
