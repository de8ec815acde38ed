import { randomUUID } from 'node:crypto'
import { bookingContract as b } from '#care/booking/contract.ts'
import { referralContract as r } from '#care/referral/contract.ts'
import { addDays, dayOf } from '#kernel/calendar.ts'
import type { Capability } from '#kernel/capability.ts'
import type { Caller, TestPlatform } from '#tests/platform.ts'

/** What happens next, drawn by the property; who and what it means is looked up in the database at that moment. */
export type Step = { readonly command: CommandName; readonly one: number; readonly two: number; readonly wrong: boolean }
export type Sent = { readonly by: string; readonly capability: Capability; readonly input: Record<string, unknown>; readonly key: string }

type Referral = {
  id: string
  version: number
  status: string
  direction: string
  resident_id: string
  from_facility_id: string
  to_facility_id: string
  to_department_id: string | null
}

export const commandNames = [
  'submit',
  'submit',
  'submit',
  'waitInLine',
  'accept',
  'accept',
  'acceptOther',
  'decline',
  'requestMore',
  'supplyMore',
  'redirect',
  'withdraw',
  'arrive',
  'arrive',
  'treat',
  'treat',
  'discharge',
  'discharge',
  'sendHome',
  'sendHome',
  'firstContact',
  'outcome',
  'settle',
  'noShow',
  'book',
  'cancelBooking',
  'cancelSession',
  'addUnit',
  'publish',
] as const
export type CommandName = (typeof commandNames)[number]

const everybody = ['village1', 'village2', 'family1', 'desk1', 'cardio1', 'endocrine1', 'capacity1', 'hospital1'] as const
const pack = {
  diagnosis: '冠心病',
  findings: '造影',
  treatment: '支架',
  medications: [],
  noMedication: true,
  plan: '服药',
  rehabilitation: '',
  followUp: '一周',
  returnWhen: '胸痛',
}

/** Which states a step begins in, on which way, whose side acts, and what it says beside the row. */
const onRow: Readonly<Record<string, { capability: Capability; from: string; way: 'out' | 'home' | 'any'; by: 'from' | 'to'; says: object }>> = {
  accept: { capability: r.acceptReferral, from: 'submitted', way: 'any', by: 'to', says: {} },
  decline: { capability: r.declineReferral, from: 'submitted moreRequested', way: 'any', by: 'to', says: { reason: 'noCapacity' } },
  requestMore: { capability: r.requestMore, from: 'submitted', way: 'out', by: 'to', says: { question: '?' } },
  supplyMore: { capability: r.supplyMore, from: 'moreRequested', way: 'out', by: 'from', says: { answer: '!' } },
  withdraw: { capability: r.withdrawReferral, from: 'submitted moreRequested accepted', way: 'out', by: 'from', says: { reason: '好转' } },
  arrive: { capability: r.markArrived, from: 'accepted', way: 'out', by: 'to', says: {} },
  treat: { capability: r.recordTreatment, from: 'arrived', way: 'out', by: 'to', says: { treatment: '药物' } },
  discharge: { capability: r.dischargePatient, from: 'treated', way: 'out', by: 'to', says: {} },
  sendHome: { capability: r.sendHome, from: 'discharged', way: 'out', by: 'to', says: { pack } },
  firstContact: { capability: r.recordFirstContact, from: 'accepted', way: 'home', by: 'to', says: { note: '已访' } },
  outcome: { capability: r.recordOutcome, from: 'accepted', way: 'home', by: 'to', says: { outcome: 'improved', note: '好转' } },
  settle: { capability: r.settleReferral, from: 'declined expired noShow', way: 'any', by: 'from', says: { plan: 'careHere', note: '观察' } },
  noShow: { capability: r.markNoShow, from: 'accepted', way: 'out', by: 'to', says: {} },
}

export type Crowd = { readonly callers: ReadonlyMap<string, Caller>; decide(step: Step): Promise<Sent | undefined> }

/** Eight people at four places, who look at what there is and do the next thing, sometimes a wrong one. */
export async function openCrowd(platform: TestPlatform): Promise<Crowd> {
  const callers = new Map<string, Caller>(await Promise.all(everybody.map(async (login) => [login, await platform.as(login)] as const)))
  // The clock moves by weeks; the sign-ins of the crowd last.
  await platform.look("update access.session set expires_at = now() + interval '20 years', last_used_at = now() + interval '20 years'")
  const departments = await platform.look<{ id: string; kind: string }>(
    "select id, kind from facility.department where facility_id = $1 and kind in ('cardiology', 'endocrinology')",
    [callers.get('desk1')?.persona.facilityId],
  )
  const at = (login: string) => callers.get(login)?.persona.facilityId
  const pick = <T>(from: readonly T[], n: number): T | undefined => from[n % Math.max(1, from.length)]
  const sent = (by: string, capability: Capability, input: object): Sent => ({ by, capability, input: input as Record<string, unknown>, key: randomUUID() })

  async function resident(facilityId: string | undefined, n: number): Promise<string | undefined> {
    const rows = await platform.look<{ id: string }>(
      "select id from resident.resident where home_facility_id = $1 and status = 'active' order by id limit 12",
      [facilityId],
    )
    return pick(rows, n)?.id
  }
  async function session(departmentId: string | undefined, n: number): Promise<string | undefined> {
    const rows = await platform.look<{ id: string }>(
      `select id from booking.session where department_id = $1 and status = 'published' and starts_at > $2 and kind <> 'exam' order by capacity, starts_at limit 4`,
      [departmentId, platform.clock.now().toISOString()],
    )
    return pick(rows, n)?.id
  }

  async function submit(step: Step, inLine: boolean): Promise<Sent | undefined> {
    const by = pick(['village1', 'village2', 'family1'] as const, step.one) ?? 'village1'
    const department = pick(departments, step.two)
    const [residentId, sessionId] = await Promise.all([
      resident(at(step.wrong ? 'village2' : by === 'family1' ? 'village1' : by), step.two),
      session(department?.id, step.one),
    ])
    if (!residentId || !sessionId || !department) return undefined
    return sent(by, r.submitReferral, {
      residentId,
      toDepartmentId: department.id,
      urgency: pick(['emergency', 'urgent', 'routine'], step.one),
      diagnosis: { code: 'I20.000', name: '心绞痛' },
      reason: '胸痛',
      summary: [],
      consent: { by: 'patient', name: '本人' },
      capacity: inLine ? { waitFor: 'slot' } : { sessionId },
    })
  }

  async function onReferral(step: Step, name: string, says: object): Promise<Sent | undefined> {
    const rule = onRow[name]
    if (!rule) return undefined
    const rows = await platform.look<Referral>(
      `select id, version, status, direction, resident_id, from_facility_id, to_facility_id, to_department_id from referral.referral
        where settled_at is null and ($1 or (status = any ($2) and ($3 = 'any' or (direction = 'down') = ($3 = 'home')))) order by id desc limit 30`,
      [step.wrong, rule.from.split(' '), rule.way],
    )
    const row = pick(rows, step.one)
    if (!row) return undefined
    const place = rule.by === 'to' ? row.to_facility_id : row.from_facility_id
    const there = everybody.filter((login) => at(login) === place && mayAsk(rule.capability, callers.get(login)?.persona.role))
    const by = (step.wrong ? pick(everybody, step.two) : pick(there, step.two)) ?? 'desk1'
    return sent(by, rule.capability, { referralId: row.id, version: step.wrong && step.two % 3 === 0 ? row.version + 1 : row.version, ...says })
  }

  /** Where there is no session or no person left for it, nothing happens. */
  async function decide(step: Step): Promise<Sent | undefined> {
    const made = await lookAndDecide(step)
    const missing = made && made.capability !== r.acceptReferral && Object.values(made.input).includes(undefined)
    return missing ? undefined : made
  }

  async function lookAndDecide(step: Step): Promise<Sent | undefined> {
    const department = pick(departments, step.two)
    const now = platform.clock.now()
    switch (step.command) {
      case 'submit':
        return submit(step, false)
      case 'waitInLine':
        return submit(step, true)
      case 'acceptOther':
        return onReferral(step, 'accept', { sessionId: await session(department?.id, step.one) })
      case 'redirect': {
        const made = await onReferral({ ...step, wrong: false }, 'decline', {
          to: { departmentId: department?.id, sessionId: await session(department?.id, step.one) },
          reason: '转科',
        })
        return made && { ...made, capability: r.redirectReferral }
      }
      case 'book': {
        const by = pick(['village1', 'village2', 'family1'] as const, step.one) ?? 'village1'
        return sent(by, b.book, {
          residentId: await resident(at(by === 'family1' ? 'village1' : by), step.two),
          sessionId: await session(department?.id, step.one),
        })
      }
      case 'cancelBooking': {
        const rows = await platform.look<{ id: string }>(
          `select id from booking.hold where status in ('held', 'confirmed') and ($1 or because_kind <> 'referral') order by held_at desc limit 10`,
          [step.wrong],
        )
        const hold = pick(rows, step.one)
        return hold && sent(pick(everybody, step.two) ?? 'desk1', b.cancelBooking, { holdId: hold.id, reason: '改期' })
      }
      case 'cancelSession': {
        // The clinic stops now and then, not at every second step.
        if (step.one % 3 !== 0) return undefined
        const sessionId = await session(department?.id, step.two)
        const [row] = await platform.look<{ version: number }>('select version from booking.session where id = $1', [sessionId])
        return row && sent('capacity1', b.cancelSession, { sessionId, reason: '停诊', version: row.version })
      }
      case 'addUnit':
        return sent('hospital1', b.addUnit, {
          sessionId: await session(department?.id, step.one),
          residentId: await resident(at('village1'), step.two),
          reason: '老病人',
        })
      case 'publish':
        return sent('capacity1', b.publishSessions, { from: dayOf(now), until: addDays(dayOf(now), 5 + (step.one % 10)) })
      default:
        return onReferral(step, step.command, onRow[step.command]?.says ?? {})
    }
  }
  return { callers, decide }
}

function mayAsk({ access }: Capability, role: string | undefined): boolean {
  return 'open' in access || access.roles.some((r) => r === role)
}
