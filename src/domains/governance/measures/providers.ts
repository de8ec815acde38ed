import { managedBetween } from '#care/chronicCare/index.ts'
import { admittedAmong, admittedAt } from '#record/visit/index.ts'
import type { PersonProviders } from './persons.ts'

/** Who counts, as the domains say that know it. */
export const personProviders: PersonProviders = {
  async managed(scope, on) {
    const lines = await managedBetween(scope, on)
    const admitted = await admittedAmong(scope, { ...on, residentIds: [...new Set(lines.map((l) => l.residentId))] })
    return lines.map(({ residentId, facilityId, disease, isStandard, isControlled }) => ({
      residentId,
      facilityId,
      measures: [
        'managed',
        `managed.${disease}`,
        ...(isStandard ? [`standard.${disease}`] : []),
        ...(isControlled ? [`controlled.${disease}`] : []),
        ...(admitted.has(residentId) ? ['managedAdmitted'] : []),
      ],
    }))
  },
  async admitted(scope, on) {
    return (await admittedAt(scope, on)).map((person) => ({ ...person, measures: ['admitted'] }))
  },
}
