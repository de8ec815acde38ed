import { addMinutes, type Moment } from '#kernel/calendar.ts'
import type { Session } from './capacity.ts'
import type { Random } from './random.ts'
import type { Stage, Story } from './stories.ts'

type StepName =
  | 'submit'
  | 'requestMore'
  | 'accept'
  | 'decline'
  | 'withdraw'
  | 'noShow'
  | 'settle'
  | 'arrive'
  | 'treat'
  | 'discharge'
  | 'sendHome'
  | 'acceptReturn'
  | 'firstContact'
  | 'recordOutcome'
export type Times = Readonly<Record<StepName, Moment>>

/** The last thing that has happened at a stage. */
export const lastStep: Readonly<Record<Stage, StepName>> = {
  submitted: 'submit',
  waiting: 'submit',
  moreRequested: 'requestMore',
  accepted: 'accept',
  arrived: 'arrive',
  treated: 'treat',
  discharged: 'discharge',
  returned: 'sendHome',
  returnAccepted: 'acceptReturn',
  contacted: 'firstContact',
  declined: 'decline',
  noShow: 'noShow',
  outsideAsked: 'submit',
  finished: 'recordOutcome',
  declineSettled: 'settle',
  noShowSettled: 'settle',
  withdrawn: 'withdraw',
  outsideRefused: 'settle',
}

const answered = { emergency: [2, 9], urgent: [15, 110], routine: [40, 1300] } as const

/** When each step of a story is made, one after the other; steps the story does not come to are said as well. */
export function timesOf(story: Story, on: { submit: Moment; session: Session | undefined; random: Random }): Times {
  const { submit, session, random } = on
  const after = (moment: Moment, [low, high]: readonly [number, number]) => addMinutes(moment, random.between(low, high))
  const accept = after(submit, answered[story.urgency])
  const arrive = session ? after(session.startsAt, [5, 40]) : after(accept, [25, 80])
  const treat = after(arrive, [30, 240])
  const nights = random.between(3, 9)
  const stays = session ? session.template.kind === 'bed' : story.urgency === 'emergency'
  const discharge = stays ? after(arrive, [nights * 1440 + 60, nights * 1440 + 300]) : after(treat, [30, 90])
  const sendHome = after(discharge, [40, 600])
  const acceptReturn = after(sendHome, [60, 2400])
  const firstContact = after(acceptReturn, [600, 5000])
  const noShow = session ? after(session.endsAt, [5, 60]) : accept
  const ended = story.stage === 'noShowSettled' ? noShow : accept
  return {
    submit,
    requestMore: accept,
    accept,
    decline: accept,
    withdraw: after(accept, [60, 300]),
    noShow,
    settle: after(ended, [120, 1300]),
    arrive,
    treat,
    discharge,
    sendHome,
    acceptReturn,
    firstContact,
    recordOutcome: after(discharge, [17_000, 20_600]),
  }
}

/** A patient who has not come yet is expected in the future, one who has come was booked for some hours after the answer. */
export function comesLater(stage: Stage): boolean {
  return ['submitted', 'waiting', 'moreRequested', 'accepted'].includes(stage)
}
