import type { ComponentType } from 'react'
import type { Words } from '#kernel/words.ts'

export type Door = {
  readonly path: `/${string}`
  readonly name: Words
  /** Whose first screen it is. */
  readonly roles: readonly string[]
  readonly load: () => Promise<{ default: ComponentType }>
}

/** The workbenches, each a chunk of its own. Where a person has several roles the first door that fits is theirs. */
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
    roles: ['townshipDoctor', 'generalPractitioner'],
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
    roles: ['referralDesk'],
    load: () => import('#web/workbenches/referralDesk/Workbench.tsx'),
  },
]

export function doorAt(path: string): Door | undefined {
  return doors.find((door) => path === door.path || path.startsWith(`${door.path}/`))
}

export function doorOf(roles: readonly string[]): Door | undefined {
  return doors.find((door) => door.roles.some((role) => roles.includes(role)))
}

export function mayEnter(door: Door, roles: readonly string[]): boolean {
  return door.roles.some((role) => roles.includes(role))
}
