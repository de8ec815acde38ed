import type { Day } from '#kernel/calendar.ts'

/** Roles that every capability of a power names: the list of powers may choose among them and add none. */
export function possibleOwners<R extends string>(rolesOf: readonly (readonly R[])[]): R[] {
  const [first = [], ...rest] = rolesOf
  return first.filter((role) => rest.every((roles) => roles.includes(role)))
}

export type Line = { readonly from: Day; readonly until: Day | null }

export function inForce<L extends Line>(lines: readonly L[], day: Day): L | undefined {
  return lines.find((line) => line.from <= day && (line.until === null || day < line.until))
}
