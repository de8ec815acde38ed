import { addDays, ageOn } from '#kernel/calendar.ts'
import type { Parsed } from '#kernel/capability.ts'
import { policyOf, type Scope } from '#kernel/scope.ts'
import type { chronicCareContract } from './contract.ts'
import { diseaseOf } from './diseases/index.ts'
import { judgedAtDischarge } from './labels.ts'
import { loadEvidence, loadPatient, rulesAt } from './loading.ts'
import * as policy from './policy.ts'
import { diseasesIn, wayHome } from './rules/wayHome.ts'

type Asked = Parsed<typeof chronicCareContract.openWayHome>

/** What speaks for sending somebody home: the criteria of their diseases against what was measured and what the doctor judges. */
export async function openWayHome(scope: Scope, { residentId, diagnosis, judged }: Asked) {
  const { patient, person, diagnoses: known } = await loadPatient(scope, residentId)
  const diagnoses = [...new Set([...known, ...(diagnosis ? [diagnosis] : [])])]
  const rules = rulesAt(scope, { day: scope.today })
  const facts = await loadEvidence(scope, residentId, { day: scope.today, person, diagnoses, answers: patient.lastAnswers, rules })
  const who = { age: ageOn(person.birth_date, scope.today), sex: person.sex, diagnoses }
  const targets = diseasesIn(diagnoses).flatMap((code) => diseaseOf(code)?.targets(who, rules) ?? [])
  const said = new Set((judged ?? '').split(','))
  const recentFrom = addDays(scope.today, -policyOf(scope, policy.recentDays))
  const home = wayHome({
    diagnoses,
    measured: facts.measured,
    targets,
    on: scope.today,
    recentFrom,
    rules,
    judged: judgedAtDischarge.options.filter((field) => said.has(field)),
  })
  return { residentId, ...home }
}
