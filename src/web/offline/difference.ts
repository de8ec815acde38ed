import type { DiseaseResult } from '#care/chronicCare/contract.ts'
import { reportClass } from '#care/chronicCare/labels.ts'
import type { Words } from '#kernel/words.ts'

/** What the device had told the person, held against what the server decided. */

type Command = { readonly wire: string; readonly predicted?: Readonly<Record<string, unknown>> }
export type Sent = { readonly command: Command; readonly answer: unknown }

/** Whether everything that was foretold is so; the server may say more. */
export function wasAsPredicted({ command, answer }: Sent): boolean {
  return command.predicted === undefined || holds(command.predicted, answer)
}

function holds(said: unknown, got: unknown): boolean {
  if (Array.isArray(said))
    return Array.isArray(got) && said.length === got.length && said.every((each, i) => holds(each, got[i]))
  if (typeof said !== 'object' || said === null) return said === got
  if (typeof got !== 'object' || got === null) return false
  return Object.entries(said).every(([name, value]) => holds(value, (got as Record<string, unknown>)[name]))
}

export type Difference = { readonly name: Words; readonly here: Words; readonly there: Words }

const unknown = { zh: '未评估', en: 'not classed' }

/** In words: class and next date of each disease, here and there. */
export function differencesOf({ command, answer }: Sent): readonly Difference[] {
  if (wasAsPredicted({ command, answer })) return []
  const said = (command.predicted?.results ?? []) as readonly Pick<
    DiseaseResult,
    'disease' | 'reportClass' | 'nextDueOn'
  >[]
  const got = ((answer as { results?: readonly DiseaseResult[] } | null)?.results ?? []) as readonly DiseaseResult[]
  return got.flatMap(({ disease, label, reportClass: there, nextDueOn }) => {
    const here = said.find((each) => each.disease === disease)
    if (!here || !label || (here.reportClass === there && here.nextDueOn === nextDueOn)) return []
    return [{ name: label, here: inWords(here), there: inWords({ reportClass: there, nextDueOn }) }]
  })
}

function inWords({ reportClass: code, nextDueOn }: Pick<DiseaseResult, 'reportClass' | 'nextDueOn'>): Words {
  const said = code ? reportClass.labels[code] : unknown
  return {
    zh: [said.zh, nextDueOn && `下次 ${nextDueOn}`].filter(Boolean).join(' · '),
    en: [said.en, nextDueOn && `next on ${nextDueOn}`].filter(Boolean).join(' · '),
  }
}
