import { type Vital, visitKind, vital, vitalSpec } from '#record/visit/contract.ts'
import type { Text } from '#web/ui/words.ts'

/** What was done on a device, in words: one line each. */
export type Line = { readonly name: Text; readonly value: Text | string }
type Input = Readonly<Record<string, unknown>>
type Describe = (input: Input) => readonly (Line | undefined)[]

const describers: Readonly<Record<string, Describe>> = {
  'POST /residents/{residentId}/visits': (input) => [
    line({ zh: '方式', en: 'How' }, visitKind.labels[input.kind as keyof typeof visitKind.labels]),
    line({ zh: '主诉', en: 'Complaint' }, input.complaint),
    ...vitalsIn(input.vitals),
    line({ zh: '诊断', en: 'Diagnoses' }, namesIn(input.diagnoses)),
    line({ zh: '处方', en: 'Prescription' }, namesIn(input.prescriptions)),
    line({ zh: '医嘱', en: 'Advice' }, input.advice),
  ],
  'POST /residents/{residentId}/referrals': (input) => [
    line({ zh: '诊断', en: 'Diagnosis' }, (input.diagnosis as { name?: string } | undefined)?.name),
    line({ zh: '原因', en: 'Reason' }, input.reason),
  ],
}

/** The lines of a command; of one that has none of its own the reasons it names. */
export function describe(wire: string, input: Input): readonly Line[] {
  const lines = describers[wire]?.(input) ?? [line({ zh: '备注', en: 'Note' }, input.note)]
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
