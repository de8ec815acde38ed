import { z } from 'zod'
import { capability, day, moment, text } from '#kernel/capability.ts'
import { everyRole, role, staffRole } from './roles.ts'

const post = z.object({
  assignmentId: z.uuid(),
  role: role.schema,
  facilityId: z.uuid(),
  facility: z.string(),
  department: z.string().nullable(),
})

export const me = z.object({
  accountId: z.uuid(),
  name: z.string(),
  role: role.schema,
  facilityId: z.uuid(),
  facility: z.string(),
  facilityKind: z.string(),
  department: z.string().nullable(),
  posts: z.array(post),
  expiresAt: moment,
})
export type Me = z.infer<typeof me>

const signInRefusals = {
  wrongPassword: { zh: '账号或密码不对', en: 'Login or password is wrong', status: 401 },
  tooManyAttempts: {
    zh: '这台设备上输错次数过多,请稍后再试或联系管理员重置密码',
    en: 'Too many wrong attempts from here; wait a little or ask for a reset',
    status: 429,
    data: z.object({ until: moment }),
  },
  noPost: { zh: '这个账号目前没有在任的岗位,请联系本机构管理员', en: 'This account has no post at present; ask your administrator', status: 403 },
} as const

export const accessContract = {
  signIn: capability({
    method: 'POST',
    path: '/session',
    title: { zh: '登录', en: 'Sign in' },
    access: { open: 'nobody is known before signing in' },
    input: z.object({ login: text(60), password: z.string().min(1).max(200), totp: z.string().max(8).optional(), label: text(60).optional() }),
    output: z.object({
      token: z.string(),
      expiresAt: moment,
      roles: z.array(role.schema),
      facilities: z.array(z.object({ facilityId: z.uuid(), name: z.string(), role: role.schema })),
    }),
    refusals: signInRefusals,
    unkeyed: true,
    cookie: 'set',
  }),
  whoAmI: capability({
    method: 'GET',
    path: '/session',
    title: { zh: '我是谁', en: 'Who I am' },
    access: { roles: everyRole, basis: 'none' },
    input: z.object({}),
    output: me,
    refusals: {},
  }),
  signOut: capability({
    method: 'DELETE',
    path: '/session',
    title: { zh: '退出', en: 'Sign out' },
    access: { roles: everyRole, basis: 'none' },
    input: z.object({}),
    output: z.object({ done: z.boolean() }),
    refusals: {},
    unkeyed: true,
    cookie: 'clear',
  }),
  takePost: capability({
    method: 'PUT',
    path: '/session/post',
    title: { zh: '切换岗位', en: 'Take another post' },
    access: { roles: everyRole, basis: 'none' },
    input: z.object({ assignmentId: z.uuid() }),
    output: z.object({ done: z.boolean() }),
    refusals: { notYourPost: { zh: '这不是您在任的岗位', en: 'This is not a post of yours' } },
    unkeyed: true,
  }),
  changePassword: capability({
    method: 'POST',
    path: '/account/password',
    title: { zh: '修改密码', en: 'Change password' },
    access: { roles: everyRole, basis: 'self' },
    input: z.object({ current: z.string().min(1).max(200), next: z.string().min(1).max(200) }),
    output: z.object({ done: z.boolean() }),
    refusals: {
      wrongPassword: { zh: '当前密码不对', en: 'The current password is wrong' },
      tooWeak: { zh: '新密码至少 10 位,不能与账号或旧密码相同', en: 'At least 10 characters, not the login and not the old one' },
    },
  }),
  createAccount: capability({
    method: 'POST',
    path: '/accounts',
    title: { zh: '开通账号', en: 'Create an account' },
    access: { roles: ['administrator'], basis: 'none' },
    input: z.object({ login: z.string().regex(/^[a-z0-9][a-z0-9._-]{2,39}$/), staffId: z.uuid() }),
    output: z.object({ id: z.uuid(), password: z.string() }),
    refusals: {
      loginTaken: { zh: '登录名已被使用', en: 'This login is taken' },
      staffHasAccount: { zh: '这位人员已有账号', en: 'This person has an account' },
      noPost: { zh: '这位人员没有在任的岗位', en: 'This person has no post' },
    },
  }),
  disableAccount: capability({
    method: 'POST',
    path: '/accounts/{accountId}/disable',
    title: { zh: '停用账号', en: 'Disable an account' },
    access: { roles: ['administrator'], basis: 'none' },
    input: z.object({ accountId: z.uuid() }),
    output: z.object({ done: z.boolean() }),
    refusals: { lastAdministrator: { zh: '这是最后一个系统管理员,不能停用', en: 'This is the last administrator' } },
  }),
  issueServiceToken: capability({
    method: 'POST',
    path: '/service-tokens',
    title: { zh: '发放接口令牌', en: 'Issue a service token' },
    access: { roles: ['administrator'], basis: 'none' },
    input: z.object({
      name: text(60),
      facilityId: z.uuid(),
      role: staffRole,
      capabilities: z.array(z.string().max(60)).min(1).max(100),
      until: day,
    }),
    output: z.object({ id: z.uuid(), token: z.string(), expiresAt: moment }),
    refusals: { unknownCapability: { zh: '没有这个能力', en: 'There is no such capability', data: z.object({ name: z.string() }) } },
  }),
  setUpAdministrator: capability({
    method: 'POST',
    path: '/setup',
    title: { zh: '建立第一个管理员', en: 'Set up the first administrator' },
    access: { open: 'an empty platform has nobody who could; the one-time link is the proof' },
    input: z.object({
      token: z.string().max(100),
      login: z.string().regex(/^[a-z0-9][a-z0-9._-]{2,39}$/),
      name: text(50),
      password: z.string().min(10).max(200),
      facilityName: text(100),
      divisionCode: z.string().regex(/^\d{6}$/),
    }),
    output: z.object({ done: z.boolean() }),
    refusals: {
      linkUsed: { zh: '链接已用过或已过期,请在服务器上重新生成', en: 'The link was used or has expired; make a new one on the server' },
      loginTaken: { zh: '登录名已被使用', en: 'This login is taken' },
    },
    unkeyed: true,
  }),
  breakGlass: capability({
    method: 'POST',
    path: '/residents/{residentId}/break-glass',
    title: { zh: '紧急调阅', en: 'Break glass' },
    access: { roles: ['familyDoctor', 'specialist', 'villageDoctor'], basis: 'none' },
    input: z.object({ residentId: z.uuid(), reason: text(500, 5) }),
    output: z.object({ id: z.uuid(), residentId: z.uuid(), until: moment }),
    refusals: { noSuchResident: { zh: '没有这个人', en: 'No such person' } },
  }),
  reviewBreakGlass: capability({
    method: 'POST',
    path: '/break-glass/{breakGlassId}/review',
    title: { zh: '复核紧急调阅', en: 'Review a break-glass' },
    access: { roles: ['townshipManager', 'hospitalManager', 'auditor'], basis: 'none' },
    input: z.object({ breakGlassId: z.uuid(), finding: z.enum(['justified', 'unjustified']), note: text(500).optional() }),
    output: z.object({ id: z.uuid() }),
    refusals: {
      alreadyReviewed: { zh: '已复核过', en: 'Reviewed already' },
      ownAccess: { zh: '不能复核自己的调阅', en: 'Nobody reviews his own access' },
    },
  }),
}
