import { searchTermsOf } from '#registry/resident/rules.ts'

/** Names come back often, and reading them as pinyin is the slowest step; a bounded memory keeps a county small. */
export function termReader(): (name: string) => readonly string[] {
  const known = new Map<string, readonly string[]>()
  return (name) => {
    let terms = known.get(name)
    if (!terms) {
      if (known.size === 50_000) known.clear()
      terms = searchTermsOf(name)
      known.set(name, terms)
    }
    return terms
  }
}
