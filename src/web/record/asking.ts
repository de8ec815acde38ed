import { timelineContract } from '#record/timeline/contract.ts'
import type { EntryKind } from '#record/timeline/labels.ts'
import { useAskPages } from '#web/wire/ask.ts'

/** The record of a person: its head and the first page of the timeline are one question, whoever of the screen asks it. */
export function useRecord(residentId: string, kind?: EntryKind) {
  return useAskPages(
    timelineContract.openRecord,
    { residentId, ...(kind ? { kind } : {}), limit: 30 },
    { live: ['visit', 'referral'] },
  )
}
