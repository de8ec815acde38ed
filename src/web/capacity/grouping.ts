import type { bookingContract, CapacityKind } from '#care/booking/contract.ts'
import type { Day } from '#kernel/calendar.ts'
import type { Output } from '#kernel/capability.ts'
import { clockTime, today } from '#web/ui/time.ts'

export type Board = Output<typeof bookingContract.openBoard>
export type Session = Board['items'][number]
export type SessionOpen = Output<typeof bookingContract.openSession>
export type Template = Output<typeof bookingContract.listTemplates>['items'][number]

/** What one square of the board stands for: the sessions of a half day, or the beds of a day. */
export type Square = {
  readonly key: string
  readonly sessions: readonly Session[]
  readonly sum: Sum
}

export type Sum = {
  readonly capacity: number
  readonly open: number
  readonly reserved: number
  readonly held: number
  readonly confirmed: number
  readonly used: number
  readonly free: number
  readonly isCancelled: boolean
}

export type Half = 'day' | 'morning' | 'afternoon'

/** A line of the board: one resource of a department, a square a day and half. */
export type BoardLine = {
  readonly key: string
  readonly department: string
  readonly resource: string
  readonly isFirst: boolean
  readonly halves: readonly Half[]
  readonly squares: ReadonlyMap<string, Square>
}

export function squareKey(day: Day, half: Half): string {
  return `${day} ${half}`
}

export function halfOf(session: Pick<Session, 'kind' | 'startsAt'>): Half {
  if (session.kind === 'bed') return 'day'
  return clockTime(session.startsAt) < '12:00' ? 'morning' : 'afternoon'
}

export function dayOfSession(session: Pick<Session, 'startsAt'>): Day {
  return today(Date.parse(session.startsAt))
}

/** The reader's own department first, the others in the server's order, each with its resources, each with its squares. */
export function linesOf(
  board: Board,
  want: { kind: CapacityKind; departmentId: string | undefined; first: string | null },
): readonly BoardLine[] {
  const sessions = board.items.filter(
    (each) => each.kind === want.kind && (!want.departmentId || each.departmentId === want.departmentId),
  )
  const lines = new Map<string, Session[]>()
  for (const each of sessions) {
    const key = `${each.departmentId} ${each.resource}`
    lines.set(key, [...(lines.get(key) ?? []), each])
  }
  const sorted = [...lines.entries()].sort(
    ([, [a]], [, [b]]) => rank(board, a, want.first) - rank(board, b, want.first),
  )
  let before = ''
  return sorted.map(([key, all]) => {
    const [first] = all
    const isFirst = first?.departmentId !== before
    before = first?.departmentId ?? ''
    return {
      key,
      department: first?.department ?? '',
      resource: first?.resource ?? '',
      isFirst,
      halves: halvesOf(all),
      squares: squaresOf(all),
    }
  })
}

function rank(board: Board, session: Session | undefined, first: string | null): number {
  if (first !== null && session?.department === first) return -1
  return board.departments.findIndex((each) => each.departmentId === session?.departmentId)
}

function halvesOf(sessions: readonly Session[]): readonly Half[] {
  return (['day', 'morning', 'afternoon'] as const).filter((half) => sessions.some((each) => halfOf(each) === half))
}

function squaresOf(sessions: readonly Session[]): ReadonlyMap<string, Square> {
  const squares = new Map<string, Session[]>()
  for (const each of sessions) {
    const key = squareKey(dayOfSession(each), halfOf(each))
    squares.set(key, [...(squares.get(key) ?? []), each])
  }
  return new Map([...squares].map(([key, all]) => [key, { key, sessions: all, sum: sumOf(all) }]))
}

/** What was cancelled is not counted; a square is cancelled when all of it is. */
export function sumOf(sessions: readonly Session[]): Sum {
  const live = sessions.filter((each) => each.status === 'published')
  const add = (pick: (session: Session) => number) => live.reduce((sum, each) => sum + pick(each), 0)
  return {
    capacity: add((s) => s.capacity),
    open: add((s) => s.open),
    reserved: add((s) => s.reserved),
    held: add((s) => s.held),
    confirmed: add((s) => s.confirmed),
    used: add((s) => s.used),
    free: add((s) => s.free),
    isCancelled: live.length === 0,
  }
}
