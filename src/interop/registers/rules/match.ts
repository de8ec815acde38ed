/** What the county knows of whoever has this number, this phone or stood in this row before. */
export type Candidates = {
  readonly byNumber: { readonly id: string; readonly name: string; readonly birthDate: string } | null
  /** Of the same name and birth date, with this phone. */
  readonly byPhone: { readonly id: string; readonly hasNumber: boolean } | null
  readonly byRow: string | null
}

export type Verdict = { readonly verdict: 'new' | 'same' | 'doubtful'; readonly residentId: string | null; readonly score: number; readonly because: string }

/** Whether a row is somebody the county knows. A number that is somebody else's never makes a second person. */
export function verdictOf(row: { name: string; birthDate: string; hasNumber: boolean }, { byNumber, byPhone, byRow }: Candidates): Verdict {
  if (byNumber) {
    const same = byNumber.name === row.name && byNumber.birthDate === row.birthDate
    return same
      ? { verdict: 'same', residentId: byNumber.id, score: 100, because: 'number' }
      : { verdict: 'doubtful', residentId: byNumber.id, score: 60, because: 'numberOfAnother' }
  }
  if (byPhone) {
    return row.hasNumber && byPhone.hasNumber
      ? { verdict: 'doubtful', residentId: byPhone.id, score: 70, because: 'perhapsKnown' }
      : { verdict: 'same', residentId: byPhone.id, score: 90, because: 'phone' }
  }
  if (byRow) return { verdict: 'same', residentId: byRow, score: 90, because: 'row' }
  return { verdict: 'new', residentId: null, score: 0, because: 'nobody' }
}
