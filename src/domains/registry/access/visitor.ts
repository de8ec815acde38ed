import type { Actor } from '#kernel/scope.ts'

/** Whoever signs in: known by where they come from, reaching nothing. */
export function visitor(origin: string): Actor {
  const nobody = '00000000-0000-0000-0000-000000000000'
  return {
    accountId: nobody,
    name: origin,
    staffId: null,
    role: 'visitor' as Actor['role'],
    facilityId: nobody,
    departmentId: null,
    facilities: [],
    residents: [],
    consortiumId: null,
    until: null,
    session: null,
    capabilities: null,
  }
}
