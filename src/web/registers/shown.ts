import type { registersContract, UploadCard } from '#interop/registers/contract.ts'
import type { Output } from '#kernel/capability.ts'
import type { Tone } from '#web/ui/Tag.tsx'

export type Registers = Output<typeof registersContract.listRegisters>
export type Upload = Output<typeof registersContract.openUpload>

/** How the states of a file look wherever they are said. */
export const toneOf: Readonly<Record<UploadCard['status'], Tone>> = {
  receiving: 'plain',
  reading: 'pulse',
  checked: 'amber',
  unreadable: 'cinnabar',
  loading: 'pulse',
  paused: 'amber',
  done: 'pine',
  cancelled: 'plain',
}
