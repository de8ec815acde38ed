/** The members of circles: whoever comes back to itself by going from part to whole. */
export function membersOfCycles(parents: ReadonlyMap<string, readonly string[]>): Set<string> {
  const found = new Set<string>()
  for (const start of parents.keys()) {
    if (reaches(parents, start)) found.add(start)
  }
  return found
}

function reaches(parents: ReadonlyMap<string, readonly string[]>, start: string): boolean {
  const seen = new Set<string>()
  const ahead = [...(parents.get(start) ?? [])]
  for (let key = ahead.pop(); key !== undefined; key = ahead.pop()) {
    if (key === start) return true
    if (seen.has(key)) continue
    seen.add(key)
    ahead.push(...(parents.get(key) ?? []))
  }
  return false
}
