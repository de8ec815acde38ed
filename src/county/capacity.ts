import type { CapacityKind } from '#care/booking/contract.ts'
import { reservedUnits, sessionsOf } from '#care/booking/rules.ts'
import { addDays, type Day, type Moment } from '#kernel/calendar.ts'
import type { CountyMap, Department, Facility } from './map.ts'
import { beginningOf } from './organization.ts'
import type { Random } from './random.ts'
import type { StaffMember, Workforce } from './workforce.ts'

export type Template = {
  readonly id: string
  readonly facility: Facility
  readonly department: Department
  readonly kind: CapacityKind
  readonly resource: string
  readonly expert: StaffMember | null
  readonly weekdays: readonly number[]
  readonly starts: string
  readonly minutes: number
  readonly capacity: number
  readonly from: Day
}

/** A session while it is being filled; counters change only together with a hold. */
export type Session = {
  readonly id: string
  readonly template: Template
  readonly startsAt: Moment
  readonly endsAt: Moment
  readonly reservedPlanned: number
  reserved: number
  reservedTaken: number
  openTaken: number
  /** All holds, ended ones too. */
  holds: number
}

const daysPublished = { slot: 14, exam: 14, bed: 7 } as const
const weekdays = [1, 2, 3, 4, 5]
const everyDay = [0, 1, 2, 3, 4, 5, 6]
const devices = [
  ['CT', 3],
  ['磁共振', 2],
  ['彩超', 3],
  ['心电图', 4],
] as const
const halfHours = ['08:00', '08:30', '09:00', '09:30', '10:00', '10:30', '11:00', '11:30', '14:00', '14:30', '15:00', '15:30', '16:00', '16:30']

type Tools = {
  readonly random: Random
  readonly workforce: Workforce
  readonly today: Day
  readonly newId: () => string
}

/** What every county hospital offers, week after week: the city hospital keeps its own book. */
export function drawTemplates(map: CountyMap, tools: Tools): Template[] {
  return map.hospitals.flatMap((facility) =>
    facility.departments.flatMap((department) => {
      if (department.kind === 'referralDesk') return []
      return department.kind === 'imaging' ? examinations({ facility, department }, tools) : clinicAndWard({ facility, department }, tools)
    }),
  )
}

type Place = { readonly facility: Facility; readonly department: Department }

function clinicAndWard(place: Place, { random, workforce, today, newId }: Tools): Template[] {
  const isEmergency = place.department.kind === 'emergency'
  const head = workforce.doctorsAt(place.department.id)[0] ?? null
  const clinic = {
    ...place,
    kind: 'slot' as const,
    weekdays: isEmergency ? everyDay : weekdays,
    from: beginningOf(today),
  }
  const halves = [
    { starts: '08:00', minutes: 240 },
    { starts: '14:00', minutes: 180 },
  ]
  const experts = isEmergency
    ? []
    : halves.map((half) => ({
        ...clinic,
        ...half,
        resource: '专家门诊',
        expert: head,
        capacity: random.between(6, 12),
      }))
  const ordinary = halves.map((half) => ({
    ...clinic,
    ...half,
    resource: isEmergency ? '急诊' : '普通门诊',
    expert: null,
    capacity: random.between(12, 20),
  }))
  const ward = {
    ...clinic,
    kind: 'bed' as const,
    resource: '床位',
    expert: null,
    weekdays: everyDay,
    starts: '08:00',
    minutes: 1440,
    capacity: random.between(6, 14),
  }
  return [...experts, ...ordinary, ward].map((template) => ({ id: newId(), ...template }))
}

function examinations(place: Place, { today, newId }: Tools): Template[] {
  return devices.flatMap(([resource, capacity]) =>
    halfHours.map((starts) => ({
      id: newId(),
      ...place,
      kind: 'exam' as const,
      resource,
      expert: null,
      weekdays: everyDay,
      starts,
      minutes: 30,
      capacity,
      from: beginningOf(today),
    })),
  )
}

/** The sessions that templates make between two days, nobody in them yet. */
export function sessionsBetween(templates: readonly Template[], range: { from: Day; until: Day }, newId: () => string): Session[] {
  return templates.flatMap((template) => {
    const reserved = reservedUnits(template.capacity, 20)
    return sessionsOf({ ...template, until: null }, range).map(({ startsAt, endsAt }) => ({
      id: newId(),
      template,
      startsAt,
      endsAt,
      reservedPlanned: reserved,
      reserved,
      reservedTaken: 0,
      openTaken: 0,
      holds: 0,
    }))
  })
}

/** What is published on the reference day. */
export function publishedSessions(templates: readonly Template[], today: Day, newId: () => string): Session[] {
  return templates.flatMap((template) => sessionsBetween([template], { from: today, until: addDays(today, daysPublished[template.kind] - 1) }, newId))
}
