import type { DiseaseProgram } from '../program.ts'
import { fields } from './fields.ts'
import { lifestyle, nextDue, norm } from './policy.ts'
import { advise, catRiseOf, classify, dangerSigns, diagnose, goals, screen } from './rules.ts'

export const copd: DiseaseProgram = {
  code: 'copd',
  label: { zh: '慢阻肺病', en: 'COPD' },
  icd10: ['J44'],
  diagnosis: { code: 'J44.9', name: '慢性阻塞性肺疾病' },
  fields,
  symptoms: [...dangerSigns, 'worseBreathlessness', 'moreSputum', 'purulentSputum', 'legEdema'],
  leads: ['cat'],
  needed: ['cat'],
  fromAge: (rules) => rules.find(norm)?.value.fromAge,
  intervals: (rules) => rules.get(nextDue),
  screen,
  diagnose,
  classify,
  goals,
  advise,
  lifestyle,
  criteriaFacts: (facts) => {
    const rise = catRiseOf(facts)
    return rise === undefined ? {} : { catIncrease: rise }
  },
  // The norm sets no limit to a score; only its rise counts.
  targets: () => [],
  // One text only is known, so there is nothing to compare yet.
  compare: () => [],
}
