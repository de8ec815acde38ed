import type { DiseaseProgram } from '../program.ts'
import { compare } from './compare.ts'
import { fields } from './fields.ts'
import { lifestyle, nextDue, norm } from './policy.ts'
import { advise, classify, dangerSigns, diagnose, goals, screen, targets } from './rules.ts'

export const diabetes: DiseaseProgram = {
  code: 'diabetes',
  label: { zh: '2 型糖尿病', en: 'Type 2 diabetes' },
  icd10: ['E11', 'E14'],
  diagnosis: { code: 'E11.9', name: '2 型糖尿病' },
  fields,
  symptoms: [...dangerSigns, 'blurredVision', 'weightLoss', 'footUlcer', 'claudication'],
  leads: ['fastingGlucose', 'randomGlucose', 'hba1c'],
  needed: ['fastingGlucose'],
  fromAge: (rules) => rules.find(norm)?.value.fromAge,
  intervals: (rules) => rules.get(nextDue),
  screen,
  diagnose,
  classify,
  goals,
  advise,
  lifestyle,
  criteriaFacts: (_facts, { failsInRow, inTarget }) => ({
    glucoseUncontrolledVisits: failsInRow,
    ...(inTarget === null ? {} : { glucoseAtGoal: inTarget }),
  }),
  targets,
  compare,
}
