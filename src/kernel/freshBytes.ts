import { randomFillSync } from 'node:crypto'

const page = Buffer.allocUnsafe(4096)
let used = page.length

/** Random bytes, none of them given twice, valid until the next call: asking the system for each value took a third of sealing it. */
export function freshBytes(bytes: number): Buffer {
  if (used + bytes > page.length) {
    randomFillSync(page)
    used = 0
  }
  used += bytes
  return page.subarray(used - bytes, used)
}
