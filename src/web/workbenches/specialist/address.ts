import { useSearchParams } from 'wouter'

/** One word of the address (`?box=sent`), so that a link is what one sees. Choosing again does not fill the history. */
export function useInAddress(name: string): [string | undefined, (value: string | undefined) => void] {
  const [words, setWords] = useSearchParams()
  function put(value: string | undefined) {
    setWords(
      (before) => {
        const next = new URLSearchParams(before)
        if (value === undefined) next.delete(name)
        else next.set(name, value)
        return next
      },
      { replace: true },
    )
  }
  return [words.get(name) ?? undefined, put]
}

/** The same for a word that must be one of a list; anything else is the first. */
export function useChoiceInAddress<K extends string>(
  name: string,
  choices: readonly [K, ...K[]],
): [K, (value: K) => void] {
  const [said, put] = useInAddress(name)
  const chosen = choices.find((each) => each === said) ?? choices[0]
  return [chosen, (value) => put(value === choices[0] ? undefined : value)]
}
