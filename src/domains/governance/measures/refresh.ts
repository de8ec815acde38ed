import type { Day } from '#kernel/calendar.ts'
import type { Scope } from '#kernel/scope.ts'
import { asSystem, type Kernel } from '#kernel/transaction.ts'
import { consortiaNow, everyFacility } from '#registry/facility/index.ts'
import { additive, measures } from './catalog.ts'
import { countPersons, type PersonProviders } from './persons.ts'
import { type Group, groupsOf } from './rules/compile.ts'
import { placeTree } from './rules/places.ts'
import { forgetMarks, type Mark, noteRefresh, takeMarks, takeTurn } from './store/dirty.ts'
import { countAgain, countAll, emptyLedger, ledgerIsEmpty, sumPeriods, takeTime } from './store/ledger.ts'
import { sumYears } from './store/persons.ts'
import { measureIds, savePlaces } from './store/places.ts'

/** Marks taken at once: what a busy county writes in some minutes. */
const batch = 20_000

const reach = { name: 'measures', facilities: [], role: 'tongmai_measurer' } as const

/**
 * Brings the figures to the rows: counts again what was marked since, in one transaction. Safe to call at any time and from several
 * processes; one counts, the others find it done.
 * @returns how many marks were taken; nought when there is nothing left
 */
export async function refreshMeasures(kernel: Kernel, providers: PersonProviders): Promise<number> {
  return asSystem(kernel, reach, async (scope) => {
    if (!(await takeTurn(scope))) return 0
    if (await ledgerIsEmpty(scope)) return build(scope, providers)
    const { knownOn, marks } = await takeMarks(scope, batch)
    if (!knownOn) return 0
    const moved = await savePlaces(scope, await tree(scope))
    if (moved) await sumAgain(scope)
    const ids = await measureIds(scope, Object.keys(measures))
    for (const group of groupsOf(additive(), (key) => ids.get(key) ?? 0)) await recount(scope, group, { marks, knownOn })
    await countPersons(scope, providers, { marks, knownOn, ids })
    await noteRefresh(scope)
    return marks.length
  })
}

/** What a count of everything is at; told when it begins. */
export type CountingPhase = 'emptying' | 'counting' | 'summing' | 'people' | 'done'
type Tell = (phase: CountingPhase) => void

/** Counts everything anew into an empty ledger: the first time, and when somebody asks for it. What had been known when comes from the rows. */
export async function rebuildMeasures(kernel: Kernel, providers: PersonProviders, tell: Tell = () => undefined): Promise<number> {
  return asSystem(kernel, reach, async (scope) => {
    while (!(await takeTurn(scope))) await new Promise((done) => setTimeout(done, 50))
    await takeTime(scope)
    tell('emptying')
    await emptyLedger(scope)
    return build(scope, providers, tell)
  })
}

async function build(scope: Scope, providers: PersonProviders, tell: Tell = () => undefined): Promise<number> {
  await takeTime(scope)
  await savePlaces(scope, await tree(scope))
  const ids = await measureIds(scope, Object.keys(measures))
  await forgetMarks(scope)
  tell('counting')
  const lines = await countAll(
    scope,
    groupsOf(additive(), (key) => ids.get(key) ?? 0),
  )
  tell('summing')
  await sumPeriods(scope)
  tell('people')
  await countPersons(scope, providers, { marks: undefined, knownOn: scope.today, ids })
  await sumYears(scope)
  await noteRefresh(scope)
  tell('done')
  return lines
}

async function sumAgain(scope: Scope): Promise<void> {
  await sumPeriods(scope)
  await sumYears(scope)
}

async function tree(scope: Scope) {
  const [facilities, consortia] = await Promise.all([everyFacility(scope), consortiaNow(scope)])
  return placeTree({ facilities, consortia })
}

/** The days of units that the marks of a group's source name, at the place or at the home. */
async function recount(scope: Scope, group: Group, { marks, knownOn }: { marks: readonly Mark[]; knownOn: Day }): Promise<void> {
  const own = marks.filter((m) => m.source === group.source && m.on_date !== null)
  if (own.length === 0) return
  const units = own.map((m) => (group.at === 'home' ? m.home_facility_id : m.facility_id))
  const facilityIds = units.map((unit) => unit ?? null)
  await countAgain(scope, group, { units: { facilityIds, days: own.map((m) => m.on_date ?? '') }, knownOn })
}
