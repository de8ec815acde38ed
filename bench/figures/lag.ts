import { setTimeout as pause } from 'node:timers/promises'
import { indicatorsContract } from '#governance/indicators/contract.ts'
import { visitContract } from '#record/visit/contract.ts'
import { connect } from '../client.ts'
import type { Place } from '../place.ts'

const times = 20

/** From the answer to a village doctor's visit until the bureau's page shows a figure with it. */
export async function measureLag(place: Place): Promise<void> {
  const [village, bureau] = [await place.as('village1'), await place.as('health1')]
  const connection = connect(place.address)
  const [county] = await place.look<{ id: number }>(
    `select w.above_id as id from measure.within w join measure.place p on p.id = w.place_id join measure.place a on a.id = w.above_id
      where p.facility_id = $1 and p.kind = 'facility' and a.kind = 'county'`,
    [village.facilityId],
  )
  const residents = await place.look<{ id: string }>(`select id from resident.resident where home_facility_id = $1 and status = 'active' limit $2`, [
    village.facilityId,
    times,
  ])
  const shown = async () => {
    const { body } = await bureau.ask(connection, indicatorsContract.openIndicator, {
      id: 'baseShare',
      placeId: county?.id,
      period: new Date().toISOString().slice(0, 7),
    })
    return body.figure.denominator ?? 0
  }
  const waited: number[] = []
  for (const { id } of residents) {
    const before = await shown()
    const { status, body } = await village.ask(connection, visitContract.recordVisit, { residentId: id, kind: 'outpatient', complaint: '咳嗽' })
    if (status !== 200) throw new Error(`visit ${status} ${JSON.stringify(body)}`)
    const started = performance.now()
    while ((await shown()) === before) await pause(50)
    waited.push((performance.now() - started) / 1000)
  }
  connection.close()
  const sorted = waited.toSorted((a, b) => a - b)
  console.log(
    'a figure after its visit'.padEnd(32),
    `p50 ${sorted[Math.floor(times / 2)]?.toFixed(2)} s, worst ${sorted.at(-1)?.toFixed(2)} s of ${sorted.length}`,
  )
}
