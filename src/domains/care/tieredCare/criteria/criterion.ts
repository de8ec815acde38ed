import type { Day } from '#kernel/calendar.ts'
import type { Status } from '#kernel/policy.ts'
import { type CodeOf, coded, type Words } from '#kernel/words.ts'
import type { SourceId } from '#registry/policy/contract.ts'
import type { Condition } from './verdict.ts'

export const criterionDisease = coded({
  hypertension: { zh: '高血压', en: 'Hypertension' },
  diabetes: { zh: '糖尿病', en: 'Diabetes' },
  copd: { zh: '慢阻肺病', en: 'COPD' },
  cardioCerebrovascular: { zh: '心脑血管病及后遗症', en: 'Cardio-cerebrovascular disease and its sequelae' },
  general: { zh: '通用', en: 'General' },
})
export type CriterionDisease = CodeOf<typeof criterionDisease>
export type CriterionDirection = 'up' | 'down'
export type SuggestedUrgency = 'emergency' | 'urgent' | 'routine'
export type CriterionId = `${CriterionDisease}.${CriterionDirection}.${string}`

/** One edition of the text a criterion comes from. Editions are added, never edited. */
export type Edition = {
  readonly from: Day
  /** The first day on which the criterion no longer stands, where a later text dropped it. */
  readonly until?: Day
  readonly source: SourceId
  readonly status: Status
}

type Body = {
  readonly label: Words
  readonly urgency: SuggestedUrgency
  /** For a way down: where the person may go. */
  readonly to?: 'township' | 'village'
  /** Missing where only a person can judge: the criterion is then offered for choosing. */
  readonly when?: Condition
}

export type DatedCriterion = Body & {
  readonly id: CriterionId
  readonly disease: CriterionDisease
  readonly direction: CriterionDirection
  readonly editions: readonly [Edition, ...Edition[]]
}

/** A criterion as it stands on a day, with the edition it stands by. */
export type Criterion = Omit<DatedCriterion, 'editions'> & Edition

export function criterion(id: CriterionId, body: Body & Pick<DatedCriterion, 'editions'>): DatedCriterion {
  const [disease, direction] = id.split('.') as [CriterionDisease, CriterionDirection]
  return { id, disease, direction, ...body }
}

/** The edition in force on a day: the latest that has begun and was not dropped. */
export function standingOn(dated: DatedCriterion, day: Day): Criterion | undefined {
  const { editions, ...rest } = dated
  const edition = editions.filter((e) => e.from <= day && (e.until === undefined || day < e.until)).toSorted((a, b) => (a.from < b.from ? 1 : -1))[0]
  return edition && { ...rest, ...edition }
}
