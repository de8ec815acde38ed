import { timelineContract } from '#record/timeline/contract.ts'
import { useAsk } from '#web/wire/ask.ts'

type Named = { readonly code: string; readonly name: string }

/** The names of the diagnoses a criterion may speak of by their codes: those on record and the one being written. */
export function useDiagnosisNames(residentId: string, present: Named | undefined): (code: string) => string {
  const record = useAsk(timelineContract.openRecord, { residentId, limit: 1 })
  const known = [present, ...(record.data?.problems ?? [])]
  return (code) => known.find((each) => each?.code === code)?.name ?? code
}
