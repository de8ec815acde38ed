import type { Words } from '#kernel/words.ts'
import type { Tone } from '#web/ui/Tag.tsx'

/** Whether a source was read, in words. */
export const statusIn: Readonly<
  Record<'verified' | 'unverified' | 'local', { readonly name: Words; readonly tone: Tone }>
> = {
  verified: { name: { zh: '已核实', en: 'verified' }, tone: 'pine' },
  unverified: { name: { zh: '待核实', en: 'not verified yet' }, tone: 'amber' },
  local: { name: { zh: '本地规定', en: 'set by the county' }, tone: 'pulse' },
}
