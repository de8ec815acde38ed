import { z } from 'zod'
import { capability, day, moment, page, paging, text } from '#kernel/capability.ts'
import { everyRole, type StaffRole } from '#registry/access/roles.ts'
import { person } from '#registry/resident/contract.ts'
import {
  agreementCard,
  agreementDetail,
  agreementStatus,
  enrollmentStatus,
  identityCheck,
  memberCard,
  population,
  servicePackage,
  signedHow,
  signerRelation,
  siteKind,
  strokes,
  teamCard,
  teamRole,
  terminationReason,
} from './labels.ts'

export {
  type AgreementCard,
  agreementStatus,
  agreementStep,
  enrollmentStatus,
  identityCheck,
  type PackageItem,
  type Population,
  population,
  type ServicePackage,
  signedHow,
  signerRelation,
  siteKind,
  type TeamCard,
  type TeamRole,
  teamRole,
  terminationReason,
  tier,
} from './labels.ts'

/** Who enrolls people: at the base, and the specialist at the bedside. */
const enrollingRoles = ['villageDoctor', 'familyDoctor', 'publicHealthWorker', 'specialist'] as const satisfies readonly StaffRole[]
const readerRoles = [...enrollingRoles, 'townshipManager', 'publicHealthSupervisor'] as const satisfies readonly StaffRole[]

const teamKeepers = ['townshipManager', 'consortiumManager'] as const
const notYourTeam = { zh: '只能维护本机构的团队', en: 'Only teams of your own facility' }

const siteKeepers = ['familyDoctor', 'publicHealthWorker', 'townshipManager'] as const

const siteCard = z.object({
  siteId: z.uuid(),
  kind: siteKind.schema,
  name: z.string(),
  address: z.string(),
  team: z.string(),
  signedBy: z.string(),
  signedAt: moment,
  from: day,
  until: day,
  people: z.int(),
  version: z.int(),
})
const siteDetail = siteCard.extend({
  members: z.array(z.object({ residentId: z.uuid(), person, from: day, isEnrolled: z.boolean() })),
})

const named = z.object({ name: z.string() })
const notPossible = { zh: '这份协议现在不能这样操作', en: 'Not possible on this agreement now', data: z.object({ status: agreementStatus.schema }) }
const inFuture = { zh: '时间在未来,请核对设备时钟', en: "The time is in the future; check the device's clock", data: z.object({ now: moment }) }
const panelFull = {
  zh: '团队签约人数已到上限,请选择其他团队',
  en: 'The team has as many people as it may; choose another one',
  data: z.object({ limit: z.int(), people: z.int() }),
}
const teamClosed = { zh: '这个团队已停止服务', en: 'This team has ended' }
const enrolledElsewhere = {
  zh: '已由其他团队签约;请联系对方办理转团队',
  en: 'Enrolled with another team already; call them to transfer',
  data: z.object({
    held: z.array(z.object({ name: z.string(), team: z.string().nullable(), facility: z.string(), phone: z.string().nullable(), until: day })),
  }),
}
const making = {
  namedTwice: { zh: '同一个人选了两次', en: 'Somebody is named twice' },
  notInReach: { zh: '有成员不在您的服务范围', en: 'A member is out of your reach' },
  notActive: { zh: '已迁出或已故,不能签约', en: 'Moved away or died; cannot be enrolled', data: named },
  noSuchPackage: { zh: '这个人群没有这个服务包', en: 'There is no such package for this group', data: named },
  groupDoesNotFit: { zh: '这个人不属于所选人群', en: 'Does not belong to the chosen group', data: named },
  wrongTerm: { zh: '签约年限不在允许范围', en: 'The term is not allowed', data: z.object({ least: z.int(), most: z.int() }) },
  teamClosed,
  panelFull,
  enrolledElsewhere,
  inFuture,
}

const wish = z.object({ residentId: z.uuid(), population: population.schema, packageCode: text(40) })
const onAgreement = { agreementId: z.uuid(), version: z.int() }
const onEnrollment = { enrollmentId: z.uuid(), version: z.int() }

export const enrollmentContract = {
  listTeams: capability({
    method: 'GET',
    path: '/family-doctor-teams',
    title: { zh: '家庭医生团队', en: 'Family doctor teams' },
    access: { roles: everyRole, basis: 'none' },
    input: z.object({ facilityId: z.uuid().optional() }),
    output: z.object({ items: z.array(teamCard) }),
    refusals: {},
  }),
  createTeam: capability({
    method: 'POST',
    path: '/family-doctor-teams',
    title: { zh: '组建团队', en: 'Form a team' },
    access: { roles: teamKeepers, basis: 'none' },
    input: z.object({ name: text(40), facilityId: z.uuid().optional() }),
    output: teamCard,
    refusals: { notYours: notYourTeam, nameTaken: { zh: '本机构已有同名团队', en: 'The facility has a team of that name' } },
  }),
  addTeamMember: capability({
    method: 'POST',
    path: '/family-doctor-teams/{teamId}/members',
    title: { zh: '加入团队成员', en: 'Add a member' },
    access: { roles: teamKeepers, basis: 'none' },
    input: z.object({ teamId: z.uuid(), version: z.int(), staffId: z.uuid(), part: teamRole.schema, from: day }),
    output: teamCard,
    refusals: {
      notYours: notYourTeam,
      notAtWork: { zh: '这个人当天没有岗位', en: 'Has no post on that day' },
      inTeam: { zh: '已在这个团队', en: 'Is in the team already' },
    },
  }),
  endTeamMember: capability({
    method: 'POST',
    path: '/family-doctor-teams/{teamId}/members/{memberId}/end',
    title: { zh: '成员退出团队', en: 'End a membership' },
    access: { roles: teamKeepers, basis: 'none' },
    input: z.object({ teamId: z.uuid(), memberId: z.uuid(), version: z.int(), until: day }),
    output: teamCard,
    refusals: {
      notYours: notYourTeam,
      endedBefore: { zh: '已经退出', en: 'Has ended already' },
      emptyPeriod: { zh: '退出日期应晚于加入日期', en: 'The end must be after the beginning' },
      lastFamilyDoctor: {
        zh: '团队还有签约居民,家庭医生不能少于签约人数所需',
        en: 'The team has more people than its family doctors without this one may have',
        data: z.object({ people: z.int(), limit: z.int() }),
      },
    },
  }),
  listPackages: capability({
    method: 'GET',
    path: '/service-packages',
    title: { zh: '签约服务包', en: 'Service packages' },
    access: { roles: [...everyRole, 'resident'], basis: 'none' },
    input: z.object({ on: day.optional() }),
    output: z.object({ on: day, from: day, source: z.string(), status: z.enum(['verified', 'unverified', 'local']), menu: z.array(servicePackage) }),
    refusals: {},
  }),

  listSites: capability({
    method: 'GET',
    path: '/enrollment-sites',
    title: { zh: '功能社区签约', en: 'Sites with an agreement' },
    access: { roles: siteKeepers, basis: 'scope' },
    input: z.object({}),
    output: z.object({ items: z.array(siteCard) }),
    refusals: {},
  }),
  openSite: capability({
    method: 'GET',
    path: '/enrollment-sites/{siteId}',
    title: { zh: '功能社区', en: 'Site' },
    access: { roles: siteKeepers, basis: 'scope' },
    input: z.object({ siteId: z.uuid() }),
    output: siteDetail,
    refusals: {},
  }),
  signSite: capability({
    method: 'POST',
    path: '/enrollment-sites',
    title: { zh: '与单位签约', en: 'Sign with a site' },
    access: { roles: siteKeepers, basis: 'scope' },
    input: z.object({
      kind: siteKind.schema,
      name: text(60),
      address: text(120),
      teamId: z.uuid(),
      years: z.int().min(1).max(10),
      signedBy: text(50),
      strokes,
    }),
    output: siteDetail,
    refusals: {
      notSigned: { zh: '请单位代表在框内完整签名', en: 'The representative signs in the field' },
      wrongTerm: { zh: '签约年限不在允许范围', en: 'The term is not allowed', data: z.object({ least: z.int(), most: z.int() }) },
      teamClosed: { zh: '这个团队不在本机构或已停止服务', en: 'The team is not of your facility, or has ended' },
    },
  }),
  linkSiteMember: capability({
    method: 'POST',
    path: '/enrollment-sites/{siteId}/members/{residentId}',
    title: { zh: '把居民归入单位', en: 'Link a resident to a site' },
    access: { roles: siteKeepers, basis: 'record' },
    input: z.object({ siteId: z.uuid(), residentId: z.uuid() }),
    output: siteDetail,
    refusals: { linked: { zh: '已在这个单位名下', en: 'Is linked already' } },
  }),

  beginEnrollment: capability({
    method: 'GET',
    path: '/residents/{residentId}/enrollment/options',
    title: { zh: '签约选择', en: 'What can be signed' },
    access: { roles: enrollingRoles, basis: 'record' },
    input: z.object({ residentId: z.uuid() }),
    output: z.object({
      people: z.array(
        z.object({
          residentId: z.uuid(),
          person,
          populations: z.array(population.schema).min(1),
          isPriority: z.boolean(),
          held: z.object({ team: z.string().nullable(), facility: z.string(), phone: z.string().nullable(), until: day }).nullable(),
        }),
      ),
      teams: z.array(teamCard),
      menu: z.array(servicePackage),
      term: z.object({ least: z.int(), most: z.int() }),
      text: z.object({ zh: z.array(z.string()), en: z.array(z.string()), from: day }),
    }),
    refusals: {},
  }),
  makeAgreement: capability({
    method: 'POST',
    path: '/residents/{residentId}/agreements',
    title: { zh: '拟定签约协议', en: 'Make an agreement' },
    access: { roles: enrollingRoles, basis: 'record' },
    offline: true,
    input: z.object({
      residentId: z.uuid(),
      /** Made on the device, so that what was made offline can be named before it is sent. */
      agreementId: z.uuid().optional(),
      occurredAt: moment.optional(),
      teamId: z.uuid(),
      years: z.int().min(1).max(10),
      members: z.array(wish).min(1).max(20),
    }),
    output: agreementDetail,
    refusals: { ...making, alreadyMade: { zh: '这份协议已保存', en: 'This agreement is on record already' } },
  }),
  openAgreement: capability({
    method: 'GET',
    path: '/agreements/{agreementId}',
    title: { zh: '签约协议', en: 'Agreement' },
    access: { roles: readerRoles, basis: 'scope' },
    input: z.object({ agreementId: z.uuid() }),
    output: agreementDetail,
    refusals: {},
  }),
  listAgreements: capability({
    method: 'GET',
    path: '/agreements',
    title: { zh: '签约列表', en: 'Agreements' },
    access: { roles: readerRoles, basis: 'scope' },
    input: z.object({ box: z.enum(['waiting', 'ending', 'signed']).default('signed'), teamId: z.uuid().optional(), ...paging }),
    output: page(agreementCard).extend({ counts: z.object({ waiting: z.int(), ending: z.int(), signed: z.int() }) }),
    refusals: {},
  }),
  sendSignCode: capability({
    method: 'POST',
    path: '/agreements/{agreementId}/code',
    title: { zh: '发送签约验证码', en: 'Send the code that signs' },
    access: { roles: enrollingRoles, basis: 'scope' },
    input: z.object({ ...onAgreement, signerId: z.uuid() }),
    /** To which phone it went, and until when it signs. */
    output: agreementDetail.extend({ sent: z.object({ until: moment, tail: z.string() }).nullable().default(null) }),
    refusals: {
      notPossible,
      noPhone: { zh: '这位成员没有登记手机', en: 'This member has no phone on record' },
      notMember: { zh: '签字人不在协议里', en: 'Who signs is not in the agreement' },
    },
  }),
  signAgreement: capability({
    method: 'POST',
    path: '/agreements/{agreementId}/sign',
    title: { zh: '签字', en: 'Sign' },
    access: { roles: enrollingRoles, basis: 'scope' },
    offline: true,
    input: z.object({
      ...onAgreement,
      occurredAt: moment.optional(),
      how: signedHow.schema,
      identity: identityCheck.schema,
      signer: z.object({ residentId: z.uuid().optional(), name: text(50), relation: signerRelation.schema }),
      strokes: strokes.default([]),
      code: z.string().max(12).optional(),
    }),
    output: agreementDetail,
    refusals: {
      notPossible,
      notSigned: { zh: '请在框内完整签名', en: 'Please sign in the field' },
      wrongCode: { zh: '验证码不对或已过期,请重新获取', en: 'The code is wrong or too old; ask for a new one' },
      identityMissing: { zh: '请核对签字人身份', en: 'Make sure who signs' },
      signerUnknown: { zh: '本人签字请选择是哪位成员', en: 'Say which member signs' },
      signerTooYoung: { zh: '未成年人不能签字,请由监护人签', en: 'A minor cannot sign; the guardian does', data: z.object({ age: z.int() }) },
      notAtBedside: { zh: '床旁签约只在医院办理', en: 'The bedside is in a hospital' },
      notActive: making.notActive,
      teamClosed,
      panelFull,
      enrolledElsewhere,
      inFuture,
    },
  }),
  withdrawAgreement: capability({
    method: 'POST',
    path: '/agreements/{agreementId}/withdraw',
    title: { zh: '撤回未签的协议', en: 'Withdraw an unsigned agreement' },
    access: { roles: enrollingRoles, basis: 'scope' },
    input: z.object({ ...onAgreement, reason: text(200) }),
    output: agreementDetail,
    refusals: { notPossible },
  }),
  renewAgreement: capability({
    method: 'POST',
    path: '/agreements/{agreementId}/renew',
    title: { zh: '续约', en: 'Renew' },
    access: { roles: enrollingRoles, basis: 'scope' },
    input: z.object({
      ...onAgreement,
      years: z.int().min(1).max(10),
      teamId: z.uuid().optional(),
      newAgreementId: z.uuid().optional(),
      occurredAt: moment.optional(),
    }),
    output: agreementDetail,
    refusals: { ...making, notPossible, alreadyMade: { zh: '已有一份待签的续约', en: 'A renewal waits for signature already' } },
  }),
  terminateEnrollment: capability({
    method: 'POST',
    path: '/enrollments/{enrollmentId}/terminate',
    title: { zh: '解约', en: 'Terminate' },
    access: { roles: enrollingRoles, basis: 'scope' },
    input: z.object({ ...onEnrollment, reason: terminationReason.schema, note: text(200).optional(), occurredAt: moment.optional() }),
    output: agreementDetail,
    refusals: { notEnrolled: { zh: '这个人现在没有签约', en: 'Is not enrolled now' }, inFuture },
  }),
  transferEnrollment: capability({
    method: 'POST',
    path: '/enrollments/{enrollmentId}/transfer',
    title: { zh: '转到其他团队', en: 'Transfer to another team' },
    access: { roles: enrollingRoles, basis: 'scope' },
    input: z.object({ ...onEnrollment, teamId: z.uuid(), reason: text(200) }),
    output: agreementDetail,
    refusals: {
      notEnrolled: { zh: '没有正在履行的签约可转', en: 'There is no running enrollment to transfer' },
      sameTeam: { zh: '已在这个团队', en: 'Is with this team already' },
      teamClosed,
      panelFull,
    },
  }),
  openEnrollment: capability({
    method: 'GET',
    path: '/residents/{residentId}/enrollment',
    title: { zh: '居民的签约', en: "A resident's enrollment" },
    access: { roles: [...readerRoles, 'resident'], basis: 'record' },
    input: z.object({ residentId: z.uuid() }),
    output: z.object({
      current: memberCard.extend({ agreementId: z.uuid(), team: teamCard }).nullable(),
      /** Shown masked where another facility has the person. */
      held: z.object({ team: z.string().nullable(), facility: z.string(), phone: z.string().nullable(), until: day }).nullable(),
      past: z.array(z.object({ enrollmentId: z.uuid(), team: z.string(), from: day, until: day, status: enrollmentStatus.schema })),
    }),
    refusals: {},
  }),
  openCoverage: capability({
    method: 'GET',
    path: '/enrollment-coverage',
    title: { zh: '签约覆盖', en: 'Coverage of enrollment' },
    access: { roles: ['familyDoctor', 'publicHealthWorker', 'townshipManager', 'publicHealthSupervisor', 'villageDoctor'], basis: 'scope' },
    input: z.object({}),
    output: z.object({
      on: day,
      rows: z.array(z.object({ group: z.string(), signed: z.int(), residents: z.int() })),
      bedside: z.int(),
      completeTeams: z.int(),
      teams: z.int(),
    }),
    refusals: {},
  }),
  openCountyCoverage: capability({
    method: 'GET',
    path: '/enrollment-coverage/county',
    title: { zh: '全县签约覆盖', en: 'Coverage in the county' },
    access: { roles: ['consortiumManager', 'healthBureau'], basis: 'none', county: true },
    input: z.object({}),
    output: z.object({
      on: day,
      rows: z.array(z.object({ group: z.string(), signed: z.int(), residents: z.int() })),
      places: z.array(z.object({ facilityId: z.uuid(), name: z.string(), signed: z.int(), residents: z.int() })),
      bedside: z.int(),
      completeTeams: z.int(),
      teams: z.int(),
    }),
    refusals: {},
  }),
}
