import { statfsSync } from 'node:fs'
import { shapeOf } from './shape.ts'

/** There is no room for what was asked. Nothing was changed. */
export class DiskShort extends Error {
  override name = 'DiskShort'
}

// Measured by bench/prefecture.ts, rounded up: what stays, and what sorting indexes and the log of changes take meanwhile.
const bytesPer = { visit: 680, resident: 3_900 }
const meanwhile = 1.15
const log = 2 * 2 ** 30

export function bytesNeeded(visits: number): number {
  return Math.ceil((visits * bytesPer.visit + shapeOf(visits).residents * bytesPer.resident) * meanwhile) + log
}

export function refuseShortDisk(folder: string, visits: number): void {
  const { bavail, bsize } = statfsSync(folder)
  const has = bavail * bsize
  const needs = bytesNeeded(visits)
  if (has >= needs) return
  const [need, have] = [inGigabytes(needs), inGigabytes(has)]
  throw new DiskShort(`需要约 ${need} GB 磁盘空间,${folder} 只有 ${have} GB · about ${need} GB are needed and ${folder} has ${have} GB`)
}

function inGigabytes(bytes: number): string {
  return (bytes / 2 ** 30).toFixed(1)
}
