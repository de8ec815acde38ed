import { z } from 'zod'
import { capability, day, moment, paging, text } from '#kernel/capability.ts'
import { role } from '#registry/access/roles.ts'
import { endedBy, lookBasis, messageState, objectionFinding, proxyKind, proxyReach } from './labels.ts'

export { endedBy, lookBasis, messageState, objectionFinding, type ProxyKind, type ProxyReach, proxyKind, proxyReach } from './labels.ts'

const phone = z.string().regex(/^\s*1[\d\s-]{10,14}$/)
const signedIn = z.object({ token: z.string(), expiresAt: moment, residentId: z.uuid(), name: z.string() })
const wrongPlace = {
  zh: '这里试错次数太多,请一小时后再来,或请村医帮您登录',
  en: 'Too many wrong tries from here; come back in an hour or ask your doctor',
  status: 429,
} as const

/** Somebody whose record may be opened here: oneself first. */
const personHere = z.object({
  residentId: z.uuid(),
  name: z.string(),
  birthDate: day,
  kind: z.enum(['self', ...proxyKind.codes]),
  reach: proxyReach.schema,
  until: moment.nullable(),
})
export type PersonHere = z.infer<typeof personHere>

const proxy = z.object({
  proxyId: z.uuid(),
  name: z.string(),
  kind: proxyKind.schema,
  reach: proxyReach.schema,
  from: moment,
  until: moment,
  givenBy: z.enum(['self', 'facility']),
  endedAt: moment.nullable(),
  endedBy: endedBy.schema.nullable(),
})

const proxyRefusals = {
  noSuchPerson: { zh: '没有找到这个人,请核对姓名和手机号,或请村医帮您办', en: 'Nobody was found; compare name and phone, or ask your village doctor' },
  sameOne: { zh: '不能委托自己', en: 'Nobody acts for themselves' },
  proxyIsChild: { zh: '代办的人还未成年', en: 'Whoever acts must be of age' },
  isAChild: { zh: '未成年人由监护人代办,请带证件到机构登记', en: 'For a child the guardian acts; have it recorded at the facility' },
  notAChild: { zh: '已成年,不能按监护人登记', en: 'They are of age; nobody is their guardian by this' },
  untilPast: { zh: '结束日期已过', en: 'That day is over' },
  alreadyGiven: { zh: '这个人已经可以代办了', en: 'This person may act already' },
} as const

const look = z.object({
  lookId: z.string(),
  at: moment,
  kind: z.enum(['read', 'write']),
  /** What was done, by the title of the capability. */
  what: z.object({ zh: z.string(), en: z.string() }),
  allowed: z.boolean(),
  who: z.object({ isSelf: z.boolean(), role: role.schema.nullable(), facility: z.string().nullable(), name: z.string().nullable() }),
  basis: lookBasis.schema,
  glass: z.object({ reason: z.string(), reviewed: z.boolean(), justified: z.boolean().nullable(), note: z.string() }).nullable(),
  objection: z
    .object({
      at: moment,
      note: z.string().nullable(),
      dueAt: moment,
      finding: objectionFinding.schema.nullable(),
      answer: z.string().nullable(),
      answeredAt: moment.nullable(),
    })
    .nullable(),
})
export type Look = z.infer<typeof look>

const homeRoles = ['villageDoctor', 'familyDoctor', 'publicHealthWorker'] as const
const managers = ['townshipManager', 'hospitalManager', 'consortiumManager'] as const

export const portalContract = {
  requestCode: capability({
    method: 'POST',
    path: '/portal/codes',
    title: { zh: '要验证码', en: 'Ask for a code' },
    access: { open: 'nobody is known before signing in; the answer is the same for everybody' },
    input: z.object({ phone, who: text(50, 2) }),
    output: z.object({ codeId: z.uuid(), expiresAt: moment }),
    refusals: {
      wrongPhone: { zh: '手机号应为 11 位', en: 'A mobile number has 11 digits' },
      tooManyCodes: {
        zh: '要验证码太频繁,请一小时后再来,或请村医帮您登录',
        en: 'Too many codes were asked for; come back in an hour or ask your doctor',
        status: 429,
      },
    },
    unkeyed: true,
  }),
  enterByCode: capability({
    method: 'POST',
    path: '/portal/session',
    title: { zh: '用验证码登录', en: 'Sign in with a code' },
    access: { open: 'the code is the proof' },
    input: z.object({
      codeId: z.uuid(),
      code: z.string().regex(/^\d{6}$/),
      tail: z
        .string()
        .regex(/^\d{3}[\dXx]$/)
        .optional(),
    }),
    output: signedIn,
    refusals: {
      wrongCode: { zh: '验证码不对或已过期,请核对或重新要一个', en: 'The code is wrong or too old; compare it or ask for another', status: 401 },
      whichOne: { zh: '这个手机号下有同名的人,请再填身份证号后四位', en: 'Two people of that name have this phone; add the last four of your number' },
      tooManyTries: wrongPlace,
    },
    unkeyed: true,
    cookie: 'set',
  }),
  enterByPass: capability({
    method: 'POST',
    path: '/portal/session/pass',
    title: { zh: '扫机构的登录码登录', en: "Sign in with a facility's picture" },
    access: { open: 'the picture shown by staff is the proof; it works once' },
    input: z.object({ pass: z.string().regex(/^[\w-]{20,100}$/) }),
    output: signedIn,
    refusals: { passUsed: { zh: '这个登录码已用过或已过期,请工作人员再出示一个', en: 'This picture was used or is too old; ask for another', status: 401 } },
    unkeyed: true,
    cookie: 'set',
  }),
  showPass: capability({
    method: 'POST',
    path: '/residents/{residentId}/entry-pass',
    title: { zh: '出示登录码给居民', en: 'Show a resident the sign-in picture' },
    access: { roles: homeRoles, basis: 'record' },
    input: z.object({ residentId: z.uuid() }),
    output: z.object({ pass: z.string(), expiresAt: moment, residentId: z.uuid() }),
    refusals: { notHome: { zh: '只能给本机构管理的居民出示登录码', en: 'Only for residents in your own care' } },
    // A remembered answer would keep the picture's secret.
    unkeyed: true,
  }),
  whoIsHere: capability({
    method: 'GET',
    path: '/portal/session',
    title: { zh: '我和我代办的人', en: 'Me and those I act for' },
    access: { roles: ['resident'], basis: 'self' },
    input: z.object({}),
    output: z.object({ people: z.array(personHere), largeType: z.boolean(), expiresAt: moment }),
    refusals: {},
  }),
  leave: capability({
    method: 'DELETE',
    path: '/portal/session',
    title: { zh: '居民退出', en: 'A resident signs out' },
    access: { roles: ['resident'], basis: 'self' },
    input: z.object({}),
    output: z.object({ done: z.boolean() }),
    refusals: {},
    unkeyed: true,
    cookie: 'clear',
  }),
  listLooks: capability({
    method: 'GET',
    path: '/portal/{residentId}/looks',
    title: { zh: '谁看过我的档案', en: 'Who looked at my record' },
    access: { roles: ['resident'], basis: 'record' },
    input: z.object({ residentId: z.uuid(), own: z.enum(['hidden', 'shown']).default('hidden'), ...paging }),
    output: z.object({ items: z.array(look), cursor: z.string().nullable(), answerDays: z.int() }),
    refusals: {},
  }),
  objectToLook: capability({
    method: 'POST',
    path: '/portal/{residentId}/objections',
    title: { zh: '我不认识这次查看', en: 'I do not know this look' },
    access: { roles: ['resident'], basis: 'record' },
    input: z.object({ residentId: z.uuid(), lookId: z.string().regex(/^\d{1,18}$/), note: text(300).optional() }),
    output: z.object({ objectionId: z.uuid(), dueAt: moment }),
    refusals: {
      ownLook: { zh: '这是您自己或代办人看的', en: 'That was you, or somebody who acts for you' },
      alreadyObjected: { zh: '这次查看已经问过了,请等答复', en: 'You asked about this one already; the answer will come' },
    },
  }),
  openObjection: capability({
    method: 'GET',
    path: '/objections/{objectionId}',
    title: { zh: '居民的查看异议', en: "A resident's objection to a look" },
    access: { roles: managers, basis: 'scope' },
    input: z.object({ objectionId: z.uuid() }),
    output: z.object({
      objectionId: z.uuid(),
      at: moment,
      dueAt: moment,
      note: z.string().nullable(),
      look: z.object({ at: moment, what: z.object({ zh: z.string(), en: z.string() }), by: z.string(), role: role.schema.nullable(), basis: lookBasis.schema }),
      finding: objectionFinding.schema.nullable(),
      answer: z.string().nullable(),
      version: z.int(),
    }),
    refusals: {},
  }),
  answerObjection: capability({
    method: 'POST',
    path: '/objections/{objectionId}/answer',
    title: { zh: '答复查看异议', en: 'Answer an objection' },
    access: { roles: managers, basis: 'scope' },
    input: z.object({ objectionId: z.uuid(), version: z.int(), finding: objectionFinding.schema, answer: text(500, 2) }),
    output: z.object({ objectionId: z.uuid(), version: z.int() }),
    refusals: {
      alreadyAnswered: { zh: '已答复过', en: 'Answered already' },
      ownAccess: { zh: '是您自己的查看,请由别人答复', en: 'It was your own look; somebody else answers' },
    },
  }),
  listProxies: capability({
    method: 'GET',
    path: '/residents/{residentId}/proxies',
    title: { zh: '谁可以代办', en: 'Who may act for this resident' },
    access: { roles: [...homeRoles, 'resident'], basis: 'record' },
    input: z.object({ residentId: z.uuid() }),
    output: z.object({
      items: z.array(proxy),
      /** To choose from: grown-ups of one's own household. Empty for staff, who have the household beside the record. */
      household: z.array(z.object({ residentId: z.uuid(), name: z.string(), birthDate: day })),
      mayDecide: z.boolean(),
    }),
    refusals: {},
  }),
  giveProxy: capability({
    method: 'POST',
    path: '/portal/{residentId}/proxies',
    title: { zh: '委托家人代办', en: 'Let somebody act for me' },
    access: { roles: ['resident'], basis: 'record' },
    input: z.object({
      residentId: z.uuid(),
      /** Somebody of the own household, or else anybody by name and phone. */
      householdId: z.uuid().optional(),
      name: text(50).optional(),
      phone: phone.optional(),
      reach: proxyReach.schema,
      until: day.optional(),
    }),
    output: z.object({ proxyId: z.uuid(), until: moment }),
    refusals: { ...proxyRefusals, onlySelf: { zh: '只有本人可以委托', en: 'Only the person can give this' } },
  }),
  recordProxy: capability({
    method: 'POST',
    path: '/residents/{residentId}/proxies',
    title: { zh: '登记代办人或监护人', en: 'Record a guardian or a family member who acts' },
    access: { roles: homeRoles, basis: 'record' },
    input: z.object({
      residentId: z.uuid(),
      /** Somebody the facility knows, or else anybody by name and phone. */
      byResidentId: z.uuid().optional(),
      name: text(50).optional(),
      phone: phone.optional(),
      kind: proxyKind.schema,
      reach: proxyReach.schema,
      until: day.optional(),
      /** What was seen: 户口簿, 出生医学证明, or that the elder said so here. */
      evidence: text(200, 2),
      isPresent: z.literal(true),
    }),
    output: z.object({ proxyId: z.uuid(), until: moment }),
    refusals: { ...proxyRefusals, notHome: { zh: '只能给本机构管理的居民登记', en: 'Only for residents in your own care' } },
  }),
  endProxy: capability({
    method: 'POST',
    path: '/residents/{residentId}/proxies/end',
    title: { zh: '收回代办', en: 'End a proxy' },
    access: { roles: [...homeRoles, 'resident'], basis: 'record' },
    input: z.object({ residentId: z.uuid(), proxyId: z.uuid() }),
    output: z.object({ proxyId: z.uuid(), endedAt: moment }),
    refusals: {
      noSuchProxy: { zh: '没有这个代办人', en: 'Nobody of that kind acts for this resident' },
      notYours: { zh: '只有本人、监护人或代办人自己可以结束', en: 'Only the person, a guardian or the one who acts may end it' },
    },
  }),
  listMessages: capability({
    method: 'GET',
    path: '/portal/{residentId}/messages',
    title: { zh: '发给我的消息', en: 'Messages to me' },
    access: { roles: ['resident'], basis: 'record' },
    input: z.object({ residentId: z.uuid(), ...paging }),
    output: z.object({
      items: z.array(
        z.object({
          messageId: z.uuid(),
          at: moment,
          words: z.object({ zh: z.string(), en: z.string() }),
          state: messageState.schema,
          sentAt: moment.nullable(),
        }),
      ),
      cursor: z.string().nullable(),
    }),
    refusals: {},
  }),
}
