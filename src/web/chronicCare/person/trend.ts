import type { Day } from '#kernel/calendar.ts'
import type { Words } from '#kernel/words.ts'

export type Point = { readonly on: Day; readonly value: number }
export type Series = { readonly name: string; readonly label: Words; readonly points: readonly Point[] }
/** Where the goal lies; an open end goes to the edge of the picture. */
export type Band = { readonly low: number | null; readonly high: number | null; readonly text: Words }

export type Frame = { readonly width: number; readonly height: number; readonly left: number; readonly bottom: number }
export type Placed = {
  readonly x: (on: Day) => number
  readonly y: (value: number) => number
  readonly ticks: readonly number[]
}

/** A scale over all that is drawn, with a little air and steps that people read easily. */
export function place(series: readonly Series[], bands: readonly Band[], frame: Frame): Placed {
  const points = series.flatMap((each) => each.points)
  const ends = bands.flatMap((each) => [each.low, each.high]).filter((end) => end !== null)
  const values = [...points.map((each) => each.value), ...ends]
  const [least, most] = [Math.min(...values), Math.max(...values)]
  // Two readings that hardly differ must not look like a fall: the scale spans at least a third of the value.
  const air = Math.max(0, most / 3 - (most - least)) / 2
  const step = stepFor(most - least + 2 * air)
  const low = Math.floor((least - air) / step) * step
  const high = Math.max(Math.ceil((most + air) / step) * step, low + step)
  const times = points.map((each) => Date.parse(each.on))
  const [first, last] = [Math.min(...times), Math.max(...times)]
  const inner = { width: frame.width - frame.left - 10, height: frame.height - frame.bottom - 8 }
  return {
    x: (on) =>
      frame.left + (last === first ? inner.width / 2 : ((Date.parse(on) - first) / (last - first)) * inner.width),
    y: (value) => 8 + ((high - value) / (high - low)) * inner.height,
    ticks: Array.from({ length: Math.round((high - low) / step) + 1 }, (_, index) => round(low + index * step)),
  }
}

/** About four steps, each 1, 2 or 5 times a power of ten. */
export function stepFor(span: number): number {
  const rough = Math.max(span, 0.4) / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  return ([1, 2, 5, 10].find((each) => each * power >= rough) ?? 10) * power
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
