import { z } from 'zod'
import { capability, fen, moment, text } from '#kernel/capability.ts'
import { clinicalRoles } from '#registry/access/roles.ts'
import { chargeKind, criticality, type Vital, visitKind, vitalSpec } from './labels.ts'

export {
  chargeKind,
  type EvidenceKind,
  evidenceKind,
  pressurePanel,
  type Reading,
  type ServiceEvidence,
  systems,
  type VisitKind,
  type Vital,
  visitKind,
  vital,
  vitalSpec,
} from './labels.ts'

function reading<V extends Vital>(vital: V) {
  return z.object({ value: z.number(), unit: z.literal(vitalSpec[vital].unit) }).optional()
}

/** Every value with its UCUM unit, so that nobody has to guess what was meant. */
export const vitals = z
  .object({
    systolic: reading('systolic'),
    diastolic: reading('diastolic'),
    pulse: reading('pulse'),
    temperature: reading('temperature'),
    respiration: reading('respiration'),
    spo2: reading('spo2'),
    weight: reading('weight'),
    height: reading('height'),
    fastingGlucose: reading('fastingGlucose'),
    randomGlucose: reading('randomGlucose'),
  })
  .strict()
export type Vitals = z.infer<typeof vitals>

/** ICD-10 in its national extension, tolerant of the extension's length (standards 13.3), or a code of TCM syndromes. */
export const diagnosisCode = z.string().regex(/^[A-Z]\d{2}(\.[\dx]\d{2}(x\d{3})?|\.\d{1,3}|(\.\d{2}){2,5}\.?)?[+*]?$/)

export const newDiagnosis = z.object({ code: diagnosisCode, name: text(100), onsetAt: moment.optional() }).strict()
export const newPrescription = z
  .object({
    code: text(40).optional(),
    name: text(100),
    dose: text(50).optional(),
    frequency: text(50).optional(),
    route: text(30).optional(),
    days: z.int().min(1).max(366).optional(),
    quantity: text(30).optional(),
  })
  .strict()
export const newCharge = z.object({ kind: chargeKind.schema, name: text(100), amount: fen.min(0), fundPay: fen.min(0), selfPay: fen.min(0) }).strict()
export const newAllergy = z.object({ name: text(100), reaction: text(200).optional(), criticality: criticality.schema.default('unknown') }).strict()

const words = z.object({ zh: z.string(), en: z.string() })
const coded = z.object({ system: z.string(), code: z.string(), name: z.string() })

export const visitDetail = z.object({
  residentId: z.uuid(),
  visitId: z.uuid(),
  kind: visitKind.schema,
  startedAt: moment,
  endedAt: moment.nullable(),
  facilityId: z.uuid(),
  facility: z.string(),
  who: z.string().nullable(),
  firstDoctor: z.string().nullable(),
  complaint: z.string().nullable(),
  advice: z.string().nullable(),
  note: z.string().nullable(),
  lateReason: z.string().nullable(),
  source: z.string(),
  diagnoses: z.array(coded.extend({ principal: z.boolean(), status: z.string(), at: moment })),
  observations: z.array(
    coded.extend({
      observationId: z.uuid(),
      partOf: z.uuid().nullable(),
      value: z.number().nullable(),
      text: z.string().nullable(),
      unit: z.string().nullable(),
      low: z.number().nullable(),
      high: z.number().nullable(),
      abnormal: z.string().nullable(),
      confirmed: z.boolean(),
      at: moment,
    }),
  ),
  prescriptions: z.array(
    coded.extend({
      dose: z.string().nullable(),
      frequency: z.string().nullable(),
      route: z.string().nullable(),
      days: z.int().nullable(),
      quantity: z.string().nullable(),
      status: z.string(),
      at: moment,
      until: moment.nullable(),
    }),
  ),
  procedures: z.array(coded.extend({ status: z.string(), at: moment })),
  reports: z.array(coded.extend({ kind: z.string(), conclusion: z.string().nullable(), status: z.string(), at: moment })),
  documents: z.array(z.object({ documentId: z.uuid(), kind: z.string(), title: z.string(), content: z.unknown(), at: moment })),
  charges: z.array(
    z.object({
      kind: z.string(),
      name: z.string(),
      amount: fen,
      fundPay: fen.nullable(),
      selfPay: fen.nullable(),
      currency: z.string(),
      status: z.string(),
    }),
  ),
})
export type VisitDetail = z.infer<typeof visitDetail>

const impossible = z.object({
  fields: z.array(
    z.object({
      field: z.string(),
      value: z.number().nullable(),
      low: z.number().nullable(),
      high: z.number().nullable(),
      unit: z.string(),
      why: words,
      fix: words,
    }),
  ),
})
const unusual = z.object({
  fields: z.array(
    z.object({
      field: z.string(),
      value: z.number(),
      low: z.number(),
      high: z.number(),
      unit: z.string(),
      question: words,
    }),
  ),
})

export const visitContract = {
  recordVisit: capability({
    method: 'POST',
    path: '/residents/{residentId}/visits',
    title: { zh: '记录就诊', en: 'Record a visit' },
    access: { roles: clinicalRoles, basis: 'record' },
    offline: true,
    input: z.object({
      residentId: z.uuid(),
      /** Made on the device, so that what was recorded offline can be named before it is sent. */
      visitId: z.uuid().optional(),
      kind: visitKind.schema,
      departmentId: z.uuid().optional(),
      occurredAt: moment.optional(),
      lateReason: text(200).optional(),
      complaint: text(500).optional(),
      vitals: vitals.default({}),
      diagnoses: z.array(newDiagnosis).max(20).default([]),
      allergies: z.array(newAllergy).max(10).default([]),
      prescriptions: z.array(newPrescription).max(30).default([]),
      charges: z.array(newCharge).max(100).default([]),
      advice: text(2000).optional(),
      note: text(4000).optional(),
      /** Fields whose unusual values the recorder looked at again, as `pleaseConfirm` named them. */
      confirmed: z.array(text(60)).max(20).default([]),
    }),
    output: visitDetail,
    refusals: {
      impossibleValue: {
        zh: '有数值不可能,请核对后重填',
        en: 'A value is impossible; compare and enter it again',
        data: impossible,
      },
      pleaseConfirm: { zh: '有数值少见,请确认无误', en: 'A value is unusual; please confirm it', data: unusual },
      sumDiffers: {
        zh: '费用不平:基金支付与个人支付之和应等于金额',
        en: 'A charge does not add up: fund and own payment must make the amount',
        data: z.object({
          charges: z.array(z.object({ field: z.string(), name: z.string(), amount: fen, paid: z.int(), difference: z.int() })),
        }),
      },
      inFuture: {
        zh: '就诊时间在未来,请核对设备时钟',
        en: "The visit is in the future; check the device's clock",
        data: z.object({ now: moment }),
      },
      tooLate: {
        zh: '补录已超期限,请写明原因',
        en: 'Recorded too late; please write why',
        data: z.object({ days: z.int() }),
      },
      bornLater: { zh: '就诊时间早于出生日期', en: 'The visit is before the birth' },
      died: {
        zh: '已登记死亡;补录生前的就诊请写明原因',
        en: 'The death is on record; to record an earlier visit, write why',
      },
      noFirstDoctor: {
        zh: '当前账号没有对应的医生,不能作为首诊医生',
        en: 'This account belongs to no doctor who could be the first doctor',
      },
      alreadyRecorded: { zh: '这次就诊已保存', en: 'This visit is on record already' },
    },
  }),
  openVisit: capability({
    method: 'GET',
    path: '/residents/{residentId}/visits/{visitId}',
    title: { zh: '就诊详情', en: 'Visit' },
    access: { roles: clinicalRoles, basis: 'record' },
    input: z.object({ residentId: z.uuid(), visitId: z.uuid() }),
    output: visitDetail,
    refusals: {},
  }),
}
