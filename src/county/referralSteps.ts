import type { DischargePack } from '#care/referral/contract.ts'
import type { Cast } from './referralCast.ts'
import type { Step } from './referralLoop.ts'
import { said } from './referralPaper.ts'
import type { Times } from './referralTimes.ts'
import type { Stage } from './stories.ts'

const outward: Readonly<Record<Stage, readonly (keyof ReturnType<typeof stepsOf>)[]>> = {
  submitted: [],
  waiting: [],
  outsideAsked: [],
  moreRequested: ['requestMore'],
  accepted: ['accept'],
  arrived: ['accept', 'arrive'],
  treated: ['accept', 'arrive', 'treat'],
  discharged: ['accept', 'arrive', 'treat', 'discharge'],
  returned: ['accept', 'arrive', 'treat', 'discharge', 'sendHome'],
  returnAccepted: ['accept', 'arrive', 'treat', 'discharge', 'sendHome'],
  contacted: ['accept', 'arrive', 'treat', 'discharge', 'sendHome'],
  finished: ['accept', 'arrive', 'treat', 'discharge', 'sendHome'],
  declined: ['decline'],
  declineSettled: ['decline', 'settleDeclined'],
  noShow: ['accept', 'noShow'],
  noShowSettled: ['accept', 'noShow', 'settleNoShow'],
  withdrawn: ['accept', 'withdraw'],
  outsideRefused: ['disapprove', 'settleDeclined'],
}
const homeward: Partial<Record<Stage, readonly ('acceptReturn' | 'firstContact' | 'recordOutcome')[]>> = {
  returned: [],
  returnAccepted: ['acceptReturn'],
  contacted: ['acceptReturn', 'firstContact'],
  finished: ['acceptReturn', 'firstContact', 'recordOutcome'],
}

type On = { readonly cast: Cast; readonly times: Times; readonly pack: DischargePack }

/** The steps on the way to the hospital and through it, as far as the stage goes. */
export function stepsOut(stage: Stage, on: On): Step[] {
  const steps = stepsOf(on)
  return outward[stage].map((name) => steps[name])
}

/** The steps after coming home; undefined where the patient has not been sent home. */
export function stepsHome(stage: Stage, on: On): Step[] | undefined {
  const steps = stepsOf(on)
  return homeward[stage]?.map((name) => steps[name])
}

function stepsOf({ cast, times, pack }: On) {
  const { desk, doctor, specialist, manager, homeDoctor, reason } = cast
  const by = (action: string, status: Step['status'], who: Step['by']) => ({ action, status, by: who })
  const settled = { at: times.settle, note: said.settle, change: { settled_at: times.settle } }
  return {
    requestMore: {
      ...by('requestMore', 'moreRequested', desk),
      at: times.requestMore,
      note: said.question,
      change: { questions: [{ at: times.requestMore, asked: said.question, answer: null }] },
    },
    accept: {
      ...by('accept', 'accepted', desk),
      at: times.accept,
      change: { accepted_at: times.accept, accepted_by: desk.accountId },
    },
    decline: { ...by('decline', 'declined', desk), at: times.decline, note: said.decline, ends: true },
    disapprove: { ...by('disapprove', 'declined', manager), at: times.decline, note: said.refused, ends: true },
    withdraw: { ...by('withdraw', 'withdrawn', doctor), at: times.withdraw, note: said.withdraw, ends: true },
    noShow: { ...by('markNoShow', 'noShow', desk), at: times.noShow, note: said.noShow, ends: true },
    settleDeclined: { ...by('settle', 'declined', doctor), ...settled },
    settleNoShow: { ...by('settle', 'noShow', doctor), ...settled },
    arrive: { ...by('arrive', 'arrived', desk), at: times.arrive, change: { arrived_at: times.arrive } },
    treat: {
      ...by('treat', 'treated', specialist),
      at: times.treat,
      change: { treated_at: times.treat, treatment: { text: reason.treatment, diagnosis: null } },
    },
    discharge: {
      ...by('discharge', 'discharged', specialist),
      at: times.discharge,
      change: { discharged_at: times.discharge },
    },
    sendHome: { ...by('sendHome', 'closed', specialist), at: times.sendHome, ends: true, change: { discharge: pack } },
    acceptReturn: {
      ...by('accept', 'accepted', homeDoctor),
      at: times.acceptReturn,
      change: { accepted_at: times.acceptReturn, accepted_by: homeDoctor.accountId },
    },
    firstContact: {
      ...by('firstContact', 'accepted', homeDoctor),
      at: times.firstContact,
      note: said.firstContact,
      change: { first_contact_at: times.firstContact },
    },
    recordOutcome: {
      ...by('recordOutcome', 'closed', homeDoctor),
      at: times.recordOutcome,
      note: said.outcome,
      ends: true,
      change: { outcome: { outcome: 'improved', note: said.outcome } },
    },
  } satisfies Record<string, Step>
}
