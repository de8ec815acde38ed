import { z } from 'zod'
import { type CodeOf, coded } from '#kernel/words.ts'

/** Every role there is. A capability that names another one does not compile. */
export const role = coded({
  villageDoctor: { zh: '乡村医生', en: 'Village doctor' },
  familyDoctor: { zh: '家庭医生', en: 'Family doctor' },
  publicHealthWorker: { zh: '公卫人员', en: 'Public health worker' },
  townshipManager: { zh: '卫生院管理员', en: 'Township manager' },
  specialist: { zh: '专科医生', en: 'Specialist' },
  referralDesk: { zh: '转诊中心', en: 'Referral desk' },
  capacityManager: { zh: '号源床位管理员', en: 'Capacity manager' },
  hospitalManager: { zh: '医院管理员', en: 'Hospital manager' },
  consortiumManager: { zh: '医共体管理者', en: 'Consortium manager' },
  healthBureau: { zh: '卫健局', en: 'Health bureau' },
  publicHealthSupervisor: { zh: '派驻公卫监督员', en: 'Public health supervisor' },
  insuranceBureau: { zh: '医保局', en: 'Insurance bureau' },
  administrator: { zh: '系统管理员', en: 'Administrator' },
  auditor: { zh: '审计员', en: 'Auditor' },
  importer: { zh: '接口账号', en: 'Interface account' },
  resident: { zh: '居民', en: 'Resident' },
})
export type RoleName = CodeOf<typeof role>

declare module '#kernel/capability.ts' {
  interface Register {
    role: RoleName
  }
}

const staffCodes = role.codes.filter((code) => code !== 'resident') as [StaffRole, ...StaffRole[]]
export type StaffRole = Exclude<RoleName, 'resident'>

/**
 * For what anybody at work may ask, as a list that is written out nowhere else. A resident is nobody at work: what residents
 * may ask names them.
 */
export const everyRole = staffCodes as readonly [StaffRole, ...StaffRole[]]
/** The roles an account or a post may be given. */
export const staffRole = z.enum(staffCodes)

/** Roles that treat people at the base of the county. */
export const primaryRoles = ['villageDoctor', 'familyDoctor'] as const
/** Roles that treat people anywhere. */
export const clinicalRoles = ['villageDoctor', 'familyDoctor', 'specialist'] as const
