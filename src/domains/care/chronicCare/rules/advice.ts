import type { AdviceLine, DiseaseResult, LifestylePoints } from '../contract.ts'
import { otherConditions } from '../diseases/lifestyle.ts'
import { basisOf, type DiseaseProgram, type Goal, type Rules, type Values, type VisitFacts } from '../diseases/program.ts'
import { obesityFrom } from '../policy.ts'

export type Held = { readonly goal: Goal; readonly program: DiseaseProgram; readonly isMet: boolean | null }
type Classed = Pick<DiseaseResult, 'disease' | 'reportClass'>

/** Of the goals for one measure the strictest counts: inside care the stricter wins, whoever wrote it. */
export function strictestGoals(programs: readonly DiseaseProgram[], on: { facts: VisitFacts; rules: Rules }): Held[] {
  const byMeasure = new Map<string, Held>()
  for (const program of programs) {
    for (const goal of program.goals(on.facts, on.rules)) {
      const known = byMeasure.get(goal.measure)
      if (known && total(known.goal.limits) <= total(goal.limits)) continue
      byMeasure.set(goal.measure, { goal, program, isMet: isMet(goal, on.facts.readings) })
    }
  }
  return [...byMeasure.values()]
}

function total(limits: Values): number {
  return Object.values(limits).reduce((sum, limit) => sum + limit, 0)
}

/** Null where one of its readings was not taken. */
function isMet({ limits, atLeast = {} }: Goal, readings: Values): boolean | null {
  const names = Object.keys(limits)
  if (names.some((name) => readings[name] === undefined)) return null
  return names.every((name) => (readings[name] ?? 0) < (limits[name] ?? 0) && (readings[name] ?? 0) >= (atLeast[name] ?? 0))
}

/** Whether the disease is at the goals that its own drugs are chosen by. */
export function isAtGoal(program: DiseaseProgram, held: readonly Held[]): boolean | null {
  const own = held.filter(({ goal }) => program.leads.includes(goal.measure)).map((h) => h.isMet)
  if (own.includes(false)) return false
  return own.includes(true) ? true : null
}

/** Advice by the guideline in force. A gap is where the report says controlled and the guideline's goal is not met. */
export function adviceFor(
  programs: readonly DiseaseProgram[],
  on: { facts: VisitFacts; rules: Rules; held: readonly Held[]; classes: readonly Classed[] },
): AdviceLine[] {
  const goals = on.held.filter((h) => h.isMet !== null).map((h): AdviceLine => ({ ...goalLine(h), isGap: isGap(h, programs, on.classes) }))
  const lines = programs.flatMap((program) => {
    const isAt = isAtGoal(program, on.held)
    return program.advise({ ...on.facts, isAtGoal: isAt }, on.rules).map((line): AdviceLine => ({ ...line, disease: program.code, isGap: false }))
  })
  return [...goals.toSorted((a, b) => Number(b.isGap) - Number(a.isGap)), ...lines]
}

function goalLine({ goal, program, isMet: met }: Held): Omit<AdviceLine, 'isGap'> {
  const { text, because, basis, edition } = goal
  const said = met ? { zh: '已达到', en: 'met' } : { zh: '未达到', en: 'not met' }
  return { disease: program.code, kind: 'goal', text: { zh: `${text.zh}:${said.zh}`, en: `${text.en}: ${said.en}` }, because, basis, edition }
}

function isGap({ goal, program, isMet: met }: Held, programs: readonly DiseaseProgram[], classes: readonly Classed[]): boolean {
  if (met !== false) return false
  const counting = programs.filter((p) => p.needed.some((name) => name in goal.limits))
  const owners = counting.length > 0 ? counting : [program]
  return owners.some((p) => classes.some((c) => c.disease === p.code && c.reportClass === 'controlled'))
}

/** Diet and exercise for every condition of the person that has points. */
export function lifestyleFor(programs: readonly DiseaseProgram[], on: { facts: VisitFacts; rules: Rules }): LifestylePoints[] {
  const { facts, rules } = on
  const { weight, height } = facts.readings
  const index = weight !== undefined && height !== undefined ? weight / (height / 100) ** 2 : 0
  const limit = rules.find(obesityFrom)?.value
  const isObese = limit !== undefined && index >= limit
  const others = otherConditions.filter((c) => c.icd10.some((p) => facts.diagnoses.some((d) => d.startsWith(p))) || (c.code === 'obesity' && isObese))
  return [...programs, ...others].flatMap(({ label, lifestyle }) => {
    const inForce = rules.find(lifestyle)
    return inForce ? [{ condition: label, diet: [...inForce.value.diet], exercise: [...inForce.value.exercise], basis: basisOf(inForce) }] : []
  })
}
