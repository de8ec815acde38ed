import { type Cockpit, indicatorsContract, type Opened } from '#governance/indicators/contract.ts'
import { seesCounty } from '#web/indicators/reach.ts'
import { type Asked, useAsk, useAskPages } from '#web/wire/ask.ts'
import { call } from '#web/wire/call.ts'
import { useMe } from '#web/wire/session.ts'

type At = { readonly placeId?: number; readonly period?: string }
export type IndicatorAsked = At & { readonly id: string; readonly asOf?: string; readonly edition?: string }
export type RowsAsked = At & { readonly id: string; readonly measure: string; readonly asOf?: string }

const { openCockpit, openOwnCockpit, openIndicator, openOwnIndicator } = indicatorsContract
const keeping = { keepPrevious: true, freshSeconds: 60 } as const

/** The cockpit of the county's readers, or that of the own facility. */
export function useCockpit(at: At): Asked<Cockpit> {
  const isCounty = seesCounty(useMe().role)
  const county = useAsk(openCockpit, at, { ...keeping, when: isCounty })
  const own = useAsk(openOwnCockpit, at, { ...keeping, when: !isCounty })
  return isCounty ? county : own
}

/** One indicator; nothing is asked while nobody chose one. */
export function useIndicator(asked: IndicatorAsked | undefined): Asked<Opened> {
  const isCounty = seesCounty(useMe().role)
  const input = asked ?? { id: '' }
  const county = useAsk(openIndicator, input, {
    ...keeping,
    live: ['policy', 'indicator'],
    when: isCounty && asked !== undefined,
  })
  const own = useAsk(openOwnIndicator, input, {
    ...keeping,
    live: ['policy', 'indicator'],
    when: !isCounty && asked !== undefined,
  })
  return isCounty ? county : own
}

/** The rows behind a measure, page by page. */
export function useRows(asked: RowsAsked) {
  const isCounty = seesCounty(useMe().role)
  const input = { ...asked, limit: 50 }
  const county = useAskPages(indicatorsContract.listCounted, input, { when: isCounty })
  const own = useAskPages(indicatorsContract.listOwnCounted, input, { when: !isCounty })
  return isCounty ? county : own
}

/** The same rows as one file. */
export function exportRows(asked: RowsAsked & { language: 'zh' | 'en' }, isCounty: boolean) {
  return isCounty ? call(indicatorsContract.exportCounted, asked) : call(indicatorsContract.exportOwnCounted, asked)
}
