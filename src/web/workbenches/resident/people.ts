import { createContext, useContext } from 'react'
import type { PersonHere } from '#registry/portal/contract.ts'

export type Here = {
  /** Whose record is on the screens: oneself, or somebody one acts for. */
  readonly person: PersonHere
  readonly people: readonly PersonHere[]
  readonly choose: (residentId: string) => void
  readonly leave: () => void
}

export const HereContext = createContext<Here | undefined>(undefined)

export function useHere(): Here {
  const here = useContext(HereContext)
  if (!here) throw new Error('nobody is signed in here')
  return here
}
