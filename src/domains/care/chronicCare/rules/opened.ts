import type { Day } from '#kernel/calendar.ts'
import { diseaseOf } from '../diseases/index.ts'
import type { Rules, ScreeningFacts } from '../diseases/program.ts'
import { isDueOn } from './classes.ts'
import { latestIn, showForm } from './form.ts'
import type { Held } from './held.ts'
import { managedPrograms, type Patient } from './patient.ts'
import { promptsFor } from './screening.ts'
import { symptomsOf } from './shown.ts'

type Opening = {
  readonly patient: Patient
  readonly facts: ScreeningFacts
  readonly row: Held['row'] | undefined
  readonly rules: Rules
  readonly earlyDays: number
}

/** The merged form of a follow-up and what else is to be done today, beside who it is. The same on the server and on a device. */
export function openedForm({ patient, facts, row, rules, earlyDays }: Opening) {
  const day: Day = facts.on
  const managed = managedPrograms(patient.programs)
  const programs = managed.flatMap((p) => diseaseOf(p.disease) ?? [])
  const form = {
    ...facts,
    due: managed.filter((p) => isDueOn(p, { day, earlyDays })).map((p) => p.disease),
    rules,
    lastReadings: { ...latestIn(facts.measured), ...patient.lastReadings },
    lastAnswers: patient.lastAnswers,
    lastOn: patient.lastFollowUp?.on ?? null,
  }
  return {
    fields: showForm(programs, form),
    symptoms: symptomsOf(programs),
    medications: [...patient.medications],
    lastFollowUp: patient.lastFollowUp,
    prompts: promptsToday({ patient, facts, row, rules, earlyDays }),
    today: day,
  }
}

/** What to measure or ask at a visit today. */
export function promptsToday({ patient, facts, row, rules, earlyDays }: Opening) {
  const next = row?.next_step && row.next_due_on ? { step: row.next_step, dueOn: row.next_due_on } : null
  return promptsFor({ facts, programs: patient.programs, status: patient.status, next, rules, earlyDays })
}
