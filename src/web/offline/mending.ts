import type { WholeThing } from '#care/pack/contract.ts'
import type { Text } from '#web/ui/words.ts'

/** What a person may put right in a thing to settle: one entry for each field the server's answer names. */
export type Flagged = {
  /** Path in the input. */
  readonly field: string
  readonly label: Text
  readonly said: Text
  /** What is asked for; nothing where it is only told, or confirmed by sending again. */
  readonly asks?: 'number' | 'text' | 'moment'
}
export type Mending = Readonly<Record<string, string>>

type Answer = {
  readonly refusal?: string
  readonly fields?: readonly { path: string; why: Text; fix: Text }[]
  readonly data?: {
    readonly fields?: readonly { field: string; why?: Text; fix?: Text; question?: Text; label?: Text }[]
  } | null
}

const newValue = { zh: '正确的数值', en: 'The right value' }

export function flaggedIn({ answer }: Pick<WholeThing, 'answer'>): readonly Flagged[] {
  const said = (answer ?? {}) as Answer
  switch (said.refusal) {
    case 'clockDoubtful':
      return [
        {
          field: 'occurredAt',
          label: { zh: '实际时间', en: 'When it really was' },
          said: { zh: '请填写实际时间', en: 'Say when it really was' },
          asks: 'moment',
        },
      ]
    case 'tooLate':
    case 'died':
      return [
        {
          field: 'lateReason',
          label: { zh: '补录原因', en: 'Why so late' },
          said: { zh: '请写明补录的原因', en: 'Say why it comes so late' },
          asks: 'text',
        },
      ]
    case 'pleaseConfirm':
    case 'unitQuestion':
      return (said.data?.fields ?? []).map((f) => ({
        field: f.field,
        label: newValue,
        said: f.question ?? newValue,
        asks: 'number',
      }))
    case 'impossibleValue':
      return (said.data?.fields ?? []).map((f) => ({
        field: f.field,
        label: newValue,
        said: f.why ?? newValue,
        asks: 'number',
      }))
    default:
      return (said.fields ?? []).map((f) => ({ field: f.path, label: { zh: f.path, en: f.path }, said: f.why }))
  }
}

/** The parts of the input that change. A field that was only to be confirmed and is left as it was counts as looked at. */
export function changesOf(thing: Pick<WholeThing, 'answer' | 'input'>, mending: Mending): Record<string, unknown> {
  const input: Record<string, unknown> = structuredClone(thing.input)
  const refusal = ((thing.answer ?? {}) as Answer).refusal
  const looked: string[] = []
  // Somebody was first: sending again says that this stands beside what they did.
  if (refusal === 'stale') input.version = versionNow(thing) ?? input.version
  for (const { field, asks } of flaggedIn(thing)) {
    const typed = mending[field]?.trim()
    if (typed)
      write(input, field, asks === 'moment' ? new Date(typed).toISOString() : asks === 'number' ? Number(typed) : typed)
    else if (refusal === 'pleaseConfirm' || refusal === 'unitQuestion') looked.push(field)
  }
  if (looked.length > 0)
    input.confirmed = [...new Set([...((input.confirmed as string[] | undefined) ?? []), ...looked])]
  return input
}

/** Readings stand with their unit (`{ value, unit }`): the value is written. */
function write(input: Record<string, unknown>, path: string, value: unknown): void {
  const names = path.split('.')
  const last = names.pop() ?? ''
  const place = names.reduce<Record<string, unknown>>((part, name) => {
    const next = part[name]
    if (typeof next === 'object' && next !== null) return next as Record<string, unknown>
    const made = {}
    part[name] = made
    return made
  }, input)
  const now = place[last]
  if (typeof value === 'number' && typeof now === 'object' && now !== null && 'value' in now)
    place[last] = { ...now, value }
  else place[last] = value
}

function versionNow({ answer }: Pick<WholeThing, 'answer'>): number | undefined {
  const now = (answer as { data?: { version?: number } } | null)?.data
  return now?.version
}
