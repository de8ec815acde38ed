import type { ComponentType } from 'react'
import type { Words } from '#kernel/words.ts'
import type { RoleName } from '#registry/access/roles.ts'

export type Door = {
  readonly path: `/${string}`
  readonly name: Words
  /** Whose first screen it is, and who may enter. */
  readonly roles: readonly RoleName[]
  readonly load: () => Promise<{ default: ComponentType }>
}

/** The workbenches, each a chunk of its own. */
export const doors: readonly Door[] = [
  {
    path: '/village',
    name: { zh: '村卫生室', en: 'Village clinic' },
    roles: ['villageDoctor'],
    load: () => import('#web/workbenches/village/Workbench.tsx'),
  },
  {
    path: '/township',
    name: { zh: '乡镇卫生院', en: 'Township health center' },
    roles: ['familyDoctor', 'publicHealthWorker', 'townshipManager', 'publicHealthSupervisor'],
    load: () => import('#web/workbenches/township/Workbench.tsx'),
  },
  {
    path: '/specialist',
    name: { zh: '专科医生', en: 'Specialist' },
    roles: ['specialist'],
    load: () => import('#web/workbenches/specialist/Workbench.tsx'),
  },
  {
    path: '/desk',
    name: { zh: '转诊中心', en: 'Referral desk' },
    roles: ['referralDesk', 'capacityManager', 'hospitalManager'],
    load: () => import('#web/workbenches/referralDesk/Workbench.tsx'),
  },
  {
    path: '/consortium',
    name: { zh: '医共体管理', en: 'Consortium' },
    roles: ['consortiumManager', 'healthBureau'],
    load: () => import('#web/workbenches/consortium/Workbench.tsx'),
  },
  {
    path: '/bureau',
    name: { zh: '医保局', en: 'Insurance bureau' },
    roles: ['insuranceBureau'],
    load: () => import('#web/workbenches/bureau/Workbench.tsx'),
  },
  {
    path: '/admin',
    name: { zh: '系统管理', en: 'Administration' },
    roles: ['administrator'],
    load: () => import('#web/workbenches/administrator/Workbench.tsx'),
  },
  {
    path: '/audit',
    name: { zh: '审计', en: 'Audit' },
    roles: ['auditor'],
    load: () => import('#web/workbenches/auditor/Workbench.tsx'),
  },
]

export function doorAt(path: string): Door | undefined {
  return doors.find((door) => path === door.path || path.startsWith(`${door.path}/`))
}

export function doorOf(role: RoleName): Door | undefined {
  return doors.find((door) => door.roles.includes(role))
}

/** `/resident`: the one address for whoever is nobody at work. */
export function isResidentsAddress(): boolean {
  return location.pathname === '/resident' || location.pathname.startsWith('/resident/')
}
