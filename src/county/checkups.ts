import { addDays, type Day } from '#kernel/calendar.ts'
import { resolve } from '#kernel/policy.ts'
import { referenceRanges } from '#record/visit/policy.ts'
import { visitLine, vitalThings } from '#record/visit/rules/things.ts'
import type { Enrolled } from './enrollments.ts'
import type { Random } from './random.ts'
import type { RecordWriter } from './record.ts'
import type { Habit, HabitAt } from './recorders.ts'
import type { Add } from './sheet.ts'
import { sheets } from './sheets.ts'

type Tools = {
  readonly record: RecordWriter
  readonly today: Day
  readonly slim: boolean
  readonly habitAt: HabitAt
}

/** The yearly checkups of enrolled people: delivered to about seven in ten, in the year before the reference day. */
export function checkupWriter(add: Add, { record, today, slim, habitAt }: Tools) {
  const references = resolve(referenceRanges, { day: today })?.value ?? { adultFrom: 18, adult: {} }
  let copies = 0

  return ({ resident, team, from, items }: Enrolled, random: Random): void => {
    if (!items.includes('checkup') || !random.chance(0.7)) return
    const daysAgo = random.between(2, 350)
    const day = addDays(today, -daysAgo)
    const home = resident.village.clinic
    const doctor = team.members.find((m) => m.who.workplace === home)?.who ?? team.members[0]?.who
    if (!doctor || day < from) return
    const habit = doctor.workplace === home ? habitAt(home.id) : 'measures'
    const place = habit === 'measures' && random.chance(0.4) ? team.township : doctor.workplace
    const who = place === team.township ? (team.members[random.between(0, 2)]?.who ?? doctor) : doctor
    const at =
      habit === 'copies'
        ? copyAt(today, copies++)
        : habit === 'night'
          ? nightOf(today, random)
          : `${day}T${String(random.between(8, 16)).padStart(2, '0')}:${String(random.between(0, 59)).padStart(2, '0')}:00+08:00`
    const on = { residentId: resident.id, facilityId: place.id, visitId: record.newId(), at }
    add(sheets.visit, {
      resident_id: resident.id,
      id: on.visitId,
      facility_id: place.id,
      department_id: place.departments[0]?.id,
      kind: 'checkup',
      started_at: at,
      ended_at: at,
      practitioner_id: who.id,
      practitioner_name: who.name,
      first_doctor_id: who.id,
      complaint: '年度体检',
      note: null,
      referral_id: null,
      recorded_at: at,
      source: 'synthetic',
    })
    record.enter(on, { id: on.visitId, kind: 'visit', ...visitLine({ kind: 'checkup', complaint: slim ? null : '年度体检', diagnoses: [] }) })
    if (slim || resident.age < 15) return
    const [systolic, diastolic] = readingOf(habit, random)
    const vitals = { systolic: { value: systolic, unit: 'mm[Hg]' as const }, diastolic: { value: diastolic, unit: 'mm[Hg]' as const } }
    record.write(on, vitalThings(vitals, { at, newId: record.newId, references, age: resident.age, confirmed: [] }))
  }
}

function readingOf(habit: Habit, random: Random): [systolic: number, diastolic: number] {
  if (habit === 'copies') return [136, 82]
  const systolic = Math.round(Math.max(100, Math.min(178, random.normal(132, 13))))
  const diastolic = Math.round(Math.max(60, Math.min(104, systolic * 0.42 + random.normal(24, 5))))
  return habit === 'rounds' ? [Math.round(systolic / 10) * 10, Math.round(diastolic / 10) * 10] : [systolic, diastolic]
}

/** One morning after the other, twelve in a row two minutes apart: before anybody else comes. */
function copyAt(today: Day, count: number): string {
  return `${addDays(today, -40 + Math.floor(count / 12))}T07:${String(10 + (count % 12) * 2).padStart(2, '0')}:00+08:00`
}

/** One night of last month, between one and half past two. */
function nightOf(today: Day, random: Random): string {
  const minute = random.between(60, 150)
  return `${addDays(today, -20)}T${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00+08:00`
}
