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

/** What an agreement says to whoever signs it: who gets which package at what fee, from whom and how long. */
export type Promised = {
  readonly team: string
  readonly from: string
  readonly until: string
  readonly members: readonly {
    readonly person: { readonly name: string }
    readonly package: { readonly name: Words; readonly fee: number }
  }[]
}

const unknown = { zh: '未评估', en: 'not classed' }

/** In words: class and next date of each disease, or the term and the fees of an agreement, here and there. */
export function differencesOf({ command, answer }: Sent): readonly Difference[] {
  if (wasAsPredicted({ command, answer })) return []
  if (command.predicted && 'members' in command.predicted)
    return promisesKept(command.predicted as Promised, answer as Promised)
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

function promisesKept(said: Promised, got: Promised): readonly Difference[] {
  const lines = [
    { name: { zh: '团队', en: 'Team' }, of: (p: Promised) => sameWords(p.team) },
    { name: { zh: '协议期', en: 'Term' }, of: termInWords },
    { name: { zh: '服务包', en: 'Packages' }, of: packagesInWords },
  ]
  return lines
    .map(({ name, of }) => ({ name, here: of(said), there: of(got) }))
    .filter(({ here, there }) => here.zh !== there.zh)
}

const sameWords = (said: string): Words => ({ zh: said, en: said })

export function termInWords({ from, until }: Promised): Words {
  return { zh: `${from} 至 ${until}`, en: `${from} to ${until}` }
}

/** 李秀兰 老年基础包(每年 120.00 元). */
export function packagesInWords({ members }: Promised): Words {
  const each = members.map(({ person, package: { name, fee } }) => ({
    zh: `${person.name} ${name.zh}(${fee === 0 ? '免费' : `每年 ${(fee / 100).toFixed(2)} 元`})`,
    en: `${person.name}: ${name.en} (${fee === 0 ? 'free' : `CNY ${(fee / 100).toFixed(2)} a year`})`,
  }))
  return { zh: each.map((m) => m.zh).join(';'), en: each.map((m) => m.en).join('; ') }
}
