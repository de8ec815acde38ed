import { z } from 'zod'
import { capability, day, moment, page, paging, text } from '#kernel/capability.ts'
import { findingKind, findingStatus, severity } from './labels.ts'

const readers = ['publicHealthSupervisor', 'townshipManager', 'hospitalManager'] as const
const facilityRoles = ['townshipManager', 'hospitalManager'] as const

const card = z.object({
  findingId: z.uuid(),
  facility: z.string(),
  kind: findingKind.schema,
  severity: severity.schema,
  text: z.string(),
  required: z.string(),
  dueOn: day,
  isOverdue: z.boolean(),
  status: findingStatus.schema,
  rounds: z.int(),
  filedBy: z.string(),
  filedAt: moment,
  answer: z.string().nullable(),
  version: z.int(),
})

const whole = card.extend({
  history: z.array(z.object({ step: z.enum(['filed', 'answered', 'returned', 'closed']), text: z.string(), by: z.string(), at: moment })),
})

const wrongTurn = { zh: '现在不能这样做,请看最新状态', en: 'Not possible now; look at the latest state' } as const

export const supervisionContract = {
  listFindings: capability({
    method: 'GET',
    path: '/findings',
    title: { zh: '督导问题一览', en: 'Findings' },
    access: { roles: readers, basis: 'scope' },
    input: z.object({ status: findingStatus.schema.optional(), ...paging }),
    output: page(card).extend({ counts: z.object({ filed: z.int(), answered: z.int(), closed: z.int() }) }),
    refusals: {},
  }),
  openFinding: capability({
    method: 'GET',
    path: '/findings/{findingId}',
    title: { zh: '督导问题', en: 'A finding' },
    access: { roles: readers, basis: 'scope' },
    input: z.object({ findingId: z.uuid() }),
    output: whole,
    refusals: {},
  }),
  fileFinding: capability({
    method: 'POST',
    path: '/findings',
    title: { zh: '提出督导问题', en: 'File a finding' },
    access: { roles: ['publicHealthSupervisor'], basis: 'scope' },
    input: z.object({
      facilityId: z.uuid(),
      kind: findingKind.schema,
      severity: severity.schema,
      text: text(1000, 5),
      required: text(1000, 2),
      dueOn: day.optional(),
    }),
    output: whole,
    refusals: {
      notSeconded: { zh: '您没有派驻到这家机构', en: 'You are not seconded to this facility' },
      impossibleDay: { zh: '整改期限应在今天或以后', en: 'The due day must be today or later' },
    },
  }),
  answerFinding: capability({
    method: 'POST',
    path: '/findings/{findingId}/answer',
    title: { zh: '回复整改', en: 'Answer a finding' },
    access: { roles: facilityRoles, basis: 'scope' },
    input: z.object({ findingId: z.uuid(), version: z.int(), answer: text(2000, 2) }),
    output: whole,
    refusals: { wrongTurn },
  }),
  closeFinding: capability({
    method: 'POST',
    path: '/findings/{findingId}/close',
    title: { zh: '复核督导问题', en: 'Check a finding' },
    access: { roles: ['publicHealthSupervisor'], basis: 'scope' },
    input: z.object({ findingId: z.uuid(), version: z.int(), outcome: z.enum(['rectified', 'sentBack']), note: text(1000, 2) }),
    output: whole,
    refusals: { wrongTurn },
  }),
}
