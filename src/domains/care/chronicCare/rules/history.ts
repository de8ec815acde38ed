import type { Moment } from '#kernel/calendar.ts'
import type { Words } from '#kernel/words.ts'
import { callOutcome, type ManagedStatus } from '../labels.ts'
import { labelOf } from './screening.ts'

/** One line of the history of a person in chronic care, as it was written when it happened. */
export type HistoryLine = {
  readonly at: Moment
  readonly action: string
  readonly status: ManagedStatus
  readonly by: string
  readonly data: {
    readonly programs?: readonly { readonly disease: string; readonly status: string; readonly isMet: boolean }[]
    readonly disease?: string
    readonly results?: readonly { readonly disease: string; readonly reportClass: string | null }[]
    readonly outcome?: string
  }
}
/** A turn of the program in words; `isSetback` where the person slipped out of it. */
export type Turn = { at: Moment; what: Words; by: string | null; isSetback: boolean }
type Said = { readonly what: Words; readonly isSetback?: boolean }
type Before = { readonly status: ManagedStatus | null; readonly suspected: ReadonlyMap<string, boolean>; readonly wasReferred: boolean }

/** The turns of the program in the order they happened. An ordinary follow-up is none: it stands in the list of follow-ups. */
export function turnsOf(lines: readonly HistoryLine[]): Turn[] {
  let before: Before = { status: null, suspected: new Map(), wasReferred: false }
  return lines.flatMap((line) => {
    const said = sayLine(line, before)
    before = after(line, before)
    // What the platform found by itself on its clock has no name beside it.
    const by = line.action === 'lost' || line.action === 'died' || line.action === 'seeded' ? null : line.by
    return said.map(({ what, isSetback = false }) => ({ at: line.at, what, by, isSetback }))
  })
}

function after({ action, status, data }: HistoryLine, before: Before): Before {
  const suspected = data.programs ? new Map(data.programs.filter((p) => p.status === 'suspected').map((p) => [p.disease, p.isMet])) : before.suspected
  return { status, suspected, wasReferred: action === 'followUp' ? isReferred(data) : before.wasReferred }
}

function isReferred({ results = [] }: HistoryLine['data']): boolean {
  return results.some((r) => r.reportClass === 'repeatedFail' || r.reportClass === 'emergency')
}

function sayLine(line: HistoryLine, before: Before): Said[] {
  const waits = line.status === 'transferring' && before.status !== 'transferring' ? [turns.waits] : []
  switch (line.action) {
    case 'measured':
      return [...sayMeasured(line, before), ...waits]
    case 'confirmed':
    case 'excluded':
      return [sayDecided(line), ...waits]
    case 'followUp':
      return sayFollowUp(line, before)
    case 'call':
      return [sayCall(line), ...waits]
    case 'seeded':
      return line.status === 'lost' ? [turns.taken, turns.lost] : [line.status === 'suspected' ? turns.suspected : turns.taken]
    case 'lost':
    case 'died':
    case 'takeOver':
    case 'decline':
    case 'joined':
      return [turns[line.action]]
    default:
      return []
  }
}

function sayMeasured({ data: { programs = [] } }: HistoryLine, { suspected }: Before): Said[] {
  return programs.flatMap(({ disease, status, isMet }) => {
    const { zh, en } = labelOf(disease)
    const known = suspected.get(disease)
    if (status !== 'suspected') return known !== undefined && status === 'excluded' ? [{ what: { zh: `${zh}疑似解除`, en: `${en}: no longer suspected` } }] : []
    if (isMet && known !== true) return [{ what: { zh: `达到${zh}诊断标准`, en: `${en}: the criteria are met` } }]
    return known === undefined ? [{ what: { zh: `疑似${zh}`, en: `${en} suspected` } }] : []
  })
}

function sayDecided({ action, data }: HistoryLine): Said {
  const { zh, en } = labelOf(data.disease ?? '')
  return { what: action === 'confirmed' ? { zh: `确诊${zh},纳入管理`, en: `${en} confirmed, program begins` } : { zh: `排除${zh}`, en: `${en} excluded` } }
}

function sayFollowUp({ data }: HistoryLine, before: Before): Said[] {
  return [
    ...(before.status === 'lost' ? [turns.found] : []),
    ...(before.status === 'refused' ? [turns.returned] : []),
    ...(before.wasReferred ? [turns.afterReferral] : []),
    ...(isReferred(data) ? [turns.referred] : []),
  ]
}

function sayCall({ data }: HistoryLine): Said {
  const outcome = callOutcome.codes.find((code) => code === data.outcome)
  if (!outcome) return { what: { zh: '电话联系', en: 'Called' } }
  const { zh, en } = callOutcome.labels[outcome]
  return { what: { zh: `电话:${zh}`, en: `Called: ${en.toLowerCase()}` }, isSetback: outcome !== 'agreed' }
}

const turns = {
  taken: { what: { zh: '纳入管理', en: 'Program begins' } },
  suspected: { what: { zh: '疑似', en: 'Suspected' } },
  waits: { what: { zh: '等待新机构接管', en: 'Waits to be taken over' } },
  found: { what: { zh: '失访后找回', en: 'Found again' } },
  returned: { what: { zh: '重新接受随访', en: 'Accepts follow-up again' } },
  referred: { what: { zh: '随访后需转诊', en: 'To be referred' }, isSetback: true },
  afterReferral: { what: { zh: '转诊后已随访', en: 'Followed up after the referral' } },
  lost: { what: { zh: '失访', en: 'Lost to follow-up' }, isSetback: true },
  died: { what: { zh: '死亡,管理结束', en: 'Died; the program ends' } },
  takeOver: { what: { zh: '新机构已接管', en: 'Taken over' } },
  decline: { what: { zh: '未接管,退回原机构', en: 'Not taken over; back at the former clinic' }, isSetback: true },
  joined: { what: { zh: '两份档案合并', en: 'Two records became one' } },
} as const satisfies Record<string, Said>
