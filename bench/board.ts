// Opening the consortium's board: the county this month, a past month, one township, and the rows behind a number.
// node bench/board.ts [small|county]
import { boardContract } from '#governance/board/contract.ts'
import { connect } from './client.ts'
import { machine, openPlace } from './place.ts'

const size = (process.argv[2] ?? 'small') as 'small'
const place = await openPlace(size)
try {
  const manager = await place.as('consortium1')
  const connection = connect(place.address)
  const first = await manager.ask(connection, boardContract.openBoard, {})
  if (first.status !== 200) throw new Error(`the board answered ${first.status} ${JSON.stringify(first.body)}`)
  const township = first.body.places.find((each) => each.level === 'township')?.placeId
  const month = monthsBefore(first.body.month, 3)
  const [lines] = await place.look<{ referrals: bigint; sessions: bigint; holds: bigint }>(
    'select (select count(*) from referral.referral) as referrals, (select count(*) from booking.session) as sessions, (select count(*) from booking.hold) as holds',
  )
  console.log(machine())
  console.log(size, `${lines?.referrals} referrals, ${lines?.sessions} sessions, ${lines?.holds} holds`)
  await measure('board of the county, this month', () => manager.ask(connection, boardContract.openBoard, {}))
  await measure('board of the county, a past month', () => manager.ask(connection, boardContract.openBoard, { month }))
  await measure('board of a township', () => manager.ask(connection, boardContract.openBoard, township ? { placeId: township } : {}))
  await measure('rows behind a number', () => manager.ask(connection, boardContract.openFigure, { figure: 'submitted', month, limit: 50 }))
  connection.close()
} finally {
  await place.stop()
}

async function measure(name: string, once: () => Promise<{ status: number }>): Promise<void> {
  const times: number[] = []
  for (let i = 0; i < 60; i++) {
    const start = performance.now()
    const { status } = await once()
    if (status !== 200) throw new Error(`${name}: ${status}`)
    times.push(performance.now() - start)
  }
  const sorted = times.toSorted((a, b) => a - b)
  console.log(size, name, `p50 ${sorted[30]?.toFixed(0)} ms, p95 ${sorted[57]?.toFixed(0)} ms`)
}

function monthsBefore(month: string, by: number): string {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 - by
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`
}
