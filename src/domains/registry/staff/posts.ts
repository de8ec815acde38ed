import { publish } from '#kernel/facts.ts'
import { refuse } from '#kernel/refusal.ts'
import type { Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import { postEnded, postGiven } from './facts.ts'
import { mayGive, mayTakePost } from './rules.ts'
import * as store from './store.ts'

export type NewPost = {
  readonly staffId: string
  readonly employerId: string
  readonly managerId: string
  readonly workplaceId: string
  readonly departmentId?: string | undefined
  readonly role: store.PostRow['role']
  readonly from: string
}

/** Gives somebody a post, where the acting person may and the licence allows. Accounts follow the fact. */
export async function startPost(scope: Scope, post: NewPost) {
  const person = (await store.findStaff(scope, post.staffId)) ?? notFound()
  if (!ownsPlace(scope, post.workplaceId)) return refuse('notYours')
  if (!mayGive(scope.actor.role, post.role)) return refuse('notYoursToGive')
  if (!mayTakePost(post.role, { number: person.licence_number, until: person.licence_until }, post.from)) return refuse('licenceExpired')
  const id = await store.insertPost(scope, { ...post, departmentId: post.departmentId ?? null })
  await publish(scope, postGiven, (await store.findPost(scope, id)) ?? notFound())
  return { id }
}

/** Ends a post on a day; whoever had it through this post loses the role that day. */
export async function finishPost(scope: Scope, post: store.PostRow, until: string) {
  if (!ownsPlace(scope, post.workplace_id) || !mayGive(scope.actor.role, post.role)) return refuse('notYours')
  if (until <= post.from_day) return refuse('emptyPeriod')
  await store.endPost(scope, post.id, until)
  await publish(scope, postEnded, { postId: post.id, until, facilityId: post.workplace_id })
  return { id: post.id }
}

function ownsPlace(scope: Scope, facilityId: string): boolean {
  return scope.actor.role === 'administrator' || scope.actor.facilities.includes(facilityId)
}
