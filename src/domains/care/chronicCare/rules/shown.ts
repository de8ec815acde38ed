import { symptom } from '#care/tieredCare/rules.ts'
import type { Words } from '#kernel/words.ts'
import type { DiseaseProgram } from '../diseases/program.ts'

/** The signs that any of the diseases asks about, each once. */
export function symptomsOf(programs: readonly DiseaseProgram[]): { code: string; label: Words; diseases: string[] }[] {
  const codes = symptom.codes.filter((code) => programs.some((p) => p.symptoms.includes(code)))
  return codes.map((code) => ({ code, label: symptom.labels[code], diseases: programs.filter((p) => p.symptoms.includes(code)).map((p) => p.code) }))
}

export function sayChosen(codes: readonly string[]): Words[] {
  return symptom.codes.filter((code) => codes.includes(code)).map((code) => symptom.labels[code])
}
