import type { CapacityKind } from '#care/booking/contract.ts'
import { addDays, type Day, dayOf, type Moment } from '#kernel/calendar.ts'
import { type Session, sessionsBetween, type Template } from './capacity.ts'
import { openLeft } from './holds.ts'

export type SessionBook = {
  /** The first session of a kind in a department that begins after a moment and has a unit left. */
  readonly firstAfter: (want: { departmentId: string; kind: CapacityKind; moment: Moment; reserved: boolean }) => Session | undefined
  /** What was published, and what of the past somebody came to. */
  readonly sessions: () => readonly Session[]
}

/** Published sessions, and those of the past as far as a referral needs them: the year is not filled with empty ones. */
export function openSessionBook(templates: readonly Template[], on: { published: readonly Session[]; today: Day; newId: () => string }): SessionBook {
  const known = new Map(on.published.map((session) => [keyOf(session.template, dayOf(session.startsAt)), session]))
  const byPlace = Map.groupBy(templates, (t) => `${t.department.id} ${t.kind}`)

  function sessionOn(template: Template, day: Day): Session | undefined {
    const key = keyOf(template, day)
    const found = known.get(key)
    if (found || day >= on.today) return found
    const [made] = sessionsBetween([template], { from: day, until: day }, on.newId)
    if (made) known.set(key, made)
    return made
  }

  return {
    firstAfter({ departmentId, kind, moment, reserved }) {
      const offers = byPlace.get(`${departmentId} ${kind}`) ?? []
      for (let day = dayOf(moment), tries = 0; tries < 10; day = addDays(day, 1), tries++) {
        for (const template of offers) {
          const session = sessionOn(template, day)
          if (!session || session.startsAt <= moment) continue
          if (openLeft(session) > 0 || (reserved && session.reservedTaken < session.reserved)) return session
        }
      }
      return undefined
    },
    sessions: () => [...known.values()].filter((session) => session.startsAt >= on.today || session.holds > 0),
  }
}

function keyOf(template: Template, day: Day): string {
  return `${template.id} ${day}`
}
