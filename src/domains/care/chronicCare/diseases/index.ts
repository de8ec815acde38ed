import { copd } from './copd/index.ts'
import { diabetes } from './diabetes/index.ts'
import { hypertension } from './hypertension/index.ts'
import type { DiseaseProgram } from './program.ts'

/** The one list of diseases. Adding one is its folder and its line here. */
export const diseases: readonly DiseaseProgram[] = [hypertension, diabetes, copd]

export function diseaseOf(code: string): DiseaseProgram | undefined {
  return diseases.find((d) => d.code === code)
}
