import { useSearchParams } from 'wouter'

/** What a screen shows stands in its address, so that going back, reloading and sending a link work. */
export function useAddress(): [
  read: (name: string) => string | undefined,
  write: (change: Readonly<Record<string, string | undefined>>, how?: { isStep?: boolean }) => void,
] {
  const [parameters, setParameters] = useSearchParams()
  return [
    (name) => parameters.get(name) ?? undefined,
    (change, how = {}) => {
      setParameters(
        (before) => {
          const next = new URLSearchParams(before)
          for (const [name, value] of Object.entries(change)) {
            if (value === undefined) next.delete(name)
            else next.set(name, value)
          }
          return next
        },
        { replace: !how.isStep },
      )
    },
  ]
}

/** One of a closed list; anything else in the address is the first. */
export function oneOf<V extends string>(value: string | undefined, all: readonly [V, ...V[]]): V {
  return all.find((each) => each === value) ?? all[0]
}
