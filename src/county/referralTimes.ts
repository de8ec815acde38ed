import { addDays, addMinutes, dayOf, type Moment, minutesBetween, startOf } from '#kernel/calendar.ts'
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

type Span = readonly [least: number, most: number]
const answered = { emergency: [2, 9], urgent: [15, 110], routine: [40, 560] } as const

/** When each step of a story is made, one after the other; steps the story does not come to are said as well. */
export function timesOf(story: Story, on: { submit: Moment; session: Session | undefined; random: Random }): Times {
  const { submit, session, random } = on
  const after = (moment: Moment, [least, most]: Span) => addMinutes(moment, random.between(least, most))
  const inHours = (moment: Moment, [least, most]: Span) => addWorkingMinutes(moment, random.between(least, most))
  const accept = (story.urgency === 'routine' ? inHours : after)(submit, answered[story.urgency])
  const arrive = session ? after(session.startsAt, [5, 40]) : after(accept, [25, 80])
  const treat = after(arrive, [30, 240])
  const stays = session ? session.template.kind === 'bed' : story.urgency === 'emergency'
  const discharge = stays ? morningAfter(arrive, random) : after(treat, [30, 60])
  const sendHome = inHours(discharge, [40, 300])
  const acceptReturn = inHours(sendHome, [30, 900])
  const noShow = session ? after(session.endsAt, [5, 60]) : accept
  return {
    submit,
    requestMore: accept,
    accept,
    decline: accept,
    withdraw: inHours(accept, [30, 200]),
    noShow,
    settle: inHours(story.stage === 'noShowSettled' ? noShow : accept, [60, 560]),
    arrive,
    treat,
    discharge,
    sendHome,
    acceptReturn,
    firstContact: inHours(acceptReturn, [200, 1800]),
    recordOutcome: inHours(addMinutes(discharge, 11 * 1440), [60, 1500]),
  }
}

/** A patient who has not come yet is expected in the future, one who has come was booked for some hours after the answer. */
export function comesLater(stage: Stage): boolean {
  return ['submitted', 'waiting', 'moreRequested', 'accepted'].includes(stage)
}

const opens = 480
const closes = 1050

/** Adds minutes of the working day, 08:00 to 17:30: paper is not answered at night. */
function addWorkingMinutes(moment: Moment, minutes: number): Moment {
  let day = dayOf(moment)
  let minute = Math.max(minutesBetween(startOf(day), moment), opens)
  for (let left = minutes; ; left -= Math.max(closes - minute, 0), day = addDays(day, 1), minute = opens) {
    if (minute + left <= closes) return addMinutes(startOf(day), minute + left)
  }
}

/** Leaving the ward: in the morning, some days later. */
function morningAfter(arrive: Moment, random: Random): Moment {
  return addMinutes(startOf(addDays(dayOf(arrive), random.between(3, 9))), random.between(540, 660))
}
