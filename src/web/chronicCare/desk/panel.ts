import type { chronicCareContract } from '#care/chronicCare/contract.ts'
import type { PanelFilter } from '#care/chronicCare/labels.ts'
import type { Output } from '#kernel/capability.ts'
import type { Words } from '#kernel/words.ts'

export type Panel = Output<typeof chronicCareContract.openPanel>
export type Figures = Panel['total'][number]['figures']

export type PanelPerson = Output<typeof chronicCareContract.listPanel>['items'][number]

/** Which people a number counted. */
export type Which = { readonly filter: PanelFilter; readonly disease: string; readonly facilityId?: string | undefined }

type Shown = {
  readonly filter: PanelFilter
  readonly name: Words
  /** Null where nobody could be counted: a rate of nothing is unknown, not 100 %. */
  readonly numerator: number
  readonly denominator?: number
  readonly tone?: 'cinnabar' | 'amber'
}

/** The figures of one disease as people read them, each with the people behind it. */
export function shownOf(figures: Figures): readonly Shown[] {
  return [
    { filter: 'managed', name: { zh: '年内管理', en: 'Managed' }, numerator: figures.managed },
    {
      filter: 'standardManaged',
      name: { zh: '规范管理率', en: 'By the standard' },
      ...figures.standardManaged,
    },
    { filter: 'controlled', name: { zh: '控制率', en: 'Controlled' }, ...figures.controlled },
    {
      filter: 'overdue',
      name: { zh: '随访逾期', en: 'Overdue' },
      numerator: figures.overdue,
      tone: 'cinnabar',
    },
    { filter: 'lost', name: { zh: '失访', en: 'Lost' }, numerator: figures.lost, tone: 'cinnabar' },
    { filter: 'suspected', name: { zh: '疑似待确诊', en: 'Suspected' }, numerator: figures.suspected, tone: 'amber' },
  ]
}

/** 61.8 %, or undefined where there is nobody to divide by. */
export function rateOf({ numerator, denominator }: Pick<Shown, 'numerator' | 'denominator'>): number | undefined {
  return denominator ? (numerator / denominator) * 100 : undefined
}
