import { adviceContract } from '#care/advice/contract.ts'
import { bookingContract } from '#care/booking/contract.ts'
import { chronicCareContract } from '#care/chronicCare/contract.ts'
import { enrollmentContract } from '#care/enrollment/contract.ts'
import { fulfillmentContract } from '#care/fulfillment/contract.ts'
import { packContract } from '#care/pack/contract.ts'
import { paperContract } from '#care/paper/contract.ts'
import { referralContract } from '#care/referral/contract.ts'
import { residentViewContract } from '#care/residentView/contract.ts'
import { rosterContract } from '#care/roster/contract.ts'
import { auditTrailContract } from '#governance/auditTrail/contract.ts'
import { boardContract } from '#governance/board/contract.ts'
import { indicatorsContract } from '#governance/indicators/contract.ts'
import { reportedContract } from '#governance/reported/contract.ts'
import { registersContract } from '#interop/registers/contract.ts'
import type { Capability, Contract } from '#kernel/capability.ts'
import type { Words } from '#kernel/words.ts'
import { supervisionContract } from '#publicHealth/supervision/contract.ts'
import { elsewhereContract } from '#record/elsewhere/contract.ts'
import { termContract } from '#record/term/contract.ts'
import { timelineContract } from '#record/timeline/contract.ts'
import { visitContract } from '#record/visit/contract.ts'
import { accessContract } from '#registry/access/contract.ts'
import type { RoleName } from '#registry/access/roles.ts'
import { authorityContract } from '#registry/authority/contract.ts'
import { dutyContract } from '#registry/duty/contract.ts'
import { facilityContract } from '#registry/facility/contract.ts'
import { healthCardContract } from '#registry/healthCard/contract.ts'
import { movementContract } from '#registry/movement/contract.ts'
import { policyContract } from '#registry/policy/contract.ts'
import { portalContract } from '#registry/portal/contract.ts'
import { residentContract } from '#registry/resident/contract.ts'
import { residentIndexContract } from '#registry/residentIndex/contract.ts'
import { sealingContract } from '#registry/sealing/contract.ts'
import { sharingContract } from '#registry/sharing/contract.ts'
import { staffContract } from '#registry/staff/contract.ts'
import { upkeepContract } from '#registry/upkeep/contract.ts'

/** Everything that may be asked, by domain. */
export const contracts = {
  'registry/access': accessContract,
  'registry/authority': authorityContract,
  'registry/duty': dutyContract,
  'registry/facility': facilityContract,
  'registry/healthCard': healthCardContract,
  'registry/movement': movementContract,
  'registry/policy': policyContract,
  'registry/portal': portalContract,
  'registry/resident': residentContract,
  'registry/sealing': sealingContract,
  'registry/residentIndex': residentIndexContract,
  'registry/sharing': sharingContract,
  'registry/staff': staffContract,
  'registry/upkeep': upkeepContract,
  'record/elsewhere': elsewhereContract,
  'record/term': termContract,
  'record/timeline': timelineContract,
  'record/visit': visitContract,
  'publicHealth/supervision': supervisionContract,
  'care/advice': adviceContract,
  'care/booking': bookingContract,
  'care/pack': packContract,
  'care/chronicCare': chronicCareContract,
  'care/enrollment': enrollmentContract,
  'care/fulfillment': fulfillmentContract,
  'care/paper': paperContract,
  'care/referral': referralContract,
  'care/roster': rosterContract,
  'interop/registers': registersContract,
  'governance/board': boardContract,
  'governance/indicators': indicatorsContract,
  'governance/reported': reportedContract,
  'care/residentView': residentViewContract,
  'governance/auditTrail': auditTrailContract,
} as const

/** What a device may keep and send later, by method and path. */
export function findOffline(wire: string): { name: string; title: Words; capability: Capability } | undefined {
  for (const contract of Object.values(contracts)) {
    for (const [name, capability] of Object.entries(contract as Contract)) {
      if (capability.offline && `${capability.method} ${capability.path}` === wire) return { name, title: capability.title, capability }
    }
  }
  return undefined
}

/** A capability by its name, for those who speak about it. */
export function findCapability(name: string) {
  for (const contract of Object.values(contracts)) {
    const found = (contract as Contract)[name]
    if (found) return found
  }
  return undefined
}

export function capabilityOf(name: string): { title: Words; roles: readonly RoleName[] } {
  const found = findCapability(name)
  if (!found) throw new Error(`no capability is called ${name}`)
  return { title: found.title, roles: 'open' in found.access ? [] : found.access.roles }
}
