import { z } from 'zod'
import { capability, day, text } from '#kernel/capability.ts'
import { type CodeOf, coded } from '#kernel/words.ts'

/** Where the township and the lead hospital work together (S-021, S-022). */
export const rosterPlaceKind = coded({
  integratedClinic: { zh: '一体化门诊', en: 'Integrated clinic' },
  jointWard: { zh: '联合病房', en: 'Joint ward' },
})
export type RosterPlaceKind = CodeOf<typeof rosterPlaceKind>
export const rosterRole = coded({
  specialist: { zh: '固定专科医生', en: 'Fixed specialist' },
  nurse: { zh: '固定护士', en: 'Fixed nurse' },
})
export type RosterRole = CodeOf<typeof rosterRole>

const readers = [
  'villageDoctor',
  'familyDoctor',
  'publicHealthWorker',
  'townshipManager',
  'specialist',
  'hospitalManager',
  'consortiumManager',
  'publicHealthSupervisor',
] as const
const keepers = ['townshipManager', 'consortiumManager'] as const

const rosterPlace = z.object({
  rosterPlaceId: z.uuid(),
  kind: rosterPlaceKind.schema,
  name: z.string(),
  facility: z.string(),
  /** No fixed pair of specialist and nurse: what is missing (S-023). */
  missing: z.array(rosterRole.schema),
  turns: z.array(
    z.object({
      turnId: z.uuid(),
      staffId: z.uuid(),
      name: z.string(),
      from: z.string(),
      role: rosterRole.schema,
      weekdays: z.array(z.int()),
      since: day,
      until: day.nullable(),
    }),
  ),
  /** The week that was asked for, Monday first: who is there on which day. */
  week: z.array(z.object({ day, there: z.array(z.object({ name: z.string(), role: rosterRole.schema, from: z.string() })) })),
  version: z.int(),
})
export type RosterPlace = z.infer<typeof rosterPlace>
const roster = z.object({ from: day, places: z.array(rosterPlace) })

const notYours = { zh: '只能维护本机构的排班', en: 'Only rosters of your own facility' }

export const rosterContract = {
  openRoster: capability({
    method: 'GET',
    path: '/rosters',
    title: { zh: '一体化门诊与联合病房排班', en: 'Who is at the integrated clinic and the joint ward' },
    access: { roles: readers, basis: 'none' },
    input: z.object({ on: day.optional(), facilityId: z.uuid().optional() }),
    output: roster,
    refusals: {},
  }),
  addRosterPlace: capability({
    method: 'POST',
    path: '/rosters',
    title: { zh: '开设一体化门诊或联合病房', en: 'Open an integrated clinic or a joint ward' },
    access: { roles: keepers, basis: 'none' },
    input: z.object({ kind: rosterPlaceKind.schema, name: text(40), facilityId: z.uuid().optional() }),
    output: roster,
    refusals: { notYours, nameTaken: { zh: '本机构已有同名的', en: 'The facility has one of that name' } },
  }),
  addRosterTurn: capability({
    method: 'POST',
    path: '/rosters/{rosterPlaceId}/turns',
    title: { zh: '固定派驻', en: 'Bind somebody to a place' },
    access: { roles: keepers, basis: 'none' },
    input: z.object({ rosterPlaceId: z.uuid(), staffId: z.uuid(), part: rosterRole.schema, weekdays: z.array(z.int().min(0).max(6)).min(1).max(7), from: day }),
    output: roster,
    refusals: {
      notYours,
      notAtWork: { zh: '这个人当天没有岗位', en: 'Has no post on that day' },
      notFitting: { zh: '固定专科医生应为医生,固定护士应为护士', en: 'A specialist is a doctor, a nurse is a nurse' },
      bound: { zh: '已固定在这里', en: 'Is bound here already' },
    },
  }),
  endRosterTurn: capability({
    method: 'POST',
    path: '/rosters/{rosterPlaceId}/turns/{turnId}/end',
    title: { zh: '结束派驻', en: 'End a binding' },
    access: { roles: keepers, basis: 'none' },
    input: z.object({ rosterPlaceId: z.uuid(), turnId: z.uuid(), until: day }),
    output: roster,
    refusals: {
      notYours,
      endedBefore: { zh: '已经结束', en: 'Has ended already' },
      emptyPeriod: { zh: '结束日期应晚于开始日期', en: 'The end must be after the beginning' },
    },
  }),
}
