import type { Day } from '#kernel/calendar.ts'
import type { Words } from '#kernel/words.ts'
import type { LastReading } from './form.ts'
import { inOrder, type ProgramState } from './patient.ts'
import { labelOf } from './screening.ts'

/** What a duty says of the person's diseases and last readings: 高血压、糖尿病, 168/96 · 8.2. */
export type DutySays = { readonly why: string; readonly diseases: Words[]; readonly last: string; readonly lastOn: Day | null }

export function dutySays(programs: readonly ProgramState[], readings: Readonly<Record<string, LastReading>>): DutySays {
  const concerned = inOrder(programs).filter((p) => p.status !== 'excluded')
  const diseases = concerned.map(named)
  const said = principal(
    concerned.map((p) => p.disease),
    readings,
  )
  return {
    why: diseases.map((d) => d.zh).join('、'),
    diseases,
    last: said.map((s) => s.text).join(' · '),
    lastOn:
      said
        .map((s) => s.on)
        .toSorted()
        .at(-1) ?? null,
  }
}

function named({ disease, status }: ProgramState): Words {
  const { zh, en } = labelOf(disease)
  return status === 'suspected' ? { zh: `${zh}(疑似)`, en: `${en} (suspected)` } : { zh, en }
}

/** As people say them, without units: the pressure of everybody, then what the other diseases go by. */
function principal(diseases: readonly string[], readings: Readonly<Record<string, LastReading>>): { text: string; on: Day }[] {
  const { systolic, diastolic, fastingGlucose, randomGlucose, cat } = readings
  const glucose = fastingGlucose ?? randomGlucose
  return [
    ...(systolic && diastolic ? [{ text: `${systolic.value}/${diastolic.value}`, on: systolic.on }] : []),
    ...(glucose && diseases.includes('diabetes') ? [{ text: String(glucose.value), on: glucose.on }] : []),
    ...(cat && diseases.includes('copd') ? [{ text: `CAT ${cat.value}`, on: cat.on }] : []),
  ]
}
