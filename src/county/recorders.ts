import type { Village } from './map.ts'

/** How a recorder's readings come about: measured, copied from one person to the next, rounded, or all written in one night. */
export type Habit = 'measures' | 'copies' | 'rounds' | 'night'
export type HabitAt = (clinicId: string) => Habit

/** At which clinics somebody writes what was not measured. Only where there are enough recorders that most of them are honest. */
export function habitsOf(villages: readonly Village[], { cheats }: { cheats: boolean }): HabitAt {
  const habits = new Map<string, Habit>()
  if (cheats) for (const [at, habit] of dishonest) habits.set(villages[at]?.clinic.id ?? '', habit)
  return (clinicId) => habits.get(clinicId) ?? 'measures'
}

const dishonest: readonly (readonly [village: number, habit: Habit])[] = [
  [1, 'copies'],
  [3, 'night'],
  [5, 'rounds'],
]
