import type { RoleName } from '#registry/access/roles.ts'
import type { MenuItem } from '#web/ui/desk/DeskShell.tsx'

const places = {
  queue: { href: '/', name: { zh: '转诊队列', en: 'Referral queue' } },
  approvals: { href: '/', name: { zh: '我的待办', en: 'My duties' } },
  referrals: { href: '/queue', name: { zh: '转诊队列', en: 'Referral queue' } },
  homeward: { href: '/homeward', name: { zh: '去向与回家', en: 'Where they are' } },
  board: { href: '/board', name: { zh: '号源与床位', en: 'Slots and beds' } },
  capacity: { href: '/', name: { zh: '号源与床位', en: 'Slots and beds' } },
  templates: { href: '/templates', name: { zh: '排班模板', en: 'Templates' } },
  waiting: { href: '/waiting', name: { zh: '候补', en: 'Wait-list' } },
  advice: { href: '/advice', name: { zh: '咨询', en: 'Advice' } },
  residents: { href: '/residents', name: { zh: '居民', en: 'Residents' }, beginsGroup: true },
  figures: { href: '/indicators', name: { zh: '指标', en: 'Indicators' }, also: '/figures' },
  facility: { href: '/facility', name: { zh: '本机构', en: 'Our facility' } },
  rules: { href: '/rules', name: { zh: '规则', en: 'Rules' } },
} as const satisfies Record<string, MenuItem>

export type Counts = {
  readonly toAnswer: number
  readonly overdue: number
  readonly duties: number
  readonly lateDuties: number
}

/** Whoever sits here sees only places that are open to them. */
export function menuOf(role: RoleName, counts: Counts): readonly MenuItem[] {
  const queue = { count: counts.toAnswer, isLate: counts.overdue > 0 }
  const duties = { ...places.approvals, count: counts.duties, isLate: counts.lateDuties > 0 }
  const { homeward, board, waiting, rules } = places
  const facility = { ...places.facility, beginsGroup: true }
  switch (role) {
    case 'capacityManager':
      return [places.capacity, places.templates, waiting, facility, rules]
    case 'hospitalManager':
      // Eight places are the most a desk has; the rules are found by Ctrl-K.
      return [
        duties,
        { ...places.referrals, ...queue },
        homeward,
        board,
        places.templates,
        waiting,
        { ...places.figures, beginsGroup: true },
        places.facility,
      ]
    default:
      return [
        { ...places.queue, ...queue },
        homeward,
        board,
        waiting,
        places.advice,
        places.residents,
        places.facility,
        rules,
      ]
  }
}
