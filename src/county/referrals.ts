import { addDays, addMinutes, dayOf, type Moment, startOf } from '#kernel/calendar.ts'
import { isPrimary } from '#registry/facility/rules.ts'
import type { FoundBy } from '#registry/resident/rules.ts'
import type { Session } from './capacity.ts'
import type { CodeLists } from './codes.ts'
import { personOf } from './holds.ts'
import type { CountyMap } from './map.ts'
import type { Random } from './random.ts'
import type { RecordWriter } from './record.ts'
import { type Cast, castFinder } from './referralCast.ts'
import { writeEpisode, writePack } from './referralEpisode.ts'
import { type KeptUnit, type NewReferral, openLoop, type Step } from './referralLoop.ts'
import { packFor, said, summaryFor } from './referralPaper.ts'
import type { ReferralRules } from './referralRules.ts'
import { stepsHome, stepsOut } from './referralSteps.ts'
import { comesLater, lastStep, type Times, timesOf } from './referralTimes.ts'
import { writeUnit, writeWait } from './referralUnits.ts'
import type { Resident } from './residents.ts'
import type { SessionBook } from './sessionBook.ts'
import type { Add } from './sheet.ts'
import { sheets } from './sheets.ts'
import { endedStory, openStories, type Story } from './stories.ts'
import type { Workforce } from './workforce.ts'

export type ReferralTools = {
  readonly map: CountyMap
  readonly workforce: Workforce
  readonly residents: readonly Resident[]
  readonly book: SessionBook
  readonly record: RecordWriter
  readonly codes: CodeLists
  readonly rules: ReferralRules
  readonly readName: (name: string) => FoundBy
  readonly random: (...name: readonly (string | number)[]) => Random
  readonly newId: () => string
  /** The moment as of which the county stands. */
  readonly now: Moment
}
type Plot = { readonly story: Story; readonly cast: Cast; readonly times: Times; readonly session: Session | undefined }

/** Writes referrals of the past year and those that are open now, each with all that hangs on it. */
export async function writeReferrals(add: Add, tools: ReferralTools, counts: { ended: number; open: number; breathe: () => Promise<void> }): Promise<void> {
  const { map, random } = tools
  const findCast = castFinder({ ...tools, random: random('cast') })
  const stories = random('stories')
  for (let made = 0; made < counts.open + counts.ended; made++) {
    const isOpen = made < counts.open
    const drawn = isOpen ? (openStories[made % openStories.length] as Story) : endedStory(stories)
    const story = drawn.from === 'hospital' && map.hospitals.length < 2 ? { ...drawn, from: 'township' as const } : drawn
    const cast = findCast(story, made < openStories.length)
    const plot = cast && plotOf(tools, { story, cast, isOpen, random: random('plot', made) })
    if (plot) tell(add, tools, plot)
    if (made % 50 === 0) await counts.breathe()
  }
}

/** When things happen: as late as the reference moment allows while open, some time of the year once ended. */
function plotOf(
  { now, book }: ReferralTools,
  { story, cast, isOpen, random }: { story: Story; cast: Cast; isOpen: boolean; random: Random },
): Plot | undefined {
  const kind = story.unit === 'any' ? cast.reason.unit : story.unit
  const wantsUnit = kind !== 'none' && story.stage !== 'waiting'
  // Today only what cannot wait has come in.
  const latest = isOpen ? Number(story.urgency === 'routine') : random.between(45, 380)
  for (let days = latest; days < latest + 60; days++) {
    const submit = submittedAt(now, { story, days, random })
    const moment = comesLater(story.stage) ? addMinutes(now, 60) : addMinutes(submit, 1440)
    const want = { departmentId: cast.department.id, moment, reserved: isPrimary(cast.from.kind) }
    const session = wantsUnit ? book.firstAfter({ ...want, kind }) : undefined
    if (wantsUnit && !session) return undefined
    const times = timesOf(story, { submit, session, random })
    if (times[lastStep[story.stage]] <= now) return { story, cast, times, session }
  }
  return undefined
}

/** In the hours when clinics are open; what came today came a short while ago. */
function submittedAt(now: Moment, { story, days, random }: { story: Story; days: number; random: Random }): Moment {
  if (days > 0) return addMinutes(startOf(addDays(dayOf(now), -days)), random.between(485, 1010))
  return addMinutes(now, -(story.urgency === 'emergency' ? random.between(2, 8) : random.between(15, 50)))
}

function tell(add: Add, tools: ReferralTools, { story, cast, times, session }: Plot): void {
  const { codes, newId, now, record } = tools
  const id = newId()
  const { resident, reason } = cast
  const isOutside = story.stage.startsWith('outside')
  const diagnosis = { code: reason.code, name: codes.diagnosis(reason.code) }
  const pack = packFor(cast, { codes, dischargedAt: times.discharge })
  const way: NewReferral = {
    id,
    resident,
    direction: isOutside ? 'outOfCounty' : isPrimary(cast.from.kind) ? 'up' : 'lateral',
    urgency: story.urgency,
    from: cast.from,
    doctor: cast.doctor,
    to: cast.to,
    department: isOutside ? null : cast.department,
    externalPlace: isOutside ? tools.map.city.name : null,
    reason: isOutside ? { ...reason, why: said.outside } : reason,
    diagnosis,
    summary: summaryFor(cast, codes),
    returnOf: null,
    pack: null,
    dischargedAt: null,
  }
  const steps = stepsOut(story.stage, { cast, times, pack })
  follow(add, tools, {
    way,
    first: { action: 'submit', status: 'submitted', at: times.submit, by: cast.doctor },
    steps,
    kept: session ?? null,
  })
  if (session) writeUnit(add, session, { id, cast, times, now, newId, story })
  if (story.stage === 'waiting') writeWait(add, { id, cast, times, now, newId, story })
  putOnPanel(add, tools, way, times.submit)
  if (!steps.some((step) => step.action === 'arrive')) return
  const until = steps.some((step) => step.action === 'discharge') ? times.discharge : null
  writeEpisode(add, record, { id, cast, stays: session?.template.kind === 'bed', from: times.arrive, until, diagnosis })
  const home = stepsHome(story.stage, { cast, times, pack })
  if (!home) return
  writePack(record, { id, cast, at: times.sendHome, pack })
  const { specialist } = cast
  const back = {
    direction: 'down',
    urgency: 'routine',
    from: cast.to,
    doctor: specialist,
    to: resident.village.clinic,
  } as const
  const homeWay = { ...way, ...back, id: newId(), department: null, returnOf: id, pack, dischargedAt: times.discharge }
  follow(add, tools, {
    way: homeWay,
    first: { action: 'sendHome', status: 'submitted', at: times.sendHome, by: specialist },
    steps: home,
    kept: null,
  })
}

type Course = {
  readonly way: NewReferral
  readonly first: Step
  readonly steps: readonly Step[]
  readonly kept: KeptUnit
}

function follow(add: Add, { rules, newId }: ReferralTools, { way, first, steps, kept }: Course): void {
  const loop = openLoop({ add, rules, newId }, way, { first, kept })
  // The unit is kept until the patient comes or the loop ends.
  for (const step of steps) loop.step(step, step.status === 'accepted' || step.status === 'moreRequested' ? kept : null)
  loop.close()
}

/** The receiver finds the patient by name while the referral lasts, and the patient agreed. */
function putOnPanel(add: Add, { rules, readName, newId }: ReferralTools, way: NewReferral, at: Moment): void {
  const { resident, to } = way
  const { birthDate, ...person } = personOf(resident)
  const until = addMinutes(at, rules.basisDays.open * 1440)
  add(sheets.panel, {
    facility_id: to.id,
    resident_id: resident.id,
    because: 'referral',
    ...person,
    birth_date: birthDate,
    until_at: until,
  })
  for (const term of readName(resident.name).terms) add(sheets.searchTerm, { facility_id: to.id, term, resident_id: resident.id })
  add(sheets.consent, {
    id: newId(),
    resident_id: resident.id,
    facility_id: way.from.id,
    kind: 'referral',
    subject_id: way.id,
    given_at: at,
    given_by: `patient: ${resident.name}`,
  })
}
