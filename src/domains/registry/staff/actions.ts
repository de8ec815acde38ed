import { actions, cursorOf, positionOf, unless } from '#kernel/action.ts'
import { refuse } from '#kernel/refusal.ts'
import type { Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import type { CodeOf } from '#kernel/words.ts'
import { departmentsNamed, namesOf } from '#registry/facility/index.ts'
import { type profession, staffContract, type title } from './contract.ts'
import { finishPost, startPost } from './posts.ts'
import * as store from './store.ts'

type Profession = CodeOf<typeof profession>
type Title = CodeOf<typeof title>

type Needs = {
  /** Whether nobody but the holder of this post could administrate; accounts know it. */
  readonly isLastAdministrator: (scope: Scope, through: { postId: string }) => Promise<boolean>
}

export function staffActions({ isLastAdministrator }: Needs) {
  return actions(staffContract, {
    async findStaff({ scope, input }) {
      const after = positionOf(input.cursor, 1)?.[0] as string | undefined
      const rows = await store.searchStaff(scope, { q: input.q, facilityId: input.facilityId, limit: input.limit + 1, after })
      const shown = rows.slice(0, input.limit)
      const { facilities, departments } = await names(scope, shown)
      return {
        items: shown.map((r) => ({
          staffId: r.id,
          name: r.name,
          profession: r.profession as Profession,
          title: r.title as Title | null,
          role: r.role,
          workplace: facilities.get(r.workplace_id ?? '')?.name ?? null,
          department: departments.get(r.department_id ?? '')?.name ?? null,
        })),
        cursor: rows.length > input.limit ? cursorOf([shown.at(-1)?.sort ?? '']) : null,
      }
    },

    async openStaff({ scope, input }) {
      const row = (await store.findStaff(scope, input.staffId)) ?? notFound()
      const posts = await store.postsOf(scope, row.id)
      const { facilities, departments } = await names(scope, posts)
      const nameOf = (id: string) => facilities.get(id)?.name ?? ''
      return {
        staffId: row.id,
        name: row.name,
        profession: row.profession as Profession,
        title: row.title as Title | null,
        licenceNumber: row.licence_number,
        licenceUntil: row.licence_until,
        posts: posts.map((p) => ({
          postId: p.id,
          employer: nameOf(p.employer_id),
          manager: nameOf(p.manager_id),
          workplace: nameOf(p.workplace_id),
          role: p.role,
          department: departments.get(p.department_id ?? '')?.name ?? null,
          from: p.from_day,
          until: p.until_day,
        })),
      }
    },

    async registerStaff({ scope, input }) {
      const { birthDate = null, title = null, licenceNumber = null, licenceUntil = null, phone = null } = input
      const added = store.insertStaff(scope, { ...input, birthDate, title, licenceNumber, licenceUntil, phone })
      const id = await unless(added, { staff_licence_number_key: refuse('licenceTaken') })
      return typeof id === 'string' ? { id } : id
    },

    async givePost({ scope, input }) {
      return startPost(scope, input)
    },

    async endPost({ scope, input }) {
      const post = (await store.findPost(scope, input.postId)) ?? notFound()
      if (await isLastAdministrator(scope, { postId: post.id })) return refuse('lastAdministrator')
      return finishPost(scope, post, input.until)
    },
  })
}

type Placed = { employer_id?: string; manager_id?: string; workplace_id: string | null; department_id: string | null }

async function names(scope: Scope, rows: readonly Placed[]) {
  const places = rows.flatMap((r) => [r.employer_id, r.manager_id, r.workplace_id]).filter((id) => typeof id === 'string')
  const departments = rows.flatMap((r) => (r.department_id ? [r.department_id] : []))
  const [facilities, named] = await Promise.all([namesOf(scope, places), departmentsNamed(scope, departments)])
  return { facilities, departments: named }
}
