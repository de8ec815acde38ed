import { actions, unless } from '#kernel/action.ts'
import { addDays } from '#kernel/calendar.ts'
import { publish } from '#kernel/facts.ts'
import { isRefused, refuse } from '#kernel/refusal.ts'
import type { Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import {
  accountOfStaff,
  assignmentsOf,
  closeAccount,
  findLeave,
  handsChanged,
  insertAssignment,
  insertLeave,
  isLastAdministrator,
  type LeaveRow,
  leavesAt,
  leavesOf,
  shortenLeave,
} from '#registry/access/index.ts'
import { namesOf } from '#registry/facility/index.ts'
import { findPost, findStaff, finishPost, type PostRow, postsOf, staffNamed, startPost } from '#registry/staff/index.ts'
import { mayGive, mayTakePost } from '#registry/staff/rules.ts'
import { movementContract } from './contract.ts'
import type { leaveKind } from './labels.ts'
import { checkLeave, endOf, stillHeld } from './rules.ts'
import * as store from './store.ts'

export const movementActions = actions(movementContract, {
  async openMovements({ scope, input }) {
    const posts = await postsOf(scope, input.staffId)
    if (!isYours(scope, posts)) return refuse('notYours')
    const [leaves, changes] = await Promise.all([leavesOf(scope, input.staffId), store.changesOf(scope, input.staffId)])
    const places = await namesOf(
      scope,
      changes.flatMap((c) => c.to_facility_id ?? []),
    )
    return {
      leaves: await shownLeaves(scope, leaves),
      changes: changes.map((c) => ({
        kind: c.kind,
        on: c.on_day,
        to: c.to_facility_id && (places.get(c.to_facility_id)?.name ?? ''),
        reason: c.reason,
        recordedAt: c.recorded_at,
      })),
    }
  },

  async listLeave({ scope }) {
    const rows = await leavesAt(scope, scope.actor.role === 'administrator' ? null : scope.actor.facilities)
    return { items: await shownLeaves(scope, rows) }
  },

  async takeLeave({ scope, input }) {
    const posts = stillHeld(await postsOf(scope, input.staffId), input.from)
    if (posts.length > 0 && !isYours(scope, posts)) return refuse('notYours')
    // Nobody stands in for himself: he is away.
    const isOwnStandIn = input.standInId === input.staffId
    const standInLeaves = input.standInId && !isOwnStandIn ? await leavesOf(scope, input.standInId) : []
    const away = standInLeaves.map((l) => ({ from: l.from_day, until: l.until_day }))
    const refusal = checkLeave(input, { posts: posts.length, standInLeaves: isOwnStandIn ? [input] : away })
    if (refusal) return refusal
    const leaveId = await unless(insertLeave(scope, input), { leave_once: refuse('alreadyAway') })
    if (typeof leaveId !== 'string') return leaveId
    if (input.standInId) {
      const given = await standIn(scope, { ...input, standInId: input.standInId, leaveId, posts })
      if (isRefused(given)) return given
    }
    await publish(scope, handsChanged, { facilityIds: posts.map((p) => p.workplace_id) })
    return { leaveId }
  },

  async endLeave({ scope, input }) {
    const leave = (await findLeave(scope, input.leaveId)) ?? notFound()
    const posts = await postsOf(scope, leave.staff_id)
    if (!isYours(scope, posts)) return refuse('notYours')
    if (leave.cancelled_at !== null || leave.until_day <= scope.today || input.backOn >= leave.until_day) return refuse('alreadyOver')
    await shortenLeave(scope, leave, input.backOn)
    await publish(scope, handsChanged, { facilityIds: posts.map((p) => p.workplace_id) })
    return { leaveId: leave.id }
  },

  async transferStaff({ scope, input }) {
    const post = (await findPost(scope, input.postId)) ?? notFound()
    if (post.until_day !== null && post.until_day <= input.on) return refuse('alreadyEnded')
    if (input.role !== 'administrator' && (await isLastAdministrator(scope, { postId: post.id }))) return refuse('lastAdministrator')
    const ended = await finishPost(scope, post, input.on)
    if (isRefused(ended)) return ended
    const { toFacilityId, departmentId, role, on, reason } = input
    const place = { workplaceId: toFacilityId, departmentId, managerId: input.managerId ?? toFacilityId, employerId: post.employer_id }
    const given = await startPost(scope, { staffId: post.staff_id, ...place, role, from: on })
    if (isRefused(given)) return given
    await store.insertChange(scope, { staffId: post.staff_id, kind: 'transferred', on, toFacilityId, reason, isSettled: true })
    return given
  },

  async departStaff({ scope, input }) {
    if (!(await findStaff(scope, input.staffId))) notFound()
    const posts = stillHeld(await postsOf(scope, input.staffId), input.on)
    const accountId = await accountOfStaff(scope, input.staffId)
    if (posts.length === 0 && (await store.changesOf(scope, input.staffId)).some((c) => c.kind === 'departed')) return refuse('alreadyDeparted')
    if (!isYours(scope, posts)) return refuse('notYours')
    if (accountId && (await isLastAdministrator(scope, { accountId }))) return refuse('lastAdministrator')
    for (const post of posts) {
      const ended = await finishPost(
        scope,
        post,
        endOf(post, input.on, (day) => addDays(day, 1)),
      )
      if (isRefused(ended)) return ended
    }
    const isNow = input.on <= scope.today
    if (accountId && isNow) await closeAccount(scope, accountId)
    await store.insertChange(scope, { staffId: input.staffId, kind: 'departed', on: input.on, reason: input.reason, isSettled: isNow })
    return { ended: posts.length }
  },
})

/** Somebody is yours where you give the posts they hold, at your places; everybody is the administrator's. */
function isYours(scope: Scope, posts: readonly PostRow[]): boolean {
  if (scope.actor.role === 'administrator') return true
  const held = stillHeld(posts, scope.today)
  return held.length > 0 && held.every((p) => scope.actor.facilities.includes(p.workplace_id) && mayGive(scope.actor.role, p.role))
}

type StandIn = { readonly standInId: string; readonly leaveId: string; readonly from: string; readonly until: string; readonly posts: readonly PostRow[] }

/** For the time of the leave the stand-in has the same posts, where they do not have them anyway. */
async function standIn(scope: Scope, { standInId, leaveId, from, until, posts }: StandIn) {
  const [person, accountId] = await Promise.all([findStaff(scope, standInId), accountOfStaff(scope, standInId)])
  if (!person || !accountId) return refuse('standInNoAccount')
  const held = await assignmentsOf(scope, accountId)
  for (const post of posts) {
    if (held.some((h) => h.facility_id === post.workplace_id && h.role === post.role)) continue
    if (!mayTakePost(post.role, { number: person.licence_number, until: person.licence_until }, from)) return refuse('standInLicence')
    const place = { facilityId: post.workplace_id, departmentId: post.department_id, role: post.role }
    await insertAssignment(scope, { accountId, ...place, postId: null, leaveId, from, until })
  }
  return undefined
}

type LeaveKind = (typeof leaveKind.codes)[number]

async function shownLeaves(scope: Scope, rows: readonly LeaveRow[]) {
  const names = await staffNamed(
    scope,
    rows.flatMap((r) => [r.staff_id, ...(r.stand_in_id ? [r.stand_in_id] : [])]),
  )
  return rows.map((r) => ({
    leaveId: r.id,
    staffId: r.staff_id,
    name: names.get(r.staff_id) ?? '',
    kind: r.kind as LeaveKind,
    from: r.from_day,
    until: r.until_day,
    standIn: r.stand_in_id && (names.get(r.stand_in_id) ?? ''),
    note: r.note,
  }))
}
