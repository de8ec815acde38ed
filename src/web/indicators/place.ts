import { cockpitPath } from '#web/indicators/reach.ts'
import { useAddress } from '#web/ui/desk/address.ts'
import { useMe } from '#web/wire/session.ts'

type Stand = { readonly placeId?: number | undefined; readonly period?: string | undefined }

export type Standing = {
  readonly placeId: number | undefined
  readonly period: string | undefined
  /** As a capability takes it. */
  readonly at: { placeId?: number; period?: string }
  /** Another place or period on the same screen; a step that going back undoes. */
  readonly go: (to: Stand) => void
  readonly cockpitHref: (to?: Stand) => string
  readonly indicatorHref: (id: string, to?: Stand) => string
}

/** Place and period stand in the address of every screen of figures: a link is a finding. */
export function useStanding(): Standing {
  const { role } = useMe()
  const [read, write] = useAddress()
  const placeId = wholeNumber(read('place'))
  const period = periodNamed(read('period'))
  const here = { placeId, period }
  return {
    ...here,
    at: { ...(placeId === undefined ? {} : { placeId }), ...(period === undefined ? {} : { period }) },
    go: (to) => write({ ...words({ ...here, ...to }), asOf: undefined, rows: undefined }, { isStep: true }),
    cockpitHref: (to) => `${cockpitPath(role)}${search({ ...here, ...to })}`,
    indicatorHref: (id, to) => `/indicators/${encodeURIComponent(id)}${search({ ...here, ...to })}`,
  }
}

function words({ placeId, period }: Stand) {
  return { place: placeId === undefined ? undefined : String(placeId), period }
}

function search(stand: Stand): string {
  const said = new URLSearchParams()
  for (const [name, value] of Object.entries(words(stand))) if (value !== undefined) said.set(name, value)
  return said.size > 0 ? `?${said}` : ''
}

function wholeNumber(said: string | undefined): number | undefined {
  return said && /^\d{1,9}$/.test(said) ? Number(said) : undefined
}

function periodNamed(said: string | undefined): string | undefined {
  return said && /^20\d\d(-Q[1-4]|-(0[1-9]|1[0-2]))?$/.test(said) ? said : undefined
}
