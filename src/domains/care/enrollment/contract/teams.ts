import { z } from 'zod'
import { capability, day, text } from '#kernel/capability.ts'
import { everyRole } from '#registry/access/roles.ts'
import { teamRole } from '../labels.ts'
import { servicePackage } from '../policy.ts'
import { teamCard } from './cards.ts'

const keepers = ['townshipManager', 'consortiumManager'] as const
const notYours = { zh: '只能维护本机构的团队', en: 'Only teams of your own facility' }

export const teamContract = {
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
    access: { roles: keepers, basis: 'none' },
    input: z.object({ name: text(40), facilityId: z.uuid().optional() }),
    output: teamCard,
    refusals: { notYours, nameTaken: { zh: '本机构已有同名团队', en: 'The facility has a team of that name' } },
  }),
  addTeamMember: capability({
    method: 'POST',
    path: '/family-doctor-teams/{teamId}/members',
    title: { zh: '加入团队成员', en: 'Add a member' },
    access: { roles: keepers, basis: 'none' },
    input: z.object({ teamId: z.uuid(), version: z.int(), staffId: z.uuid(), part: teamRole.schema, from: day }),
    output: teamCard,
    refusals: {
      notYours,
      notAtWork: { zh: '这个人当天没有岗位', en: 'Has no post on that day' },
      inTeam: { zh: '已在这个团队', en: 'Is in the team already' },
    },
  }),
  endTeamMember: capability({
    method: 'POST',
    path: '/family-doctor-teams/{teamId}/members/{memberId}/end',
    title: { zh: '成员退出团队', en: 'End a membership' },
    access: { roles: keepers, basis: 'none' },
    input: z.object({ teamId: z.uuid(), memberId: z.uuid(), version: z.int(), until: day }),
    output: teamCard,
    refusals: {
      notYours,
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
}
