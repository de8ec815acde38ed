import { useSearchParams } from 'wouter'

type Words = Readonly<Record<string, string | undefined>>
type How = { readonly isStep?: boolean }

/**
 * What a screen shows stands in its address, so that going back, reloading and sending a link work. Never what was
 * typed about a person: addresses are kept by browsers and proxies.
 */
export function useAddress(): [read: (name: string) => string | undefined, write: (change: Words, how?: How) => void] {
  const [words, setWords] = useSearchParams()
  function write(change: Words, { isStep = false }: How = {}) {
    setWords((before) => changed(before, change), { replace: !isStep })
  }
  return [(name) => words.get(name) ?? undefined, write]
}

function changed(before: URLSearchParams, change: Words): URLSearchParams {
  const next = new URLSearchParams(before)
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) next.delete(name)
    else next.set(name, value)
  }
  return next
}

/** One word of the address (`?on=…`). Choosing again does not fill the history. */
export function useInAddress(name: string): [string | undefined, (value: string | undefined) => void] {
  const [read, write] = useAddress()
  return [read(name), (value) => write({ [name]: value })]
}

/** One of a closed list; anything else in the address is the first. */
export function oneOf<V extends string>(value: string | undefined, all: readonly [V, ...V[]]): V {
  return all.find((each) => each === value) ?? all[0]
}
