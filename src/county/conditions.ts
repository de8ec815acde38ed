import type { Member } from './households.ts'
import type { Random } from './random.ts'

export type Condition = 'hypertension' | 'diabetes' | 'copd' | 'severeMental' | 'disabled' | 'pregnant'

/** The share of people who have it, from an age on. Orders of magnitude of the national surveys, for a rural county. */
const prevalence: readonly {
  condition: Condition
  from: readonly (readonly [age: number, share: number])[]
  only?: 'female'
}[] = [
  {
    condition: 'hypertension',
    from: [
      [18, 0.04],
      [35, 0.12],
      [45, 0.26],
      [55, 0.42],
      [65, 0.53],
      [75, 0.57],
    ],
  },
  {
    condition: 'diabetes',
    from: [
      [18, 0.012],
      [35, 0.05],
      [45, 0.1],
      [55, 0.16],
      [65, 0.19],
      [80, 0.17],
    ],
  },
  {
    condition: 'copd',
    from: [
      [40, 0.03],
      [55, 0.06],
      [65, 0.1],
      [75, 0.13],
    ],
  },
  {
    condition: 'severeMental',
    from: [
      [18, 0.005],
      [70, 0.004],
    ],
  },
  {
    condition: 'disabled',
    from: [
      [0, 0.006],
      [18, 0.02],
      [50, 0.04],
      [65, 0.09],
    ],
  },
  {
    condition: 'pregnant',
    from: [
      [20, 0.045],
      [31, 0.02],
      [38, 0.003],
      [45, 0],
    ],
    only: 'female',
  },
]

export function drawConditions(person: Member, random: Random): Condition[] {
  const found: Condition[] = []
  for (const { condition, from, only } of prevalence) {
    const chance = random.next()
    if (only && person.sex !== only) continue
    let share = 0
    for (const [age, value] of from) if (person.age >= age) share = value
    // Diabetes comes with high blood pressure more often than by chance.
    if (condition === 'diabetes' && found.includes('hypertension')) share *= 1.5
    if (chance < share) found.push(condition)
  }
  return found
}

/** The groups that public health serves first, in the order of their list. */
export function priorityGroupsOf(person: Member, conditions: readonly Condition[]): string[] {
  const groups: string[] = person.age >= 65 ? ['elder65'] : person.age <= 6 ? ['child0to6'] : []
  const rest = ['pregnant', 'hypertension', 'diabetes', 'copd', 'severeMental', 'disabled'] as const
  return [...groups, ...rest.filter((c) => conditions.includes(c))]
}

export function drawInsurance(person: Member, random: Random): 'resident' | 'employee' | 'none' {
  const chance = random.next()
  if (person.age >= 24 && chance < (person.age < 60 ? 0.15 : 0.08)) return 'employee'
  return chance > 0.975 ? 'none' : 'resident'
}
