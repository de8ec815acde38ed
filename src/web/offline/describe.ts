import { chronicCareContract, type ManagedCard } from '#care/chronicCare/contract.ts'
import { callOutcome, followUpMode } from '#care/chronicCare/labels.ts'
import { everyField, sayAnswer } from '#care/chronicCare/rules/form.ts'
import { sayChosen } from '#care/chronicCare/rules/shown.ts'
import { enrollmentContract, identityCheck, signedHow, signerRelation } from '#care/enrollment/contract.ts'
import { referralContract } from '#care/referral/contract.ts'
import { type Vital, visitContract, visitKind, vital, vitalSpec } from '#record/visit/contract.ts'
import { wireOf } from '#web/offline/answerer.ts'
import { type Promised, packagesInWords, termInWords } from '#web/offline/difference.ts'
import type { Text } from '#web/ui/words.ts'

/** What was done on a device, in words: one line each. */
export type Line = { readonly name: Text; readonly value: Text | string }
type Input = Readonly<Record<string, unknown>>
type Describe = (input: Input, promised?: Promised) => readonly (Line | undefined)[]

const describers: Readonly<Record<string, Describe>> = {
  [wireOf(visitContract.recordVisit)]: (input) => [
    line({ zh: '方式', en: 'How' }, visitKind.labels[input.kind as keyof typeof visitKind.labels]),
    line({ zh: '主诉', en: 'Complaint' }, input.complaint),
    ...vitalsIn(input.vitals),
    line({ zh: '诊断', en: 'Diagnoses' }, namesIn(input.diagnoses)),
    line({ zh: '处方', en: 'Prescription' }, namesIn(input.prescriptions)),
    line({ zh: '医嘱', en: 'Advice' }, input.advice),
  ],
  [wireOf(chronicCareContract.recordFollowUp)]: (input) => [
    line({ zh: '方式', en: 'How' }, followUpMode.labels[input.mode as keyof typeof followUpMode.labels]),
    ...readingsIn(input.readings),
    ...answersIn(input.answers),
    line({ zh: '不适', en: 'Symptoms' }, symptomsIn(input.symptoms)),
    line({ zh: '用药', en: 'Medicines' }, namesIn(input.medications)),
    line({ zh: '备注', en: 'Note' }, input.note),
  ],
  [wireOf(chronicCareContract.recordScreening)]: (input) => [
    ...readingsIn(input.readings),
    ...answersIn(input.answers),
  ],
  [wireOf(chronicCareContract.recordCall)]: (input) => [
    line({ zh: '结果', en: 'Outcome' }, callOutcome.labels[input.outcome as keyof typeof callOutcome.labels]),
    line({ zh: '约定日期', en: 'Agreed for' }, input.agreedOn),
    line({ zh: '备注', en: 'Note' }, input.note),
  ],
  [wireOf(referralContract.submitReferral)]: (input) => [
    line({ zh: '诊断', en: 'Diagnosis' }, (input.diagnosis as { name?: string } | undefined)?.name),
    line({ zh: '原因', en: 'Reason' }, input.reason),
  ],
  [wireOf(enrollmentContract.makeAgreement)]: (_, promised) => promisedIn(promised),
  [wireOf(enrollmentContract.signAgreement)]: (input, promised) => [...promisedIn(promised), ...signedIn(input)],
}

type Done = { readonly capability: string; readonly input: Input; readonly predicted: Input | null }

/** The lines of a command; of one that has none of its own the reasons it names. */
export function describe({ capability, input, predicted }: Done): readonly Line[] {
  const promised = predicted && 'members' in predicted ? (predicted as Promised) : undefined
  const lines = describers[capability]?.(input, promised) ?? [line({ zh: '备注', en: 'Note' }, input.note)]
  return lines.filter((each) => each !== undefined)
}

function line(name: Text, value: unknown): Line | undefined {
  if (typeof value === 'string') return value === '' ? undefined : { name, value }
  return typeof value === 'object' && value !== null && 'zh' in value ? { name, value: value as Text } : undefined
}

function vitalsIn(vitals: unknown): (Line | undefined)[] {
  const given = Object.entries((vitals ?? {}) as Record<string, { value: number }>)
  return given.map(([name, { value }]) => {
    const spec = vitalSpec[name as Vital]
    return spec && { name: vital.labels[name as Vital], value: `${value} ${spec.shown}` }
  })
}

function namesIn(list: unknown): string {
  return Array.isArray(list)
    ? list
        .map((each) => (each as { name?: string }).name ?? '')
        .filter(Boolean)
        .join('、')
    : ''
}

function readingsIn(readings: unknown): (Line | undefined)[] {
  return Object.entries((readings ?? {}) as Record<string, { value: number; unit: string }>).map(
    ([name, { value, unit }]) => {
      const spec = everyField.get(name)
      if (spec?.kind !== 'reading') return undefined
      const own = unit === spec.unit
      return {
        name: spec.label,
        value: own ? { zh: `${value} ${spec.shown.zh}`, en: `${value} ${spec.shown.en}` } : `${value} ${unit}`,
      }
    },
  )
}

function answersIn(answers: unknown): (Line | undefined)[] {
  return Object.entries((answers ?? {}) as Record<string, string | number>).map(([name, value]) => {
    const spec = everyField.get(name)
    return spec && spec.kind !== 'reading' ? { name: spec.label, value: sayAnswer(spec, value) } : undefined
  })
}

function symptomsIn(codes: unknown): Text | undefined {
  const said = sayChosen((codes ?? []) as string[])
  if (said.length === 0) return undefined
  return { zh: said.map((each) => each.zh).join('、'), en: said.map((each) => each.en).join(', ') }
}

/** Whom an agreement was for, with which packages, team and term, as it was read on the device. */
function promisedIn(promised: Promised | undefined): (Line | undefined)[] {
  if (!promised) return []
  return [
    line({ zh: '为谁签', en: 'For' }, packagesInWords(promised)),
    line({ zh: '团队', en: 'Team' }, promised.team),
    line({ zh: '协议期', en: 'Term' }, termInWords(promised)),
  ]
}

function signedIn(input: Input): (Line | undefined)[] {
  const { name, relation } = input.signer as { name: string; relation: keyof typeof signerRelation.labels }
  const as = signerRelation.labels[relation]
  const how = signedHow.labels[input.how as keyof typeof signedHow.labels]
  return [
    line(
      { zh: '签字', en: 'Signed by' },
      { zh: `${name}(${as.zh}) · ${how.zh}`, en: `${name} (${as.en}) · ${how.en}` },
    ),
    line({ zh: '身份', en: 'Identity' }, identityCheck.labels[input.identity as keyof typeof identityCheck.labels]),
  ]
}

type Held = {
  readonly name: string
  readonly team: string | null
  readonly facility: string
  readonly phone: string | null
  readonly until: string
}

/** Who has somebody of the household meanwhile, and how to reach them. */
function heldNow(held: readonly Held[]): Line[] {
  return held.map(({ name, team, facility, phone, until }) => {
    const who = [facility, team].filter(Boolean).join(' ')
    return {
      name: { zh: name, en: name },
      value: {
        zh: [`已由${who}签约,至 ${until}`, phone && `电话 ${phone}`].filter(Boolean).join(';'),
        en: [`Enrolled with ${who} until ${until}`, phone && `phone ${phone}`].filter(Boolean).join('; '),
      },
    }
  })
}

/** What stands now where somebody else was first. */
export function describeNow(wire: string, now: unknown): readonly Line[] {
  const held = (now as { held?: readonly Held[] } | null | undefined)?.held
  if (held) return heldNow(held)
  if (wire !== wireOf(chronicCareContract.recordCall) || typeof now !== 'object' || now === null) return []
  const { lastCall, next } = now as Pick<ManagedCard, 'lastCall' | 'next'>
  const lines = [
    lastCall && line({ zh: '最近一次电话', en: 'Last call' }, callOutcome.labels[lastCall.outcome]),
    lastCall?.note ? line({ zh: '备注', en: 'Note' }, lastCall.note) : undefined,
    next && line({ zh: '下一步日期', en: 'Next on' }, next.dueOn),
  ]
  return lines.filter((each) => each !== undefined && each !== null)
}
