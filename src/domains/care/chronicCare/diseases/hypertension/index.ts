import type { DiseaseProgram } from '../program.ts'
import { compare } from './compare.ts'
import { fields } from './fields.ts'
import { lifestyle, nextDue, norm } from './policy.ts'
import { advise, classify, dangerSigns, diagnose, goals, screen, targets } from './rules.ts'

export const hypertension: DiseaseProgram = {
  code: 'hypertension',
  label: { zh: '高血压', en: 'Hypertension' },
  icd10: ['I10', 'I11', 'I12', 'I13'],
  diagnosis: { code: 'I10', name: '原发性高血压' },
  fields,
  symptoms: [...dangerSigns, 'headache', 'legEdema', 'speechDifficulty', 'limbWeakness', 'severeChestBackPain'],
  leads: ['pressure'],
  needed: ['systolic', 'diastolic'],
  fromAge: (rules) => rules.find(norm)?.value.fromAge,
  intervals: (rules) => rules.get(nextDue),
  screen,
  diagnose,
  classify,
  goals,
  advise,
  lifestyle,
  criteriaFacts: (_facts, { failsInRow, inTarget }) => ({
    bloodPressureUncontrolledVisits: failsInRow,
    ...(inTarget === null ? {} : { bloodPressureAtGoal: inTarget }),
  }),
  targets,
  compare,
}
