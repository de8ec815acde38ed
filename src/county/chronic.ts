import type { Rules, Values, VisitFacts } from '#care/chronicCare/diseases/program.ts'
import { nextStep } from '#care/chronicCare/labels.ts'
import { confirmDays, findAgainDays, recheckDays, transferDays } from '#care/chronicCare/policy.ts'
import { judge } from '#care/chronicCare/rules/classes.ts'
import { dutySays } from '#care/chronicCare/rules/duty.ts'
import { managedState } from '#care/chronicCare/rules/enrolling.ts'
import { rulesOn } from '#care/chronicCare/rules/inForce.ts'
import { type Loop, nextOf, riskOf } from '#care/chronicCare/rules/next.ts'
import type { ProgramState } from '#care/chronicCare/rules/patient.ts'
import { suspect } from '#care/chronicCare/rules/screening.ts'
import { vitalsIn } from '#care/chronicCare/rules/values.ts'
import { addDays, type Day, startOf } from '#kernel/calendar.ts'
import { referenceRanges } from '#record/visit/policy.ts'
import { diagnosisThings, visitLine, vitalThings } from '#record/visit/rules/things.ts'
import { type Course, drawCourse, type PlannedFollowUp, planFollowUps } from './chronicPlan.ts'
import type { CodeLists } from './codes.ts'
import type { DayBefore } from './days.ts'
import type { Random } from './random.ts'
import { followUps } from './reasons.ts'
import type { RecordWriter } from './record.ts'
import type { HabitAt } from './recorders.ts'
import type { Resident } from './residents.ts'
import type { Add } from './sheet.ts'
import { sheets } from './sheets.ts'
import type { Workforce } from './workforce.ts'

type Disease = 'hypertension' | 'diabetes' | 'copd'
const known: readonly Disease[] = ['hypertension', 'diabetes', 'copd']

type Tools = {
  readonly record: RecordWriter
  readonly codes: CodeLists
  readonly workforce: Workforce
  readonly dayBefore: DayBefore
  readonly today: Day
  readonly slim: boolean
  readonly habitAt: HabitAt
  /** Management that somebody tries the product with: it is not drawn. */
  readonly shown: (resident: Resident, diseases: readonly string[]) => Course | undefined
}
type Doctor = NonNullable<ReturnType<Workforce['holderOf']>>

/** Writes the chronic care of a resident: the follow-ups as visits and lines of the program, the state they lead to, and its one duty. */
export function chronicOf(add: Add, tools: Tools): (resident: Resident, random: Random) => void {
  const { record, today, dayBefore, slim } = tools
  const byDay = new Map<Day, Rules>()
  const rulesOf = (day: Day): Rules => {
    const rules = byDay.get(day) ?? rulesOn({ day })
    byDay.set(day, rules)
    return rules
  }
  const now = rulesOf(today)
  const values = {
    confirmDays: now.get(confirmDays).value,
    recheckDays: now.get(recheckDays).value,
    findAgainDays: now.get(findAgainDays).value,
    transferDays: now.get(transferDays).value,
  }
  const references = now.get(referenceRanges).value

  function visit(
    resident: Resident,
    on: { daysAgo: number; minute: number; doctor: Doctor; complaint: string; diseases: readonly Disease[]; readings: Values },
  ): string {
    const { doctor, diseases, readings } = on
    const at = `${dayBefore(on.daysAgo)}T${clock(on.minute)}+08:00`
    const happening = { residentId: resident.id, facilityId: resident.village.clinic.id, visitId: record.newId(), at }
    const diagnoses = diseases.map((d) => ({ code: followUps[d].code, name: tools.codes.diagnosis(followUps[d].code) }))
    add(sheets.visit, {
      resident_id: resident.id,
      id: happening.visitId,
      facility_id: happening.facilityId,
      department_id: null,
      kind: 'outpatient',
      started_at: at,
      ended_at: `${dayBefore(on.daysAgo)}T${clock(on.minute + 15)}+08:00`,
      practitioner_id: doctor.id,
      practitioner_name: doctor.name,
      first_doctor_id: doctor.id,
      complaint: on.complaint,
      note: null,
      referral_id: null,
      recorded_at: at,
      source: 'synthetic',
    })
    record.enter(happening, { id: happening.visitId, kind: 'visit', ...visitLine({ kind: 'outpatient', complaint: on.complaint, diagnoses }) })
    if (slim) return happening.visitId
    const judged = { at, newId: record.newId, references, age: resident.age, confirmed: [] }
    record.write(happening, [...diagnosisThings(diagnoses, judged), ...vitalThings(vitalsIn(readings), judged)])
    return happening.visitId
  }

  function followUp(
    resident: Resident,
    on: { planned: PlannedFollowUp; states: ProgramState[]; doctor: Doctor; managedId: string; random: Random },
  ): { states: ProgramState[]; readings: Values; answers: Record<string, string | number> } {
    const { planned, states, doctor, random } = on
    const day = dayBefore(planned.daysAgo)
    const diseases = states.map((s) => s.disease as Disease)
    const measured = readingsFor(diseases, { goes: planned.goes, age: resident.age, random })
    const readings = tools.habitAt(resident.village.clinic.id) === 'rounds' ? roundedDown(measured) : measured
    const answers = answersFor(random)
    const facts: Omit<VisitFacts, 'before'> = {
      on: day,
      age: resident.age,
      sex: resident.sex,
      diagnoses: diseases.map((d) => followUps[d].code),
      source: 'office',
      readings,
      symptoms: [],
      answers,
    }
    const judged = states.flatMap((state) => judge(state, { facts, before: {}, rules: rulesOf(day) }) ?? [])
    const minute = random.between(480, 1020)
    const visitId = visit(resident, {
      daysAgo: planned.daysAgo,
      minute,
      doctor,
      complaint: `慢病随访:${judged.map((j) => j.program.label.zh).join('、')}`,
      diseases,
      readings,
    })
    add(sheets.followUp, {
      id: visitId,
      managed_id: on.managedId,
      resident_id: resident.id,
      facility_id: resident.village.clinic.id,
      managing_facility_id: resident.village.clinic.id,
      visit_id: visitId,
      occurred_at: `${day}T${clock(minute)}+08:00`,
      on_day: day,
      mode: 'clinic',
      source: 'office',
      staff_id: doctor.id,
      staff_name: doctor.name,
      readings,
      symptoms: [],
      answers,
      medications: JSON.stringify(medicinesOf(diseases)),
      diagnoses: facts.diagnoses as string[],
      age: resident.age,
      is_unchanged: false,
      results: JSON.stringify(
        judged.map(({ result: { disease, reportClass, inTarget, nextDueOn, reasons } }) => ({ disease, reportClass, inTarget, nextDueOn, reasons })),
      ),
      is_valid: true,
      recorded_at: `${day}T${clock(minute)}+08:00`,
      recorded_by: doctor.accountId,
    })
    return { states: judged.map((j) => j.state), readings, answers }
  }

  function save(
    resident: Resident,
    on: {
      managedId: string
      course: Course
      doctor: Doctor
      programs: readonly ProgramState[]
      lastOn: Day | null
      measuredOn: Day
      readings: Values
      answers: Record<string, string | number>
    },
  ): void {
    const { managedId, doctor, programs, lastOn } = on
    const lostOn = on.course.kind === 'lost' ? addDays(today, on.course.dueIn + 91) : null
    const status = on.course.kind
    const since = programs[0]?.since ?? today
    const loop: Loop = { status, since, programs, agreedOn: null, askAgainOn: null, homeVisitOn: null, lostOn, transferOn: null, lastCall: null }
    const next = nextOf(loop, values)
    if (!next) return
    const { clinic } = resident.village
    const person = {
      name: resident.name,
      sex: resident.sex,
      birthDate: resident.birthDate,
      village: resident.village.name,
      tail: resident.nationalId.slice(-4),
    }
    const diseases = programs.map((p) => p.disease as Disease)
    const readings = Object.fromEntries(Object.entries(on.readings).map(([name, value]) => [name, { value, on: on.measuredOn }]))
    const place = { managed_id: managedId, resident_id: resident.id, facility_id: clinic.id }
    const risk = riskOf(programs)
    add(sheets.managed, {
      id: managedId,
      resident_id: resident.id,
      person,
      facility_id: clinic.id,
      status,
      since,
      next_step: next.step,
      next_due_on: next.dueOn,
      risk,
      last_follow_up_on: lastOn,
      last_follow_up: lastOn ? { on: lastOn, mode: 'clinic', who: doctor.name } : null,
      last_readings: readings,
      last_answers: Object.fromEntries(Object.entries(on.answers)),
      medications: JSON.stringify(lastOn ? medicinesOf(diseases) : []),
      diagnoses: lastOn ? diseases.map((d) => followUps[d].code) : [],
      lost_on: lostOn,
    })
    for (const p of programs) {
      add(sheets.program, {
        ...place,
        disease: p.disease,
        status: p.status,
        since: p.since,
        report_class: p.reportClass,
        in_target: p.inTarget,
        fails_in_row: p.failsInRow,
        last_on: p.lastOn,
        next_due_on: p.nextDueOn,
        is_met: p.isMet,
      })
    }
    const at = startOf(lastOn ?? today)
    add(sheets.chronicHistory, { ...place, seq: 1, at, action: 'seeded', status, by_account_id: doctor.accountId, by_name: doctor.name, data: {} })
    add(sheets.chronicDuty, {
      id: record.newId(),
      kind: next.step,
      subject_kind: 'managed',
      subject_id: managedId,
      resident_id: resident.id,
      is_next: true,
      owner_facility_id: clinic.id,
      owner_role: 'villageDoctor',
      involved: [clinic.id],
      risk,
      due_at: startOf(addDays(next.dueOn, 1)),
      opened_at: at,
      opened_by: doctor.accountId,
      card: { ...person, residentId: resident.id, ...dutySays(programs, readings), says: nextStep.labels[next.step].zh, from: clinic.shortName },
      escalation: next.step === 'chronicAfterReferral' ? 0 : climbsNowhere,
    })
  }

  return (resident, random) => {
    if (resident.age < 35) return
    const doctor = tools.workforce.holderOf('villageDoctor', resident.village.clinic)
    const diseases = known.filter((d) => resident.conditions.includes(d))
    // Most of those who have a disease are found, and nobody is drawn twice.
    const isFound = random.chance(0.78)
    const course = tools.shown(resident, diseases) ?? (diseases.length > 0 && isFound ? drawCourse(random) : undefined)
    if (!course || !doctor) return
    const managedId = record.newId()
    const at = { managedId, course, doctor }
    if (course.kind === 'suspected') {
      const day = dayBefore(3)
      const readings = { systolic: random.between(144, 158), diastolic: random.between(90, 98) }
      visit(resident, { daysAgo: 3, minute: random.between(480, 1020), doctor, complaint: '血压偏高', diseases: [], readings })
      const found = { disease: 'hypertension', diagnosed: { outcome: 'suspected', reasons: [], needs: [], nextOn: addDays(day, values.recheckDays) } } as const
      save(resident, { ...at, programs: suspect([], { found: [found], day, rules: rulesOf(day) }), lastOn: null, measuredOn: day, readings, answers: {} })
      return
    }
    const since = dayBefore(random.between(400, 2400))
    let states: ProgramState[] = diseases.map((d) => managedState(d, { since, nextDueOn: since }))
    let last: { readings: Values; answers: Record<string, string | number> } = { readings: {}, answers: {} }
    const planned = planFollowUps(course, { random, slim })
    for (const one of planned) {
      const done = followUp(resident, { planned: one, states, doctor, managedId, random })
      states = done.states
      last = done
    }
    const lastOn = dayBefore(planned.at(-1)?.daysAgo ?? 0)
    save(resident, { ...at, programs: states, lastOn, measuredOn: lastOn, ...last })
  }
}

// As the kernel marks a duty whose being late is told to nobody above.
const climbsNowhere = 1000

function readingsFor(diseases: readonly Disease[], { goes, age, random }: { goes: PlannedFollowUp['goes']; age: number; random: Random }): Values {
  // The first disease has the trouble, if there is any; the others are fine.
  const [troubled] = goes === 'well' ? [] : diseases
  const values: Record<string, number> = {}
  const isElder = age >= 65
  if (diseases.includes('hypertension') || diseases.includes('diabetes')) {
    const well = Math.round(Math.min(isElder ? 148 : 138, Math.max(104, random.normal(129, 7))))
    values.systolic = troubled === 'hypertension' ? (goes === 'alarmingly' ? random.between(182, 196) : random.between(isElder ? 152 : 142, 172)) : well
    values.diastolic = Math.round(Math.min(88, Math.max(60, values.systolic * 0.45 + random.normal(20, 4))))
  }
  if (diseases.includes('diabetes')) {
    const well = Math.min(6.9, Math.max(4.6, random.normal(6.1, 0.5)))
    values.fastingGlucose = troubled === 'diabetes' ? (goes === 'alarmingly' ? 17 + random.next() * 2 : 7.3 + random.next() * 4) : well
    values.fastingGlucose = Math.round(values.fastingGlucose * 10) / 10
  }
  if (diseases.includes('copd')) values.cat = random.between(6, 16)
  return values
}

/** Pressures as somebody writes them who reads the dial to the last ten; what was in the goal stays in it. */
function roundedDown(readings: Values): Values {
  const tens = (value: unknown) => (typeof value === 'number' ? Math.floor(value / 10) * 10 : undefined)
  const [systolic, diastolic] = [tens(readings.systolic), tens(readings.diastolic)]
  return { ...readings, ...(systolic === undefined ? {} : { systolic }), ...(diastolic === undefined ? {} : { diastolic }) }
}

function answersFor(random: Random): Record<string, string | number> {
  return {
    adverseReaction: 'none',
    complication: 'none',
    medicationAdherence: random.chance(0.85) ? 'regular' : 'intermittent',
    smokingPerDay: random.chance(0.25) ? random.between(5, 20) : 0,
    exercisePerWeek: random.between(0, 7),
    saltIntake: random.pick(['light', 'moderate', 'moderate', 'heavy']),
  }
}

function medicinesOf(diseases: readonly Disease[]) {
  return diseases.map((d) => ({ name: followUps[d].medicines[0], dose: doses[d], frequency: '每日一次' }))
}

const doses: Record<Disease, string> = { hypertension: '5mg', diabetes: '500mg', copd: '18μg' }

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00`
}

/** In the first village whoever tries the product finds one person of each kind: both diseases due today, one overdue, one suspected. */
export function shownIn(clinicId: string): Tools['shown'] {
  const wanted: { readonly fits: (resident: Resident, diseases: readonly string[]) => boolean; readonly course: Course }[] = [
    { fits: (r, d) => r.age < 80 && d.includes('hypertension') && d.includes('diabetes'), course: { kind: 'managed', dueIn: 0, last: 'controlled' } },
    { fits: (_, d) => d.includes('hypertension'), course: { kind: 'managed', dueIn: -12, last: 'controlled' } },
    { fits: (r, d) => d.length === 0 && r.age > 45, course: { kind: 'suspected', dueIn: 0, last: 'controlled' } },
  ]
  return (resident, diseases) => {
    if (resident.village.clinic.id !== clinicId) return undefined
    const i = wanted.findIndex((w) => w.fits(resident, diseases))
    return i === -1 ? undefined : wanted.splice(i, 1)[0]?.course
  }
}
