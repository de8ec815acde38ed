import { describe, expect, test } from 'vitest'
import { addMinutes } from '#kernel/calendar.ts'
import { type RoleName, role } from '#registry/access/roles.ts'
import { action, type DischargePack, direction, status } from './contract.ts'
import { acceptClock, stepClock } from './policy.ts'
import {
  type Acting,
  availableActions,
  checkDecline,
  checkNoShow,
  decide,
  directionOf,
  dueOf,
  isOpen,
  missingInPack,
  type ReferralState,
  reachOf,
  riskOf,
  type TurnFacts,
  turnOf,
} from './rules.ts'

const sender = ['clinic']
const receiver = ['hospital']

/**
 * Standards 9.1 as a table of its own, written down without looking at the code: from, action, to, side, roles, which way it goes.
 * Everything that is not here is impossible.
 */
const table: readonly (readonly [from: string, action: string, to: string, side: 'sender' | 'receiver', roles: string, way: 'out' | 'home' | 'both'])[] = [
  ['submitted', 'accept', 'accepted', 'receiver', 'referralDesk specialist villageDoctor familyDoctor', 'both'],
  ['submitted', 'decline', 'declined', 'receiver', 'referralDesk specialist villageDoctor familyDoctor', 'both'],
  ['moreRequested', 'decline', 'declined', 'receiver', 'referralDesk specialist villageDoctor familyDoctor', 'both'],
  ['submitted', 'requestMore', 'moreRequested', 'receiver', 'referralDesk specialist', 'out'],
  ['moreRequested', 'supplyMore', 'submitted', 'sender', 'villageDoctor familyDoctor specialist referralDesk', 'both'],
  ['submitted', 'redirect', 'redirected', 'receiver', 'referralDesk specialist', 'out'],
  ['moreRequested', 'redirect', 'redirected', 'receiver', 'referralDesk specialist', 'out'],
  ['accepted', 'redirect', 'redirected', 'receiver', 'referralDesk specialist', 'out'],
  ['submitted', 'withdraw', 'withdrawn', 'sender', 'villageDoctor familyDoctor specialist referralDesk', 'out'],
  ['moreRequested', 'withdraw', 'withdrawn', 'sender', 'villageDoctor familyDoctor specialist referralDesk', 'out'],
  ['accepted', 'withdraw', 'withdrawn', 'sender', 'villageDoctor familyDoctor specialist referralDesk', 'out'],
  ['accepted', 'arrive', 'arrived', 'receiver', 'referralDesk specialist', 'out'],
  ['arrived', 'treat', 'treated', 'receiver', 'specialist', 'out'],
  ['treated', 'discharge', 'discharged', 'receiver', 'specialist', 'out'],
  ['discharged', 'sendHome', 'closed', 'receiver', 'referralDesk specialist', 'out'],
  ['accepted', 'markNoShow', 'noShow', 'receiver', 'referralDesk specialist', 'out'],
  ['accepted', 'firstContact', 'accepted', 'receiver', 'villageDoctor familyDoctor', 'home'],
  ['declined', 'settle', 'declined', 'sender', 'villageDoctor familyDoctor specialist referralDesk', 'both'],
  ['expired', 'settle', 'expired', 'sender', 'villageDoctor familyDoctor specialist referralDesk', 'both'],
  ['noShow', 'settle', 'noShow', 'sender', 'villageDoctor familyDoctor specialist referralDesk', 'both'],
]

const plain: Omit<ReferralState, 'status' | 'direction'> = {
  urgency: 'routine',
  fromFacilityId: 'clinic',
  toFacilityId: 'hospital',
  needsApproval: false,
  approved: false,
  firstContacted: false,
  settled: false,
}

function expectedOf(r: ReferralState, name: string, acting: Acting): string | undefined {
  const way = r.direction === 'down' ? 'home' : 'out'
  const side = acting.facilities === sender ? 'sender' : 'receiver'
  return table.find(
    ([from, act, , by, roles, ways]) =>
      from === r.status && act === name && by === side && roles.split(' ').includes(acting.role) && (ways === 'both' || ways === way),
  )?.[2]
}

describe('who may do what, state by state', () => {
  const states = status.codes.flatMap((s) => direction.codes.map((d): ReferralState => ({ ...plain, status: s, direction: d })))
  test.each(states)('$status on the way $direction', (state) => {
    for (const facilities of [sender, receiver]) {
      for (const r of role.codes) {
        const acting = { role: r, facilities }
        const possible = action.codes.filter((name) => expectedOf(state, name, acting) !== undefined)
        expect(availableActions(state, acting).toSorted(), `${r} of the ${facilities[0]}`).toEqual(possible.toSorted())
        for (const name of action.codes) {
          const to = expectedOf(state, name, acting)
          if (to) expect(decide(name, state, acting)).toBe(to)
          else
            expect(decide(name, state, acting)).toEqual({ refusal: 'notPossible', data: { status: state.status, possible: availableActions(state, acting) } })
        }
      }
    }
  })

  test('nobody else does anything, whatever the role', () => {
    for (const s of status.codes) {
      for (const r of role.codes) expect(availableActions({ ...plain, status: s, direction: 'up' }, { role: r, facilities: ['elsewhere'] })).toEqual([])
    }
  })

  test('what needs approval is accepted only afterwards, and approved once', () => {
    const outside: ReferralState = { ...plain, status: 'submitted', direction: 'outOfCounty', needsApproval: true }
    const may = (state: ReferralState, r: RoleName) => availableActions(state, { role: r, facilities: receiver })
    expect(may(outside, 'referralDesk')).not.toContain('accept')
    expect(may(outside, 'hospitalManager')).toEqual(['approve'])
    expect(may({ ...outside, approved: true }, 'referralDesk')).toContain('accept')
    expect(may({ ...outside, approved: true }, 'hospitalManager')).toEqual([])
  })

  test('the outcome comes after the first contact, and each once', () => {
    const home: ReferralState = { ...plain, status: 'accepted', direction: 'down' }
    const may = (state: ReferralState) => availableActions(state, { role: 'villageDoctor', facilities: receiver })
    expect(may(home)).toEqual(['firstContact'])
    expect(may({ ...home, firstContacted: true })).toEqual(['recordOutcome'])
    expect(decide('recordOutcome', { ...home, firstContacted: true }, { role: 'villageDoctor', facilities: receiver })).toBe('closed')
  })

  test('what was settled is not settled again', () => {
    expect(availableActions({ ...plain, status: 'declined', direction: 'up', settled: true }, { role: 'villageDoctor', facilities: sender })).toEqual([])
  })
})

const facts: TurnFacts = {
  ...plain,
  status: 'submitted',
  direction: 'up',
  submittedAt: '2026-11-23T09:00:00.000+08:00',
  acceptedAt: '2026-11-23T10:00:00.000+08:00',
  arrivedAt: '2026-11-24T10:00:00.000+08:00',
  dischargedAt: '2026-11-26T10:00:00.000+08:00',
  unitEndsAt: null,
  now: '2026-11-23T11:00:00.000+08:00',
  toIsVillage: false,
  fromIsVillage: true,
  fromIsHospital: false,
}
const clocks = { accept: acceptClock.entries[0].value, step: stepClock.entries[0].value, approver: 'hospitalManager' as const }

describe('whose turn it is', () => {
  test.each([
    ['submitted', {}, 'acceptReferral hospital referralDesk'],
    ['submitted', { needsApproval: true }, 'approveReferral hospital hospitalManager'],
    ['submitted', { needsApproval: true, approved: true }, 'acceptReferral hospital referralDesk'],
    ['submitted', { direction: 'down' }, 'acceptReturn hospital familyDoctor'],
    ['submitted', { direction: 'down', toIsVillage: true }, 'acceptReturn hospital villageDoctor'],
    ['moreRequested', {}, 'supplyMore clinic villageDoctor'],
    ['moreRequested', { fromIsVillage: false }, 'supplyMore clinic familyDoctor'],
    ['moreRequested', { fromIsVillage: false, fromIsHospital: true }, 'supplyMore clinic specialist'],
    ['accepted', {}, 'awaitArrival hospital referralDesk'],
    ['accepted', { direction: 'down' }, 'firstContact hospital familyDoctor'],
    ['accepted', { direction: 'down', firstContacted: true, toIsVillage: true }, 'recordOutcome hospital villageDoctor'],
    ['arrived', {}, 'recordTreatment hospital specialist'],
    ['treated', {}, 'dischargePatient hospital specialist'],
    ['discharged', {}, 'sendHome hospital specialist'],
    ['declined', {}, 'settleReferral clinic villageDoctor'],
    ['expired', {}, 'settleReferral clinic villageDoctor'],
    ['noShow', {}, 'settleReferral clinic villageDoctor'],
    ['declined', { settled: true }, null],
    ['closed', {}, null],
    ['withdrawn', {}, null],
    ['diedBefore', {}, null],
    ['redirected', {}, null],
  ] as const)('%s %o: %s', (s, over, expected) => {
    const turn = turnOf({ ...facts, status: s, ...over }, clocks)
    expect(turn && `${turn.kind} ${turn.facilityId} ${turn.role}`).toBe(expected)
  })

  test('every open state has a turn and every ended one has none', () => {
    for (const s of status.codes) {
      for (const d of direction.codes) {
        for (const settled of [true, false])
          expect(turnOf({ ...facts, status: s, direction: d, settled }, clocks) !== null, `${s} ${d}`).toBe(isOpen({ status: s, settled }))
      }
    }
  })
})

describe('by when', () => {
  const due = (over: Partial<TurnFacts>) => {
    const all = { ...facts, ...over }
    const turn = turnOf(all, clocks)
    return turn && dueOf(turn, all, new Map())
  }
  test.each([
    ['an emergency in ten minutes', { urgency: 'emergency' }, addMinutes(facts.now, 10)],
    ['an urgent one in two hours', { urgency: 'urgent' }, addMinutes(facts.now, 120)],
    ['a routine one in a working day', { urgency: 'routine' }, addMinutes(facts.now, 1440)],
    ['a routine one of Friday on Monday', { urgency: 'routine', now: '2026-11-27T15:00:00.000+08:00' }, '2026-11-30T15:00:00.000+08:00'],
    ['an emergency of Sunday on Sunday', { urgency: 'emergency', now: '2026-11-29T15:00:00.000+08:00' }, '2026-11-29T15:10:00.000+08:00'],
    ['a return in two days from its sending', { direction: 'down' }, addMinutes(facts.submittedAt, 2880)],
    ['the first contact in seven days from discharge', { status: 'accepted', direction: 'down' }, addMinutes(facts.dischargedAt ?? '', 10_080)],
    [
      'the outcome fourteen days after discharge',
      { status: 'accepted', direction: 'down', firstContacted: true },
      addMinutes(facts.dischargedAt ?? '', 20_160),
    ],
    ['the pack a day after discharge', { status: 'discharged' }, addMinutes(facts.dischargedAt ?? '', 1440)],
    ['the arrival when the unit is over', { status: 'accepted', unitEndsAt: '2026-11-25T12:00:00.000+08:00' }, '2026-11-25T12:00:00.000+08:00'],
    ['the arrival without a unit seven days after acceptance', { status: 'accepted' }, addMinutes(facts.acceptedAt ?? '', 10_080)],
  ] as const)('%s', (_name, over, expected) => {
    expect(due(over)).toBe(expected)
  })
})

const pack: DischargePack = {
  diagnosis: 'a',
  findings: 'b',
  treatment: 'c',
  medications: [{ name: 'd', dose: 'e', change: 'new' }],
  noMedication: false,
  plan: 'f',
  rehabilitation: '',
  followUp: 'g',
  returnWhen: 'h',
}

test.each([
  ['whole', {}, []],
  ['without a diagnosis', { diagnosis: ' ' }, ['diagnosis']],
  ['without findings', { findings: '' }, ['findings']],
  ['without treatment', { treatment: '' }, ['treatment']],
  ['without a plan', { plan: '' }, ['plan']],
  ['without follow-up', { followUp: '' }, ['followUp']],
  ['without a reason to return', { returnWhen: '' }, ['returnWhen']],
  ['without a word on medication', { medications: [] }, ['medications']],
  ['saying that there is no medication', { medications: [], noMedication: true }, []],
  ['with rehabilitation', { rehabilitation: 'x' }, []],
])('a pack %s lacks %o', (_name, over, missing) => {
  expect(missingInPack({ ...pack, ...over })).toEqual(missing)
})

test('a patient is late only when the time that was booked has come', () => {
  const startsAt = '2026-11-23T11:00:00.000+08:00'
  expect(checkNoShow({ startsAt }, '2026-11-23T10:59:59.999+08:00')?.refusal).toBe('notYet')
  expect(checkNoShow({ startsAt }, startsAt)).toBeUndefined()
  expect(checkNoShow(null, startsAt)).toBeUndefined()
})

test('another reason for declining is written out', () => {
  expect(checkDecline('other', undefined)?.refusal).toBe('noteMissing')
  expect(checkDecline('other', '已住院')).toBeUndefined()
  expect(checkDecline('noCapacity', undefined)).toBeUndefined()
})

test('reach, direction and risk follow from where it goes', () => {
  expect([reachOf('a', 'a'), reachOf('a', 'b'), reachOf(null, null), reachOf('a', null)]).toEqual(['within', 'between', 'between', 'between'])
  const way = (from: boolean, to: boolean) => directionOf({ primary: from }, { primary: to })
  expect([way(true, false), way(true, true), way(false, false), way(false, true)]).toEqual(['up', 'lateral', 'lateral', 'lateral'])
  expect(riskOf.emergency).toBeGreaterThan(riskOf.urgent)
  expect(riskOf.urgent).toBeGreaterThan(riskOf.routine)
})
