import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { acceptClock } from '#care/referral/index.ts'
import { addMonths, dayOf, minutesCounted } from '#kernel/calendar.ts'
import { resolve } from '#kernel/policy.ts'
import { makeBusy } from '#tests/busyCounty.ts'
import { type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { type Board, type BoardLine, boardContract as b, type FigureRow, figure, part } from './contract.ts'
import { parts } from './store/parts.ts'

let platform: TestPlatform
let manager: Caller
let month: string

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  await makeBusy(platform, { referrals: 400 })
  manager = await platform.as('consortium1')
  month = dayOf(platform.clock.now()).slice(0, 7)
})
afterAll(() => platform.stop())

type Which = { figure: (typeof figure.codes)[number] } & Record<string, string | null | undefined>
type Expected = { readonly which: Which; readonly name: 'numerator' | 'denominator'; readonly number: number | null }

/** Every number that stands on a board, with the question that opens it. */
function numbersOn(board: Board): Expected[] {
  const of = (cells: BoardLine['cells'], narrowing: Record<string, string | null>): Expected[] =>
    cells.flatMap((cell) => part.codes.map((name) => ({ which: { figure: cell.key, ...narrowing }, name, number: cell[name] })))
  return [
    ...board.figures.flatMap((each) => of([each], each.form === 'growth' ? {} : { direction: each.direction })),
    ...board.byUrgency.flatMap((line) => of(line.cells, { urgency: line.urgency })),
    ...board.byDepartment.flatMap((line) => of(line.cells, { departmentId: line.departmentId, facilityId: line.facilityId })),
    ...board.declines.map((line): Expected => ({ which: { figure: 'declined', reason: line.reason }, name: 'numerator', number: line.counted })),
    ...board.flow.flatMap((line) => of(line.cells, { senderId: line.senderId, receiverId: line.receiverId, direction: line.direction })),
    ...board.senders.flatMap((line) => of(line.cells, { senderId: line.facilityId })),
    ...board.receivers.flatMap((line) => of(line.cells, { receiverId: line.facilityId })),
    ...board.capacity.flatMap((line) => of(line.cells, { facilityId: line.facilityId, kind: line.kind })),
  ].filter((each) => parts[each.which.figure][each.name] !== undefined && each.number !== null)
}

type Open = (input: object) => Promise<{ counted: number; rows: number; items: FigureRow[]; cursor: string | null }>

async function wrongIn(board: Board, open: Open): Promise<{ asked: number; wrong: string[] }> {
  const wrong: string[] = []
  const numbers = numbersOn(board)
  for (let i = 0; i < numbers.length; i += 8) {
    await Promise.all(
      numbers.slice(i, i + 8).map(async ({ which, name, number }) => {
        const input = Object.fromEntries(Object.entries({ ...which, part: name, month: board.month }).filter(([, value]) => value !== null))
        const rows: FigureRow[] = []
        let cursor: string | undefined
        let first: Awaited<ReturnType<Open>> | undefined
        do {
          const page = await open({ ...input, limit: 100, ...(cursor ? { cursor } : {}) })
          first ??= page
          rows.push(...page.items)
          cursor = page.cursor ?? undefined
        } while (cursor)
        const added = rows.reduce((sum, row) => sum + row.amount, 0)
        const distinct = new Set(rows.map((row) => row.rowId)).size
        if (added !== number || first?.counted !== number || first.rows !== rows.length || distinct !== rows.length) {
          wrong.push(`${JSON.stringify(input)}: ${number} on the board, ${added} in ${rows.length} rows`)
        }
      }),
    )
  }
  return { asked: numbers.length, wrong }
}

describe('every number opens into its rows', () => {
  test.each(['county', 'consortium', 'hospital', 'township'])(
    'at the level %s, this month and a past one',
    async (level) => {
      const { places } = await manager.must(b.openBoard, {})
      const placeId = places.find((p) => p.level === level)?.placeId
      const place = placeId ? { placeId } : {}
      for (const which of [month, addMonths(month, -3)]) {
        const board = await manager.must(b.openBoard, { month: which, ...place })
        expect(board.place.level).toBe(level)
        const { asked, wrong } = await wrongIn(board, (input) => manager.must(b.openFigure, { ...input, ...place } as never))
        expect(wrong).toEqual([])
        expect(asked).toBeGreaterThan(50)
      }
    },
    120_000,
  )

  test.each(['hospital1', 'township1'])(
    'and on the board of a facility, for %s',
    async (login) => {
      const own = await platform.as(login)
      const board = await own.must(b.openFacilityBoard, { month: addMonths(month, -2) })
      expect(board.places).toHaveLength(1)
      expect(board.place.placeId).toBe(own.persona.facilityId)
      const { asked, wrong } = await wrongIn(board, (input) => own.must(b.openFacilityFigure, input as never))
      expect(wrong).toEqual([])
      expect(asked).toBeGreaterThan(40)
    },
    120_000,
  )

  test('every figure counted something, so that equal means something', async () => {
    const boards = await Promise.all([0, -1, -2].map((by) => manager.must(b.openBoard, { month: addMonths(month, by) })))
    const silent = figure.codes.filter(
      (key) => key !== 'downGrowth' && boards.every((board) => board.figures.filter((f) => f.key === key).every((f) => f.numerator === 0)),
    )
    expect(silent).toEqual([])
  })
})

test('a manager of one facility counts what the county counts for that facility', async () => {
  const hospital = await platform.as('hospital1')
  const past = addMonths(month, -2)
  const [own, county] = await Promise.all([
    hospital.must(b.openFacilityBoard, { month: past }),
    manager.must(b.openBoard, { month: past, placeId: hospital.persona.facilityId }),
  ])
  expect(own.figures).toEqual(county.figures)
  expect(own.receivers).toEqual(county.receivers)
})

test('the time to accept is what the county calendar says, row by row', async () => {
  const pages = await Promise.all([-1, -2, -3].map((by) => manager.must(b.openFigure, { figure: 'acceptTime', month: addMonths(month, by), limit: 100 })))
  const items = pages.flatMap((page) => page.items)
  expect(items.some((row) => row.urgency === 'routine')).toBe(true)
  for (const row of items) {
    const clock = resolve(acceptClock, { day: dayOf(row.at) })?.value[row.urgency ?? 'routine']
    const [stored] = await platform.look<{ accepted_at: string }>('select accepted_at::text from referral.referral where id = $1', [row.rowId])
    const counted = minutesCounted(row.at, new Date(stored?.accepted_at ?? '').toISOString(), { counts: clock?.counts ?? 'always', calendar: new Map() })
    expect(row.minutes, JSON.stringify(row)).toBe(Math.round(counted))
  }
})

test('whoever reads the county sees masked names and no person by number', async () => {
  const { items } = await manager.must(b.openFigure, { figure: 'submitted', month: addMonths(month, -1), limit: 100 })
  expect(items.length).toBeGreaterThan(5)
  for (const row of items) expect(row.person?.name).toMatch(/^.\*+$/)
  const text = JSON.stringify(items)
  const people = await platform.look<{ name: string }>('select distinct person ->> $1 as name from referral.referral', ['name'])
  expect(people.filter(({ name }) => text.includes(name))).toEqual([])
})

test('what is not known says why, and is never nought or a hundred', async () => {
  const board = await manager.must(b.openBoard, { month: '2021-03' })
  for (const each of board.figures.filter((f) => f.form === 'share')) {
    expect(each.value, each.key).toBeNull()
    expect(each.unknown, each.key).toBe('nothingCounted')
  }
  const now = await manager.must(b.openBoard, {})
  const growth = now.figures.find((f) => f.key === 'downGrowth')
  expect([growth?.value, growth?.unknown]).toEqual([null, 'noYearBefore'])
  expect(growth?.target?.value).toBe(10)
  expect(now.figures.find((f) => f.key === 'submitted' && f.direction === 'up')?.lastYear.unknown).not.toBe('nothingCounted')
})

test('a month that has not begun is refused, a place that is not there not found', async () => {
  expect((await manager.ask(b.openBoard, { month: addMonths(month, 1) })).body.refusal).toBe('notBegun')
  expect((await manager.ask(b.openBoard, { placeId: '0198a4c2-0000-7000-8000-00000000dead' })).status).toBe(404)
  expect((await manager.ask(b.openFigure, { figure: 'submitted', part: 'denominator' })).body.refusal).toBe('noSuchPart')
})

test('an export has the rows of the number, in the language it is read in', async () => {
  const past = addMonths(month, -1)
  const { rows } = await manager.must(b.openFigure, { figure: 'declined', month: past })
  const chinese = await manager.must(b.exportFigure, { figure: 'declined', month: past })
  const lines = chinese.csv.trim().split('\r\n')
  expect(lines).toHaveLength(rows + 1)
  expect(lines[0]).toContain('姓名(已遮盖)')
  expect(chinese.fileName).toBe(`婉拒率 全县 ${past}.csv`)
  const english = await manager.must(b.exportFigure, { figure: 'declined', month: past, language: 'en' })
  expect(english.csv).toContain('Name (masked)')
})

test('a village that is called like a formula is exported as text', async () => {
  await platform.look(
    `update referral.referral set person = person || '{"village": "=1+1"}' where id = (select id from referral.referral where direction = 'lateral' order by submitted_at desc limit 1)`,
  )
  const csvs = await Promise.all([0, -1, -2].map((by) => manager.must(b.exportFigure, { figure: 'submitted', month: addMonths(month, by) })))
  expect(csvs.some(({ csv }) => csv.includes(",'=1+1,"))).toBe(true)
  expect(csvs.some(({ csv }) => csv.includes(',=1+1'))).toBe(false)
})
