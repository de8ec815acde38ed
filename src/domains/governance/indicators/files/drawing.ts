import type { CanvasElement, Column, Content } from 'pdfmake/interfaces.js'
import { inks } from '#kernel/setting.ts'
import type { Language } from '#kernel/words.ts'
import type { Bar } from './printed.ts'

const colours = { value: '#0B6E69', previous: '#9DB8B5', target: '#C23B22', ground: '#EDF2F0' } as const
const wide = 82

/** The value thick, the year before thin below it, the target a line across both. */
export function barOf({ value, previous, target, most }: Bar): CanvasElement[] {
  const at = (n: number) => (n / most) * wide
  return [
    { type: 'rect', x: 0, y: 0, w: wide, h: 12, color: colours.ground },
    { type: 'rect', x: 0, y: 1, w: at(value), h: 6, color: colours.value },
    ...(previous === null ? [] : [{ type: 'rect' as const, x: 0, y: 8.5, w: at(Math.max(0, previous)), h: 2.5, color: colours.previous }]),
    ...(target === null ? [] : [{ type: 'line' as const, x1: at(target), y1: -1.5, x2: at(target), y2: 13.5, lineWidth: 1.2, lineColor: colours.target }]),
  ]
}

const spark = { width: 52, height: 16 }

/** The months or years until this one; where one is not known the line has a gap. The last one is a dot. */
export function sparkOf(values: readonly (number | null)[]): CanvasElement[] {
  const known = values.filter((value) => value !== null)
  const [least, most] = [Math.min(...known), Math.max(...known)]
  const at = (value: number, i: number) => ({
    x: values.length < 2 ? 0 : (i / (values.length - 1)) * spark.width,
    y: most === least ? spark.height / 2 : spark.height - ((value - least) / (most - least)) * spark.height,
  })
  const runs: { x: number; y: number }[][] = [[]]
  for (const [i, value] of values.entries()) {
    if (value === null) runs.push([])
    else runs.at(-1)?.push(at(value, i))
  }
  const last = runs.flat().at(-1)
  return [
    ...runs.filter((points) => points.length > 1).map((points) => ({ type: 'polyline' as const, lineWidth: 1, lineColor: inks.hint, points })),
    ...(last ? [{ type: 'ellipse' as const, ...last, r1: 1.6, r2: 1.6, color: colours.value }] : []),
  ]
}

/** What the parts of a bar are. */
export function legendOf(language: Language): Content {
  const names = language === 'zh' ? ['本期', '上年同期', '目标'] : ['This period', 'Last year', 'Target']
  const mark = (color: string, h: number): Column => ({ width: 16, canvas: [{ type: 'rect', x: 0, y: 6 - h / 2, w: 11, h, color }] })
  const marks = [mark(colours.value, 6), mark(colours.previous, 2.5), mark(colours.target, 1.2)]
  const cells = marks.flatMap((each, i): Column[] => [each, { width: language === 'zh' ? 52 : 66, text: names[i] ?? '', fontSize: 8.5, color: inks.hint }])
  return { columns: cells, margin: [0, 0, 0, 8] }
}
