import { addDays, type Day } from '#kernel/calendar.ts'
import type { Words } from '#kernel/words.ts'
import type { Reason, ScreeningResult, VisitPrompt } from '../contract.ts'
import { diseaseOf, diseases } from '../diseases/index.ts'
import { basisOf, type Diagnosed, type Rules, type ScreeningFacts } from '../diseases/program.ts'
import type { ManagedStatus, PromptKind } from '../labels.ts'
import { askAgainDays, confirmDays, recheckDays } from '../policy.ts'
import { readingSpec } from './form.ts'
import type { Next } from './next.ts'
import type { ProgramState } from './patient.ts'

/** Every disease the person is not already managed for, held against what was measured. */
export function diagnoseAll(programs: readonly ProgramState[], on: { facts: ScreeningFacts; rules: Rules }): { disease: string; diagnosed: Diagnosed }[] {
  const managed = programs.filter((p) => p.status === 'managed').map((p) => p.disease)
  const isOfAge = (from: number | undefined) => from !== undefined && on.facts.age >= from
  return diseases
    .filter((d) => !managed.includes(d.code) && isOfAge(d.fromAge(on.rules)))
    .map((d) => ({ disease: d.code, diagnosed: d.diagnose(on.facts, on.rules) }))
}

/**
 * What the findings make of the programs: suspected opens, met waits for the doctor, excluded and clear close a suspicion.
 * Somebody whom a doctor excluded is suspected again only by a reading of a later day.
 */
export function suspect(
  programs: readonly ProgramState[],
  on: { found: readonly { disease: string; diagnosed: Diagnosed }[]; day: Day; rules: Rules },
): ProgramState[] {
  const changed = on.found.flatMap(({ disease, diagnosed }): ProgramState[] => {
    const known = programs.find((p) => p.disease === disease)
    const { outcome, nextOn } = diagnosed
    if (outcome === 'suspected' || outcome === 'confirmed') {
      if (known?.status === 'excluded' && known.since >= on.day) return []
      const isMet = outcome === 'confirmed'
      const isSame = known?.status === 'suspected' && known.isMet === isMet
      const since = known?.status === 'suspected' ? known.since : on.day
      const within = isMet ? on.rules.get(confirmDays).value : on.rules.get(recheckDays).value
      const nextDueOn = isSame ? known.nextDueOn : isMet ? addDays(on.day, within) : (nextOn ?? addDays(on.day, within))
      return [{ disease, status: 'suspected', since, reportClass: null, inTarget: null, failsInRow: 0, lastOn: on.day, nextDueOn, isMet }]
    }
    if (known?.status === 'suspected' && (outcome === 'excluded' || outcome === 'clear' || outcome === 'highRisk')) {
      return [{ ...known, status: 'excluded', since: on.day, isMet: false, nextDueOn: null, lastOn: on.day }]
    }
    return []
  })
  const kept = programs.filter((p) => !changed.some((c) => c.disease === p.disease))
  return [...kept, ...changed]
}

export function showScreening({ disease, diagnosed }: { disease: string; diagnosed: Diagnosed }): ScreeningResult {
  const { outcome, reasons, needs, nextOn } = diagnosed
  return { disease, label: labelOf(disease), outcome, reasons: [...reasons], needs: needs.map((n) => ({ ...n })), nextOn }
}

export function labelOf(disease: string): Words {
  return diseaseOf(disease)?.label ?? { zh: '慢病', en: 'Chronic disease' }
}

type Prompting = {
  readonly facts: ScreeningFacts
  readonly programs: readonly ProgramState[]
  readonly status: ManagedStatus | null
  readonly next: Next | null
  readonly rules: Rules
  readonly earlyDays: number
}

/** What to measure or ask at a visit of this person today, and why. */
export function promptsFor({ facts, programs, status, next, rules, earlyDays }: Prompting): VisitPrompt[] {
  const soon = addDays(facts.on, earlyDays)
  const asked = status === 'refused' && next ? [prompt('askAgain', programs[0]?.disease ?? '', { fields: [], why: sayAskAgain(rules), dueOn: next.dueOn })] : []
  const standing = programs.flatMap((p): VisitPrompt[] => {
    const program = diseaseOf(p.disease)
    if (!program) return []
    if (p.status === 'suspected') {
      const kind = p.isMet ? 'confirm' : 'recheck'
      return [prompt(kind, p.disease, { fields: p.isMet ? [] : program.needed, why: saySuspected(p, rules), dueOn: p.nextDueOn })]
    }
    if (p.status !== 'managed' || (p.nextDueOn !== null && p.nextDueOn > soon)) return []
    const interval = program.intervals(rules)
    const text = {
      zh: `${program.label.zh}随访${p.nextDueOn ? `应在 ${p.nextDueOn}` : '未做过'}`,
      en: `${program.label.en}: follow-up ${p.nextDueOn ? `due on ${p.nextDueOn}` : 'never done'}`,
    }
    return [prompt('followUp', p.disease, { fields: program.needed, why: { text, basis: basisOf(interval) }, dueOn: p.nextDueOn })]
  })
  const known = programs.filter((p) => p.status !== 'excluded').map((p) => p.disease)
  const screened = diseases
    .filter((d) => !known.includes(d.code))
    .flatMap((d) => {
      const need = d.screen(facts, rules)
      return need ? [prompt('screen', d.code, need)] : []
    })
  return [...asked, ...standing, ...screened]
}

function prompt(kind: PromptKind, disease: string, said: { fields: readonly string[]; why: Reason; dueOn: Day | null }): VisitPrompt {
  const measure = said.fields.flatMap((name) => {
    const spec = readingSpec(name)
    return spec ? [{ name, label: spec.label, shownUnit: spec.shown }] : []
  })
  return { disease, label: labelOf(disease), kind, measure, why: said.why, dueOn: said.dueOn }
}

function sayAskAgain(rules: Rules): Reason {
  return { text: { zh: '曾拒绝随访,请再次邀请', en: 'Refused before: invite again' }, basis: basisOf(rules.get(askAgainDays)) }
}

function saySuspected({ isMet }: ProgramState, rules: Rules): Reason {
  const text = isMet
    ? { zh: '达到诊断标准,待医生确诊', en: 'Meets the criteria: a doctor confirms' }
    : { zh: '疑似,须在不同日复测', en: 'Suspected: measure again on another day' }
  return { text, basis: basisOf(rules.get(isMet ? confirmDays : recheckDays)) }
}
