import { z } from 'zod'
import { capability, day, moment, page, paging, text } from '#kernel/capability.ts'
import { coded } from '#kernel/words.ts'
import { clinicalRoles } from '#registry/access/roles.ts'
import { matchCard, sex } from '#registry/resident/contract.ts'

export const pairStatus = coded({
  waiting: { zh: '待核对', en: 'To be compared' },
  postponed: { zh: '暂缓', en: 'Put off' },
  merged: { zh: '已合并', en: 'Merged' },
  distinct: { zh: '确认是两人', en: 'Two people' },
  parted: { zh: '已撤销合并', en: 'Merge undone' },
})

export const pairOrigin = coded({
  registered: { zh: '登记时提示', en: 'Seen while registering' },
  loaded: { zh: '名册导入', en: 'From a register' },
  found: { zh: '全库查重', en: 'From a search of the county' },
})

const reason = z.object({ zh: z.string(), en: z.string(), agrees: z.boolean() })
const registering = ['villageDoctor', 'familyDoctor', 'publicHealthWorker'] as const
export const reviewing = ['publicHealthWorker', 'familyDoctor', 'townshipManager'] as const

const pairCard = z.object({
  pairId: z.uuid(),
  /** By name where the person is of the asker's facility, masked otherwise. */
  names: z.array(z.string()).length(2),
  status: pairStatus.schema,
  origin: pairOrigin.schema,
  score: z.number(),
  because: z.array(reason),
  openedAt: moment,
  version: z.int(),
})

/** One of two records. What is not of the asker's facility is masked: the reasons say in words what agrees. */
const side = z.object({
  residentId: z.uuid(),
  own: z.boolean(),
  name: z.string(),
  sex: sex.schema,
  birthYear: z.int(),
  birthDate: day.nullable(),
  village: z.string(),
  address: z.string().nullable(),
  tail: z.string().nullable(),
  phone: z.string().nullable(),
  home: z.string(),
  status: z.enum(['active', 'moved', 'died']),
  since: moment,
  counts: z.object({ visits: z.int(), referrals: z.int(), duties: z.int(), holds: z.int() }),
})

const step = z.object({ at: moment, status: pairStatus.schema, by: z.string(), because: z.string().nullable() })
const onPair = { pairId: z.uuid(), version: z.int() }

const openPair = pairCard.extend({
  sides: z.array(side).length(2),
  journal: z.array(step),
  /** Who stays, where the two were joined. */
  currentId: z.uuid().nullable(),
})

const decided = { zh: '这一对已有结论', en: 'This pair is decided already' }
const clash = z.object({ zh: z.string(), en: z.string() })

export const residentIndexContract = {
  checkMatch: capability({
    method: 'POST',
    path: '/residents/match',
    reads: true,
    title: { zh: '查重', en: 'Check whether somebody is known' },
    access: { roles: registering, basis: 'scope' },
    input: z.object({
      name: text(50),
      sex: sex.schema,
      birthDate: day,
      nationalId: z.string().max(30).optional(),
      phone: z.string().max(30).optional(),
      village: z.string().trim().max(40).default(''),
      address: z.string().trim().max(100).default(''),
    }),
    output: z.object({ cards: z.array(matchCard) }),
    refusals: {},
  }),
  listResidentPairs: capability({
    method: 'GET',
    path: '/resident-pairs',
    title: { zh: '疑似重复档案', en: 'Records that may be one person' },
    access: { roles: reviewing, basis: 'scope' },
    input: z.object({ open: z.enum(['true', 'false']).default('true'), ...paging }),
    output: page(pairCard).extend({ waiting: z.int() }),
    refusals: {},
  }),
  openResidentPair: capability({
    method: 'GET',
    path: '/resident-pairs/{pairId}',
    title: { zh: '核对两份档案', en: 'Compare two records' },
    access: { roles: reviewing, basis: 'scope' },
    input: z.object({ pairId: z.uuid() }),
    output: openPair,
    refusals: {},
  }),
  mergeResidents: capability({
    method: 'POST',
    path: '/resident-pairs/{pairId}/merge',
    title: { zh: '合并为一人', en: 'Merge into one person' },
    access: { roles: reviewing, basis: 'scope' },
    input: z.object({ ...onPair, stays: z.enum(['first', 'second']), because: text(200) }),
    output: openPair,
    refusals: {
      alreadyDecided: decided,
      clashes: {
        zh: '两份档案都有进行中的事项,不能同时属于一个人;先了结其中一件',
        en: 'Both records have something under way that one person cannot have twice; end one of them first',
        data: z.object({ clashes: z.array(clash) }),
      },
      oneDied: { zh: '其中一份已登记死亡,另一份仍在世,请先核实', en: 'One is recorded as dead and the other is not; find out first' },
    },
  }),
  keepResidentsApart: capability({
    method: 'POST',
    path: '/resident-pairs/{pairId}/distinct',
    title: { zh: '确认是两个人', en: 'They are two people' },
    access: { roles: reviewing, basis: 'scope' },
    input: z.object({ ...onPair, because: text(200) }),
    output: openPair,
    refusals: { alreadyDecided: decided },
  }),
  postponeResidentPair: capability({
    method: 'POST',
    path: '/resident-pairs/{pairId}/later',
    title: { zh: '以后再核对', en: 'Look at it later' },
    access: { roles: reviewing, basis: 'scope' },
    input: z.object({ ...onPair, because: text(200) }),
    output: openPair,
    refusals: { alreadyDecided: decided },
  }),
  unmergeResidents: capability({
    method: 'POST',
    path: '/resident-pairs/{pairId}/unmerge',
    title: { zh: '撤销合并', en: 'Undo a merge' },
    access: { roles: reviewing, basis: 'scope' },
    input: z.object({ ...onPair, because: text(200) }),
    output: openPair,
    refusals: { notMerged: { zh: '这一对没有合并', en: 'This pair is not merged' } },
  }),
  listMergers: capability({
    method: 'GET',
    path: '/residents/{residentId}/mergers',
    title: { zh: '合并记录', en: 'What was merged' },
    access: { roles: [...clinicalRoles, 'publicHealthWorker', 'referralDesk'], basis: 'record' },
    input: z.object({ residentId: z.uuid() }),
    output: z.object({ mergers: z.array(z.object({ pairId: z.uuid(), at: moment, by: z.string(), name: z.string(), version: z.int() })) }),
    refusals: {},
  }),
} as const
