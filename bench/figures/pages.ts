import { indicatorsContract } from '#governance/indicators/contract.ts'
import type { Capability } from '#kernel/capability.ts'
import { connect } from '../client.ts'
import type { Asker, Place } from '../place.ts'

const clients = 8

/** The cockpit the first time and again, an indicator, and the rows behind one at every level. */
export async function measurePages(place: Place): Promise<void> {
  const bureau = await place.as('health1')
  const places = await place.look<{ id: number; kind: string }>(
    `select id, kind from measure.place where kind in ('prefecture', 'county', 'consortium', 'township') order by id`,
  )
  const months = Array.from({ length: 12 }, (_, i) => monthsBack(i))
  const wide = places.filter((p) => p.kind !== 'township')
  // Every one of these was never asked before.
  const cold = wide.flatMap((p) => ['2026', '2026-Q2', ...months.slice(0, 3)].map((period) => ({ placeId: p.id, period })))
  await measure('cockpit, each asked once', { place, asker: bureau, calls: cold.map((input) => [indicatorsContract.openCockpit, input]) })
  const warm = Array.from({ length: 400 }, (_, i) => ({ placeId: wide[i % 3]?.id, period: '2026' }))
  await measure('cockpit, asked again', { place, asker: bureau, calls: warm.map((input) => [indicatorsContract.openCockpit, input]) })
  const one = wide.flatMap((p) => ['baseShare', 'countyVisitRate', 'enrollmentRate'].map((id) => ({ id, placeId: p.id, period: '2026' })))
  await measure('an indicator', { place, asker: bureau, calls: one.map((input) => [indicatorsContract.openIndicator, input]) })
  for (const kind of ['prefecture', 'county', 'consortium', 'township']) {
    const own = places.filter((p) => p.kind === kind).slice(0, 30)
    const calls = own.flatMap((p) =>
      ['visits', 'homeVisitsBase', 'enrolled'].map((measureKey) => ({ id: idOf(measureKey), placeId: p.id, period: '2026', measure: measureKey, limit: 50 })),
    )
    await measure(`rows behind, ${kind}`, { place, asker: bureau, calls: repeated(calls, 60).map((input) => [indicatorsContract.listCounted, input]) })
  }
}

function idOf(measure: string): string {
  return measure === 'enrolled' ? 'enrollmentRate' : measure === 'visits' ? 'baseShare' : 'residentsBaseShare'
}

function repeated<T>(calls: readonly T[], least: number): T[] {
  return Array.from({ length: Math.max(least, calls.length) }, (_, i) => calls[i % calls.length] as T)
}

type Work = { place: Place; asker: Asker; calls: readonly (readonly [Capability, unknown])[] }

async function measure(name: string, { place, asker, calls }: Work): Promise<void> {
  const times: number[] = []
  const left = [...calls]
  await Promise.all(
    Array.from({ length: clients }, async () => {
      const connection = connect(place.address)
      for (let call = left.shift(); call; call = left.shift()) {
        const started = performance.now()
        const { status, body } = await asker.ask(connection, call[0], call[1] as never)
        if (status !== 200) throw new Error(`${name}: ${status} ${JSON.stringify(body).slice(0, 300)} ${JSON.stringify(call[1])}`)
        times.push(performance.now() - started)
      }
      connection.close()
    }),
  )
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]?.toFixed(0)
  console.log(name.padEnd(32), `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms of ${sorted.length} by ${clients} clients`)
}

function monthsBack(by: number): string {
  const now = new Date()
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - by, 1)).toISOString().slice(0, 7)
}
