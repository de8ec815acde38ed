import { defineFact } from '#kernel/facts.ts'

/** Sign-ins of an account ended or moved to another post: whoever remembers them forgets. */
export const sessionsChanged = defineFact<{ accountId: string }>('sessionsChanged')

/** Somebody came, left or is away at these facilities: what they owed there wants another pair of hands. */
export const handsChanged = defineFact<{ facilityIds: readonly string[] }>('handsChanged')
