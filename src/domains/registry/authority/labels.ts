import { coded, type Words } from '#kernel/words.ts'
import type { RoleName } from '#registry/access/roles.ts'

/** Which body of the consortium holds a power. */
export const body = coded({
  bureau: { zh: '主管部门', en: 'Bureau' },
  council: { zh: '医共体管理机构', en: 'Consortium office' },
  leadHospital: { zh: '牵头医院', en: 'Lead hospital' },
  member: { zh: '成员单位', en: 'Member' },
})

export const power = coded({
  setRules: { zh: '制定本地规则', en: 'Setting local rules' },
  registerFacilities: { zh: '机构与科室登记', en: 'Registering facilities' },
  formConsortium: { zh: '组建医共体', en: 'Forming the consortium' },
  appointStaff: { zh: '人员任免与调动', en: 'Appointing and moving staff' },
  planCapacity: { zh: '号源床位编排', en: 'Planning slots and beds' },
  approveOutside: { zh: '县外转诊审批', en: 'Approving care outside the county' },
  keepAuthority: { zh: '调整权责清单', en: 'Keeping the list of powers' },
})

export type PowerName = keyof typeof power.labels
export type Power = {
  readonly body: keyof typeof body.labels
  /** One owner each, until the county names another. */
  readonly owner: RoleName
  /** What the power consists of; while the county has a line of its own, nobody but the owner does these. */
  readonly capabilities: readonly string[]
  readonly basis: Words
}

const guidance = { zh: '医共体建设指导意见:明确各方权责', en: 'Guidance on consortia: powers and duties of each side' } as const

/** The list a county begins with. */
export const powers: Readonly<Record<PowerName, Power>> = {
  setRules: { body: 'bureau', owner: 'healthBureau', capabilities: ['setPolicy'], basis: guidance },
  registerFacilities: { body: 'bureau', owner: 'healthBureau', capabilities: ['registerFacility', 'addDepartment'], basis: guidance },
  formConsortium: { body: 'bureau', owner: 'healthBureau', capabilities: ['registerConsortium', 'joinConsortium'], basis: guidance },
  appointStaff: { body: 'member', owner: 'administrator', capabilities: ['givePost', 'endPost', 'transferStaff', 'departStaff'], basis: guidance },
  planCapacity: { body: 'leadHospital', owner: 'capacityManager', capabilities: ['saveTemplate', 'publishSessions', 'cancelSession'], basis: guidance },
  approveOutside: { body: 'leadHospital', owner: 'hospitalManager', capabilities: ['approveOutside'], basis: guidance },
  keepAuthority: { body: 'bureau', owner: 'healthBureau', capabilities: ['setPower', 'endPower'], basis: guidance },
}
