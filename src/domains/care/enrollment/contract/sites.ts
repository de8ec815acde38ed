import { z } from 'zod'
import { capability, day, moment, text } from '#kernel/capability.ts'
import { person } from '#registry/resident/contract.ts'
import { siteKind } from '../labels.ts'
import { strokes } from './cards.ts'

const keepers = ['familyDoctor', 'publicHealthWorker', 'townshipManager'] as const

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

/** Institutions, schools and workplaces sign with a team as well; their people are listed (S-143, S-164). */
export const siteContract = {
  listSites: capability({
    method: 'GET',
    path: '/enrollment-sites',
    title: { zh: '功能社区签约', en: 'Sites with an agreement' },
    access: { roles: keepers, basis: 'scope' },
    input: z.object({}),
    output: z.object({ items: z.array(siteCard) }),
    refusals: {},
  }),
  openSite: capability({
    method: 'GET',
    path: '/enrollment-sites/{siteId}',
    title: { zh: '功能社区', en: 'Site' },
    access: { roles: keepers, basis: 'scope' },
    input: z.object({ siteId: z.uuid() }),
    output: siteDetail,
    refusals: {},
  }),
  signSite: capability({
    method: 'POST',
    path: '/enrollment-sites',
    title: { zh: '与单位签约', en: 'Sign with a site' },
    access: { roles: keepers, basis: 'scope' },
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
    access: { roles: keepers, basis: 'record' },
    input: z.object({ siteId: z.uuid(), residentId: z.uuid() }),
    output: siteDetail,
    refusals: { linked: { zh: '已在这个单位名下', en: 'Is linked already' } },
  }),
}
