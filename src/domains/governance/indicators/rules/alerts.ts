import type { Figure } from '../contract.ts'

/** Why a figure is somebody's duty: it misses what it is held to, or it fell against the same time last year. */
export type Alarm = { readonly id: string; readonly why: 'missed' | 'fell' }

/** What is watched: growth of cost against its limit, and how many stay in the county against the year before (S-078, S-325). */
const limits: readonly string[] = ['outpatientCostGrowth', 'stayCostGrowth']
const shares: readonly string[] = ['countyVisitRate', 'staysInCounty']

/** The alarms of a place's figures. `fall` is how many points a share may lose before somebody has to look. */
export function alarmsOf(figures: readonly Pick<Figure, 'id' | 'value' | 'light' | 'previous'>[], fall: number): Alarm[] {
  return figures.flatMap((f): Alarm[] => {
    if (f.value === null) return []
    if (limits.includes(f.id) && f.light === 'missed') return [{ id: f.id, why: 'missed' }]
    const before = f.previous.value
    return shares.includes(f.id) && before !== null && before - f.value > fall ? [{ id: f.id, why: 'fell' }] : []
  })
}
