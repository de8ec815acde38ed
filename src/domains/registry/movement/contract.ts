import { z } from 'zod'
import { capability, day, moment, text } from '#kernel/capability.ts'
import { role } from '#registry/access/roles.ts'
import { changeKind, leaveKind } from './labels.ts'

const managers = ['administrator', 'hospitalManager', 'townshipManager'] as const

const leave = z.object({
  leaveId: z.uuid(),
  staffId: z.uuid(),
  name: z.string(),
  kind: leaveKind.schema,
  from: day,
  /** The first day back. */
  until: day,
  standIn: z.string().nullable(),
  note: z.string().nullable(),
})

const notYours = { zh: '只能办理本机构人员', en: 'Only people of your own facility' } as const
const lastAdministrator = { zh: '这是最后一个系统管理员', en: 'This is the last administrator' } as const

export const movementContract = {
  openMovements: capability({
    method: 'GET',
    path: '/staff/{staffId}/movements',
    title: { zh: '人员变动', en: 'Movements of somebody' },
    access: { roles: managers, basis: 'none' },
    input: z.object({ staffId: z.uuid() }),
    output: z.object({
      leaves: z.array(leave),
      changes: z.array(z.object({ kind: changeKind.schema, on: day, to: z.string().nullable(), reason: z.string(), recordedAt: moment })),
    }),
    refusals: { notYours },
  }),
  listLeave: capability({
    method: 'GET',
    path: '/leaves',
    title: { zh: '请假一览', en: 'Who is away' },
    access: { roles: managers, basis: 'none' },
    input: z.object({}),
    output: z.object({ items: z.array(leave) }),
    refusals: {},
  }),
  takeLeave: capability({
    method: 'POST',
    path: '/staff/{staffId}/leaves',
    title: { zh: '登记请假', en: 'Record a leave' },
    access: { roles: managers, basis: 'none' },
    input: z.object({ staffId: z.uuid(), kind: leaveKind.schema, from: day, until: day, standInId: z.uuid().optional(), note: text(200).optional() }),
    output: z.object({ leaveId: z.uuid() }),
    refusals: {
      notYours,
      emptyPeriod: { zh: '销假日期应晚于请假日期', en: 'The first day back must be after the first day away' },
      noPost: { zh: '这位人员没有在任的岗位', en: 'This person has no post' },
      alreadyAway: { zh: '这段时间已登记请假', en: 'A leave in these days is on record' },
      standInAway: { zh: '代班人这段时间也请假', en: 'The stand-in is away in these days' },
      standInNoAccount: { zh: '代班人还没有账号', en: 'The stand-in has no account' },
      standInLicence: { zh: '代班人没有有效的执业证,不能代诊疗岗位', en: 'The stand-in has no valid licence for a clinical post' },
    },
  }),
  endLeave: capability({
    method: 'POST',
    path: '/leaves/{leaveId}/end',
    title: { zh: '销假', en: 'End a leave' },
    access: { roles: managers, basis: 'none' },
    input: z.object({ leaveId: z.uuid(), backOn: day }),
    output: z.object({ leaveId: z.uuid() }),
    refusals: { notYours, alreadyOver: { zh: '已经销假', en: 'The leave is over already' } },
  }),
  transferStaff: capability({
    method: 'POST',
    path: '/posts/{postId}/transfer',
    title: { zh: '调动', en: 'Transfer somebody' },
    access: { roles: managers, basis: 'none' },
    input: z.object({
      postId: z.uuid(),
      toFacilityId: z.uuid(),
      departmentId: z.uuid().optional(),
      role: role.schema,
      on: day,
      /** Where somebody else than the new workplace manages them. */
      managerId: z.uuid().optional(),
      reason: text(200),
    }),
    output: z.object({ id: z.uuid() }),
    refusals: {
      notYours,
      notYoursToGive: { zh: '这个岗位只能由系统管理员任命', en: 'Only an administrator gives this post' },
      licenceExpired: { zh: '执业证已过期,不能任诊疗岗位', en: 'The licence has expired; no clinical post' },
      emptyPeriod: { zh: '调动日期应晚于任岗日期', en: 'The day must be after the beginning of the post' },
      alreadyEnded: { zh: '这个岗位已经结束', en: 'This post has ended' },
      lastAdministrator,
    },
  }),
  departStaff: capability({
    method: 'POST',
    path: '/staff/{staffId}/departure',
    title: { zh: '办理离职', en: 'Record a departure' },
    access: { roles: managers, basis: 'none' },
    input: z.object({ staffId: z.uuid(), on: day, reason: text(200) }),
    output: z.object({ ended: z.int() }),
    refusals: {
      notYours,
      alreadyDeparted: { zh: '已办理离职', en: 'The departure is on record already' },
      lastAdministrator,
      emptyPeriod: { zh: '离职日期不能早于任岗日期', en: 'The day is before the beginning of a post' },
    },
  }),
}
