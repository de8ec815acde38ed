import type { Draft, Form } from '#web/referral/refer/draft.ts'

/** What every column of the form is given. */
export type ColumnProps = {
  readonly residentId: string
  readonly form: Form
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
}
