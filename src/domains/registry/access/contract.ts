import { z } from 'zod'
import { capability, day, moment, page, paging, text } from '#kernel/capability.ts'
import { accountState, deviceLabelLength, glassFinding, glassMeasure } from './labels.ts'
import { everyRole, role, staffRole } from './roles.ts'

export { glassFinding, glassMeasure } from './labels.ts'

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
  /** Without a sign of life for so long the sign-in is over. */
  idleMinutes: z.int(),
  /** What this person has to do before anything else is open. */
  firstStep: z.enum(['changePassword', 'setUpFactor']).nullable(),
  hasFactor: z.boolean(),
  staffId: z.uuid().nullable(),
})
export type Me = z.infer<typeof me>

const factorCode = z.string().max(20)
const wrongCode = { zh: '验证码不对或已用过,请等下一个', en: 'The code is wrong or was used; wait for the next one' } as const

const signInRefusals = {
  wrongPassword: { zh: '账号或密码不对', en: 'Login or password is wrong', status: 401 },
  tooManyAttempts: {
    zh: '这台设备上输错次数过多,请稍后再试或联系管理员重置密码',
    en: 'Too many wrong attempts from here; wait a little or ask for a reset',
    status: 429,
    data: z.object({ until: moment }),
  },
  codeNeeded: { zh: '请输入验证器上的 6 位验证码', en: 'Give the six digits of your authenticator', status: 401 },
  wrongCode: { ...wrongCode, status: 401 },
  noPost: { zh: '这个账号目前没有在任的岗位,请联系本机构管理员', en: 'This account has no post at present; ask your administrator', status: 403 },
} as const

export const factorContract = {
  startFactor: capability({
    method: 'POST',
    path: '/account/factor',
    title: { zh: '开始绑定验证器', en: 'Start a second factor' },
    access: { roles: everyRole, basis: 'self' },
    input: z.object({}),
    output: z.object({ uri: z.string(), secret: z.string() }),
    refusals: { alreadySet: { zh: '已绑定验证器;更换请管理员先重置', en: 'A second factor is set; ask an administrator to reset it' } },
    // Its answer is a secret and must not stay in the table of remembered answers.
    unkeyed: true,
  }),
  confirmFactor: capability({
    method: 'POST',
    path: '/account/factor/confirm',
    title: { zh: '绑定验证器', en: 'Confirm a second factor' },
    access: { roles: everyRole, basis: 'self' },
    input: z.object({ code: factorCode }),
    output: z.object({ recoveryCodes: z.array(z.string()) }),
    refusals: {
      notStarted: { zh: '请先扫码', en: 'Scan the code first' },
      alreadySet: { zh: '已绑定验证器', en: 'A second factor is set already' },
      wrongCode,
    },
    unkeyed: true,
  }),
  resetFactor: capability({
    method: 'POST',
    path: '/accounts/{accountId}/factor/reset',
    title: { zh: '重置验证器', en: 'Reset a second factor' },
    access: { roles: ['administrator'], basis: 'none' },
    input: z.object({ accountId: z.uuid(), reason: text(200) }),
    output: z.object({ done: z.boolean() }),
    refusals: { ownAccount: { zh: '不能重置自己的验证器,请另一位管理员办理', en: 'Not your own; ask another administrator' } },
  }),
}

const device = z.object({
  deviceId: z.uuid(),
  label: z.string().nullable(),
  origin: z.string(),
  since: moment,
  lastUsedAt: moment,
  isThis: z.boolean(),
})

export const deviceContract = {
  listDevices: capability({
    method: 'GET',
    path: '/account/devices',
    title: { zh: '我的登录设备', en: 'My devices' },
    access: { roles: everyRole, basis: 'self' },
    input: z.object({}),
    output: z.object({ items: z.array(device) }),
    refusals: {},
  }),
  endDevice: capability({
    method: 'POST',
    path: '/account/devices/{deviceId}/end',
    title: { zh: '退出一台设备', en: 'Sign one device out' },
    access: { roles: everyRole, basis: 'self' },
    input: z.object({ deviceId: z.uuid() }),
    output: z.object({ ended: z.int() }),
    refusals: {},
  }),
  endOtherDevices: capability({
    method: 'POST',
    path: '/account/devices/end-others',
    title: { zh: '退出其他设备', en: 'Sign all other devices out' },
    access: { roles: everyRole, basis: 'self' },
    input: z.object({}),
    output: z.object({ ended: z.int() }),
    refusals: {},
  }),
}

const managers = ['administrator', 'hospitalManager', 'townshipManager'] as const
const notYours = { zh: '只能管理本机构人员的账号', en: 'Only accounts of your own people' } as const

const account = z.object({
  accountId: z.uuid(),
  staffId: z.uuid(),
  login: z.string(),
  name: z.string(),
  posts: z.array(z.object({ role: role.schema, facility: z.string() })),
  state: accountState.schema,
  blockedUntil: moment.nullable(),
  hasFactor: z.boolean(),
  lastUsedAt: moment.nullable(),
  /** Whether the asker may do something about it. */
  isYours: z.boolean(),
})

export const accountContract = {
  findAccounts: capability({
    method: 'GET',
    path: '/accounts',
    title: { zh: '账号一览', en: 'Accounts' },
    access: { roles: managers, basis: 'none' },
    input: z.object({
      q: text(60).optional(),
      facilityId: z.uuid().optional(),
      role: role.schema.optional(),
      state: accountState.schema.optional(),
      ...paging,
    }),
    output: page(account),
    refusals: {},
  }),
  resetPassword: capability({
    method: 'POST',
    path: '/accounts/{accountId}/password/reset',
    title: { zh: '重置密码', en: 'Reset a password' },
    access: { roles: managers, basis: 'none' },
    input: z.object({ accountId: z.uuid() }),
    output: z.object({ password: z.string() }),
    refusals: { notYours },
    unkeyed: true,
  }),
  unlockAccount: capability({
    method: 'POST',
    path: '/accounts/{accountId}/unlock',
    title: { zh: '解除登录等待', en: 'Unlock an account' },
    access: { roles: managers, basis: 'none' },
    input: z.object({ accountId: z.uuid() }),
    output: z.object({ done: z.boolean() }),
    refusals: { notYours },
  }),
  disableAccount: capability({
    method: 'POST',
    path: '/accounts/{accountId}/disable',
    title: { zh: '停用账号', en: 'Disable an account' },
    access: { roles: managers, basis: 'none' },
    input: z.object({ accountId: z.uuid() }),
    output: z.object({ done: z.boolean() }),
    refusals: { lastAdministrator: { zh: '这是最后一个系统管理员,不能停用', en: 'This is the last administrator' }, notYours },
  }),
  enableAccount: capability({
    method: 'POST',
    path: '/accounts/{accountId}/enable',
    title: { zh: '启用账号', en: 'Enable an account' },
    access: { roles: managers, basis: 'none' },
    input: z.object({ accountId: z.uuid() }),
    output: z.object({ done: z.boolean() }),
    refusals: { notYours },
  }),
}

export const signInContract = {
  signIn: capability({
    method: 'POST',
    path: '/session',
    title: { zh: '登录', en: 'Sign in' },
    access: { open: 'nobody is known before signing in' },
    input: z.object({ login: text(60), password: z.string().min(1).max(200), totp: factorCode.optional(), label: text(deviceLabelLength).optional() }),
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
    /** The sign-in goes on under this token; the one before is worth nothing. */
    output: z.object({ done: z.boolean(), token: z.string(), expiresAt: moment }),
    refusals: { notYourPost: { zh: '这不是您在任的岗位', en: 'This is not a post of yours' } },
    unkeyed: true,
    cookie: 'set',
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
    secret: true,
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
    secret: true,
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
      capabilities: z.array(z.string().max(60)).min(1).max(500),
      until: day,
    }),
    output: z.object({ id: z.uuid(), token: z.string(), expiresAt: moment }),
    refusals: { unknownCapability: { zh: '没有这个能力', en: 'There is no such capability', data: z.object({ name: z.string() }) } },
    secret: true,
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
}

const ownAccess = { zh: '不能复核自己的调阅', en: 'Nobody reviews his own access' } as const

/** The emergency way into a record, the look at it afterwards, and what follows where it was wrong. */
export const glassContract = {
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
    input: z.object({ breakGlassId: z.uuid(), finding: glassFinding.schema, note: text(500).optional() }),
    output: z.object({ id: z.uuid() }),
    refusals: {
      alreadyReviewed: { zh: '已复核过', en: 'Reviewed already' },
      ownAccess,
    },
  }),
  followUpBreakGlass: capability({
    method: 'POST',
    path: '/break-glass/{breakGlassId}/follow-up',
    title: { zh: '追究不当调阅', en: 'Follow up an unjustified break-glass' },
    // Managers and the administrator stand in where the county has no auditor.
    access: { roles: ['auditor', 'townshipManager', 'hospitalManager', 'administrator'], basis: 'none' },
    input: z.object({ breakGlassId: z.uuid(), measure: glassMeasure.schema, note: text(500, 2) }),
    output: z.object({ id: z.uuid() }),
    refusals: {
      notUnjustified: { zh: '复核结论不是“没有必要”,无需追究', en: 'It was not found unjustified; there is nothing to follow up' },
      alreadyFollowedUp: { zh: '已追究过', en: 'Followed up already' },
      ownAccess,
    },
  }),
} as const

export const accessContract = { ...signInContract, ...factorContract, ...deviceContract, ...accountContract, ...glassContract }
