import type { ManagedCard } from '#care/chronicCare/contract.ts'
import type { CallOutcome } from '#care/chronicCare/labels.ts'
import type { Day } from '#kernel/calendar.ts'
import type { Words } from '#kernel/words.ts'

/** What came of a call, while it is written down. */
export type CallDraft = {
  readonly outcome: CallOutcome | undefined
  readonly agreedOn: Day | ''
  /** Somebody who moved: within the county, with the clinic of the new place, or out of it. */
  readonly within: boolean
  readonly movedTo: string | undefined
  readonly note: string
}

export const newCall: CallDraft = { outcome: undefined, agreedOn: '', within: false, movedTo: undefined, note: '' }

export function isReady(draft: CallDraft): boolean {
  if (draft.outcome === undefined) return false
  if (draft.outcome === 'agreed') return draft.agreedOn !== ''
  return draft.outcome !== 'moved' || !draft.within || draft.movedTo !== undefined
}

export function toCall(draft: CallDraft, { card, callId }: { card: ManagedCard; callId: string }) {
  if (draft.outcome === undefined) return undefined
  return {
    managedId: card.managedId,
    version: card.version,
    callId,
    outcome: draft.outcome,
    note: draft.note.trim(),
    ...(draft.outcome === 'agreed' && draft.agreedOn ? { agreedOn: draft.agreedOn } : {}),
    ...(draft.outcome === 'moved' && draft.within && draft.movedTo ? { movedTo: draft.movedTo } : {}),
  }
}

/** What the platform does by itself after each outcome, said before it is saved. */
export const follows: Readonly<Record<CallOutcome, Words>> = {
  agreed: {
    zh: '待办改到约定那天;到期未来会再提醒',
    en: 'The duty moves to that day and is raised again if nobody comes',
  },
  noAnswer: {
    zh: '待办留在名单里;多次无人接听自动转为上门随访',
    en: 'The duty stays; after several unanswered calls it becomes a home visit',
  },
  wrongNumber: { zh: '自动打开“更正联系电话”的待办', en: 'A duty to correct the number opens' },
  refused: { zh: '暂停催访,到再次邀请的日期自动提醒', en: 'Calls pause; an invitation follows by itself' },
  moved: {
    zh: '在本县的转给新机构接管;离开本县的结束管理并写明原因',
    en: 'Within the county the new clinic takes over; out of it the program ends with that reason',
  },
  died: {
    zh: '随访和催访全部停止;接着登记去世的日期和经过',
    en: 'Follow-ups and calls stop; the day and the circumstances are recorded next',
  },
}
